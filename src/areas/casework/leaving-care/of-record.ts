import type { ChildRecord } from '../child/record.ts'
import type { Entry } from '../../../ledger/read.ts'
import type { ContactRow, EntitlementRow, YoungPerson } from './young-people.ts'

const textIn = (answer: unknown): string | null => (typeof answer === 'string' ? answer : null)

const contactIn = ({ entry, happenedOn, answers }: Entry): ContactRow => ({
  entry,
  on: happenedOn,
  inTouch: String(answers.inTouch),
  means: textIn(answers.means),
  accommodation: textIn(answers.accommodation),
  suitable: typeof answers.suitable === 'boolean' ? answers.suitable : null,
  activity: textIn(answers.activity),
})

/** Of each entitlement what was said last; entries come newest first. */
const entitlementsIn = (entries: readonly Entry[]): readonly EntitlementRow[] => {
  const latest = new Map<string, EntitlementRow>()
  for (const { entry, step, happenedOn, outcome, answers } of entries) {
    const what = textIn(answers.entitlement)
    if (step !== 'entitlement' || what === null || latest.has(what)) continue
    latest.set(what, { entry, entitlement: what, standing: outcome, on: happenedOn, details: textIn(answers.details) })
  }
  return [...latest.values()]
}

/** A young person whose own record has been opened, with what was said of each entitlement last. */
export type YoungPersonInFull = YoungPerson & { readonly entitlements: readonly EntitlementRow[] }

/** A young person from the record that has been opened: the latest period of support, or none yet. */
export const youngPersonOf = (record: ChildRecord): YoungPersonInFull => {
  const entitlements = entitlementsIn(record.entries)
  const support = record.episodes.find(({ kind }) => kind === 'careLeaver')
  const adviser = record.allocated.find(({ kind }) => kind === 'personalAdviserAllocation')
  return {
    identity: record.child,
    name: record.facts.name,
    bornOn: record.facts.bornOn,
    category: textIn(support?.detail.category),
    since: support?.startedOn ?? '',
    endedOn: support?.endedOn ?? null,
    adviser: adviser?.worker ?? null,
    adviserName: adviser?.name ?? null,
    team: adviser?.team ?? null,
    teamName: adviser?.teamName ?? null,
    care: record.episodes
      .filter(({ kind }) => kind === 'lookedAfter')
      .map(({ startedOn, endedOn }) => ({ startedOn, endedOn })),
    contacts: record.entries.filter(({ step }) => step === 'keepingInTouch').map(contactIn),
    hasEntitlements: entitlements.length > 0,
    entitlements,
    owed: record.duties.map(({ rule, dueOn }) => ({ rule, dueOn })),
  }
}

/** Whether a record has anything to say about leaving care: support, past or present, or care at 15 or over. */
export const concernsLeavingCare = (
  { episodes, facts }: Pick<ChildRecord, 'episodes' | 'facts'>,
  today: string,
): boolean =>
  episodes.some(({ kind }) => kind === 'careLeaver') ||
  (facts.bornOn !== null &&
    episodes.some(({ kind }) => kind === 'lookedAfter') &&
    `${Number(facts.bornOn.slice(0, 4)) + 15}${facts.bornOn.slice(4)}` <= today)
