import type { Answers } from '../../journey/index.ts'
import type { dutyCall } from '../../journey/steps/duty-call.ts'
import type { dutyVisit } from '../../journey/steps/duty-visit.ts'
import type { dutyRequest } from '../../journey/steps/duty-request.ts'

type Call = Omit<Answers<typeof dutyCall.fields>, 'calledAt' | 'whichHour' | 'callerName'>
type Visit = Omit<Answers<typeof dutyVisit.fields>, 'visitedAt' | 'whichHour' | 'where'>
type Request = Omit<Answers<typeof dutyRequest.fields>, 'askedAt'>

/** Of whom a call can be: in care or at home, and of which ages. */
type Of = { readonly inCare: boolean; readonly from: number; readonly to: number }

/** What calls of a night are about. Nobody is named: the record says whom each is about. */
export const calls: readonly (Call & { readonly of: Of })[] = [
  {
    of: { inCare: false, from: 2, to: 17 },
    caller: 'police',
    happened:
      'Officers were called to an argument between the parents. The children were upstairs and awake. Nobody was hurt.',
    done: 'Spoke to the officers and to the mother. The father has left and stays with a friend.',
    safeNow: 'safeWithPlan',
    dayTeam: 'See the children at school or at home today, and hear from each of them what they heard.',
  },
  {
    of: { inCare: true, from: 12, to: 17 },
    caller: 'fosterCarer',
    happened: 'Not home by the agreed hour, and does not answer the telephone.',
    done: 'Agreed with the carer whom to ring. Home at ten past midnight, says it was the bus.',
    safeNow: 'safe',
    dayTeam: undefined,
  },
  {
    of: { inCare: true, from: 11, to: 17 },
    caller: 'home',
    happened: 'Shouted at staff and broke a door after a telephone call from the family. Calm after an hour.',
    done: 'Advised staff. Police were not called. Staff sit up tonight.',
    safeNow: 'safeWithPlan',
    dayTeam: 'Find out what was said on the telephone, and see the young person today.',
  },
  {
    of: { inCare: false, from: 4, to: 15 },
    caller: 'hospital',
    happened: 'Came to the emergency department with a cut hand. The story of how it happened changed twice.',
    done: 'Spoke to the doctor. The child stays on the ward overnight.',
    safeNow: 'safe',
    dayTeam: 'Speak to the ward before noon, and hold a strategy discussion if the consultant is worried.',
  },
  {
    of: { inCare: false, from: 9, to: 17 },
    caller: 'parentOrCarer',
    happened: 'Cannot cope with the shouting any more and asks for the child to be taken.',
    done: 'Listened for forty minutes. The grandmother comes for the night.',
    safeNow: 'safeWithPlan',
    dayTeam: 'Visit today, and offer the family group conference again.',
  },
  {
    of: { inCare: false, from: 8, to: 16 },
    caller: 'child',
    happened: 'Rang from their room: the adults have been drinking and there is shouting downstairs.',
    done: 'Stayed on the line until the aunt was there to fetch them.',
    safeNow: 'safeWithPlan',
    dayTeam: 'See the child alone today. They ask that the call is not told to the adults.',
  },
  {
    of: { inCare: false, from: 0, to: 4 },
    caller: 'neighbour',
    happened: 'Heard a small child crying for an hour and nobody seems to be at home.',
    done: 'Asked the police to go. A babysitter was there; the child had a fever and was asleep by eleven.',
    safeNow: 'safe',
    dayTeam: undefined,
  },
  {
    of: { inCare: false, from: 0, to: 17 },
    caller: 'family',
    happened: 'The grandmother is worried: nobody has heard from the family since Friday.',
    done: 'Rang twice without an answer. The police looked: all at home, the telephone is broken.',
    safeNow: 'safe',
    dayTeam: undefined,
  },
]

/** What visits of a night found. */
export const visits: readonly Visit[] = [
  {
    childSeen: 'alone',
    whoSeen: 'The mother and her sister',
    seenAndHeard: 'The house was warm and the child in bed. The adults were sober and sorry.',
    childsWords: 'I only wanted it to be quiet.',
    done: 'Agreed with both adults that the sister stays until the morning.',
    safeNow: 'safeWithPlan',
    dayTeam: 'Visit today while the sister is still there.',
  },
  {
    childSeen: 'withOthers',
    whoSeen: 'The carer',
    seenAndHeard: 'Tired and cross, and glad to be asked. No injury to be seen.',
    childsWords: undefined,
    done: 'Talked with both in the kitchen. Agreed that the telephone is charged and on.',
    safeNow: 'safe',
    dayTeam: undefined,
  },
]

/** What was asked for at night, and what came of it. */
export const requests: readonly {
  readonly asks: Request
  readonly answer: string
  readonly outcome: 'given' | 'partly' | 'notGiven'
}[] = [
  {
    asks: {
      discipline: 'placements',
      asks: 'A bed for tonight; the family cannot have the young person home before Monday.',
    },
    answer: 'A room in the residential home until Monday; staff expect them within the hour.',
    outcome: 'given',
  },
  {
    asks: { discipline: 'mentalHealthNurse', asks: 'Says that life is not worth it. Please speak to them tonight.' },
    answer:
      'Spoke for half an hour. No plan to come to harm; a plan for the night is agreed, and an appointment on Monday.',
    outcome: 'given',
  },
  {
    asks: { discipline: 'placements', asks: 'An emergency foster home for two together.' },
    answer: 'No home for both tonight; a relative was found who is known to us, and the checks were made by telephone.',
    outcome: 'partly',
  },
]

/** Why a worker of the day tells the duty team of a child, and what to do. */
export const notes: readonly { readonly why: string; readonly whatToDo: string }[] = [
  {
    why: 'The father was told today that he may not come to the house.',
    whatToDo: 'If he is there: call the police, and do not wait.',
  },
  {
    why: 'First weekend with new carers.',
    whatToDo: 'The carers may need to talk. Their link worker’s number is on the front page.',
  },
  {
    why: 'Missing three times this month, each time at the same friend’s house.',
    whatToDo: 'The address is in the last return interview.',
  },
]
