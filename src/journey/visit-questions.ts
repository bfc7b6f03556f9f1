import { inWords, isLocalTime, isTimeInEngland } from '../calendar/index.ts'
import { missedVisitReasons, visitPlaces } from './codes/visits.ts'
import type { MissedVisitReason } from './codes/visits.ts'
import { days, ruleOn, inForce } from './law.ts'
import type { Dated } from './law.ts'
import { choice, optional, prose, text, yesNo } from './fields.ts'
import type { Field, StoredAnswers } from './field.ts'
import { labelOf } from './sentences.ts'
import { within } from './step.ts'
import type { Guard } from './step.ts'

/** How a child was visited. Virtual visits are kept apart from visits face to face. */
export const visitModes = { faceToFace: 'Face to face', virtual: 'Virtual: by video or telephone' } as const

/** A time of day, like 15:30. */
export const timeOfDay = (ask: string): Field<string, 'text'> => {
  const asked = text(ask, { hint: 'Like 15:30', longest: 5 })
  return {
    ...asked,
    read: (raw, moment) => {
      const reading = asked.read(typeof raw === 'string' ? raw.trim().replace('.', ':').padStart(5, '0') : raw, moment)
      return 'value' in reading && !isLocalTime(`2020-01-01T${reading.value}`)
        ? { problem: `${ask} must be a time like 15:30` }
        : reading
    },
  }
}

/** What is asked about any visit, beside its date. */
export const visitQuestions = {
  visitedAt: optional(timeOfDay('Time of the visit')),
  mode: choice('How the visit was made', visitModes),
  place: optional(choice('Where the child was seen', visitPlaces)),
  where: optional(text('Where exactly, if it needs saying')),
  seenAlone: optional(yesNo('The child was seen alone')),
  notes: prose('What was seen, heard and done'),
  childsWords: optional(prose('What the child said')),
  missedBecause: optional(choice('If the child was not seen, the reason', missedVisitReasons)),
  whyNotSeen: optional(prose('If the child was not seen, why, and what is done about it')),
} as const

/** What a visit can come to. */
export const visitOutcomes = {
  seen: { label: 'The child was seen' },
  notSeen: { label: 'The child was not seen', needs: ['whyNotSeen'] },
} as const

/** What cannot have been: a child seen before it was born, or at a time that the clocks left out. */
export const visitGuards: readonly Guard[] = [
  {
    law: 'Working Together and the Care Planning Regulations 2010, regulation 29: at a visit it is the child who is seen',
    forbids: 'a child to be seen before its birth',
    refuses: ({ outcome, bornOn, happenedOn }) =>
      outcome === 'seen' && bornOn !== undefined && happenedOn < bornOn
        ? `The child was born on ${inWords(bornOn)} and cannot have been seen on ${inWords(happenedOn)}. If the family was visited before the birth, choose that the child was not seen.`
        : undefined,
  },
  {
    law: 'Summer Time Act 1972',
    forbids: 'a time that there was not, on the night the clocks go forward',
    refuses: ({ answers, happenedOn }) =>
      typeof answers.visitedAt === 'string' && !isTimeInEngland(`${happenedOn}T${answers.visitedAt}`)
        ? `There was no ${answers.visitedAt} on ${inWords(happenedOn)}: the clocks went forward.`
        : undefined,
  },
]

/** A visit for which a day has been agreed is due on that day, whatever else is due. */
export const dueWhenAgreed = inForce([
  { from: '2010-01-01', ...within(days(0)).of('plannedVisit.visitOn'), basis: 'Agreed ahead with the family' },
])

/** When virtual visits to looked-after children count towards the visits that the law asks for. */
export const virtualVisitsInCare: readonly Dated<object>[] = inForce([
  {
    from: '2020-04-24',
    until: '2020-09-25',
    basis: 'Adoption and Children (Coronavirus) (Amendment) Regulations 2020 (SI 2020/445)',
  },
  {
    from: '2020-09-26',
    until: '2021-09-30',
    basis:
      'SI 2020/909, prolonged in 2021: only where guidance or coronavirus forbids a visit in person, and recorded by a nominated officer',
  },
])

/** When virtual visits to children on plans count: no regulation covers these visits. */
export const virtualVisitsOnPlans: readonly Dated<object>[] = inForce([
  { from: '2020-03-23', until: '2021-09-30', basis: 'Local practice: while coronavirus kept people at home' },
])

/** Whether a visit counts: the child was seen, face to face or at a time when virtual visits counted. */
export const visitCounts =
  (virtualVisits: readonly Dated<object>[]) =>
  (answers: StoredAnswers, outcome: string, on: string): boolean =>
    outcome === 'seen' && (answers.mode !== 'virtual' || ruleOn(virtualVisits, on) !== undefined)

/** What `visitCounts` counts, in words. */
export const visitsThatCount = (virtualVisits: readonly Dated<object>[]): readonly string[] => [
  'A visit counts where the child was seen face to face.',
  ...virtualVisits.map(
    ({ from, until, basis }) =>
      `A virtual visit counts too from ${inWords(from)}${until === undefined ? '' : ` to ${inWords(until)}`} (${basis}).`,
  ),
]

/** The sentence of a visit: who was visited as what, how, and whether the child was seen. */
export const tellsOfVisit = (
  visit: string,
  answers: {
    readonly mode: keyof typeof visitModes
    readonly seenAlone?: boolean | undefined
    readonly missedBecause?: MissedVisitReason | undefined
  },
  outcome: keyof typeof visitOutcomes,
): string => {
  const kind = answers.mode === 'virtual' ? `Virtual ${visit}` : `${visit.charAt(0).toUpperCase()}${visit.slice(1)}`
  if (outcome === 'notSeen')
    return `${kind}: the child was not seen.${answers.missedBecause === undefined ? '' : ` Reason: ${labelOf(missedVisitReasons, answers.missedBecause)}.`}`
  return `${kind}: the child was seen${answers.seenAlone === true ? ' alone' : ''}.`
}
