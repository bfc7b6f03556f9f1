import { contextAt } from '../access/index.ts'
import type { Context } from '../access/index.ts'
import { england, noPolicy } from '../journey/index.ts'
import type { Role } from '../journey/index.ts'
import type { Database } from '../store/index.ts'
import { episodesAbout, record, Refusal } from './index.ts'
import type { Ledger } from './index.ts'
import { addTestPerson } from '../people/testing.ts'

/** For tests: what was recorded, with the day on which it happened under the name that its step gives it. */
export type Happening = readonly [step: string, outcome: string, answers: Readonly<Record<string, unknown>>]

/** For tests: the things that happen to a child, each with what its form must have. */
export const happenings = {
  referral: (receivedOn: string, outcome = 'assessment'): Happening => [
    'referral',
    outcome,
    { receivedOn, decidedOn: receivedOn, source: 'schools', why: 'Often hungry' },
  ],
  closure: (closedOn: string): Happening => ['closure', 'closed', { closedOn, reason: 'RC7' }],
  assessment: (completedOn: string, outcome: string): Happening => [
    'childAndFamilyAssessment',
    outcome,
    { startedOn: completedOn, completedOn, strengths: 'Gran helps', worries: 'Debts' },
  ],
  enquiry: (completedOn: string): Happening => [
    'section47Enquiry',
    'conference',
    { startedOn: completedOn, completedOn, findings: 'Likely significant harm' },
  ],
  conference: (heldOn: string): Happening => [
    'initialConference',
    'plan',
    { heldOn, present: 'All', decision: 'A plan', category: 'NEG' },
  ],
  review: (heldOn: string, outcome: string): Happening => [
    'reviewConference',
    outcome,
    { heldOn, progress: 'Some', ...(outcome === 'changesCategory' ? { category: 'EMO' } : {}) },
  ],
  care: (startedOn: string, legalStatus = 'V2', placementType = 'U6'): Happening => [
    'becomingLookedAfter',
    'started',
    {
      startedOn,
      legalStatus,
      placementType,
      needCode: 'N1',
      unaccompanied: false,
      provider: 'PR1',
      where: 'Eva Carter',
      outsideCounty: false,
    },
  ],
  careEnds: (ceasedOn: string): Happening => ['ceasingToBeLookedAfter', 'ceased', { ceasedOn, reason: 'E4A' }],
  move: (movedOn: string, placementType = 'U6'): Happening => [
    'placementChange',
    'moved',
    {
      movedOn,
      placementType,
      reasonForChange: 'CHILD',
      provider: 'PR1',
      where: `With Zoe from ${movedOn}`,
      outsideCounty: false,
    },
  ],
  status: (changedOn: string, legalStatus: string): Happening => [
    'legalStatusChange',
    'changed',
    { changedOn, legalStatus },
  ],
} as const

/** For tests: whether something was refused, for this reason. */
export const refusedAs = (kind: string, words?: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.kind === kind && (words === undefined || words.test(error.message))

const known = '2020-01-01T09:00:00.000Z'

/** For tests: a council of one worker, who records what happens to children in a database. */
export const workerOf = async (database: Database) => {
  const ledger: Ledger = { database, rules: { pathway: england, policy: noPolicy } }
  const { worker } = await database.sql
    .insertInto('worker')
    .values({ given: 'Grace', family: 'Okafor', newly_qualified_on: null })
    .returning('worker')
    .executeTakeFirstOrThrow()
  const as = (role: Role): Context =>
    contextAt({ worker, name: 'Grace', role, teams: [], services: ['assessment'] }, '2020-12-14T09:00:00.000Z')
  const child = (bornOn = '2012-01-01', sameAs?: number): Promise<number> =>
    addTestPerson(database, {
      given: 'Ada',
      family: 'Late',
      bornOn,
      knownFrom: known,
      ...(sameAs === undefined ? {} : { sameAs }),
    })
  return {
    ledger,
    as,
    child,
    /** A child with two records that are linked. */
    linked: async (): Promise<readonly [number, number]> => {
      const first = await child()
      return [first, await child('2012-01-01', first)]
    },
    say: (identity: number, [step, outcome, answers]: Happening, follows?: number): Promise<number> =>
      record(ledger, as(/onference$/.test(step) ? 'conferenceChair' : 'dutyWorker'), {
        step,
        outcome,
        answers,
        subjects: [{ identity }],
        ...(follows === undefined ? {} : { follows }),
      }),
    /** The child's periods of a kind, each by its first day and its last. */
    periods: async (identity: number, kind: string): Promise<readonly string[]> =>
      (await episodesAbout(database.sql, as('dutyWorker'), identity))
        .filter(each => each.kind === kind)
        .map(({ startedOn, endedOn }) => `${startedOn} ${endedOn ?? 'on'}`)
        .sort(),
  }
}
