import type { CivilDate } from '../../../calendar/index.ts'
import { inWords } from '../../../calendar/index.ts'
import type { Field } from '../../../journey/field.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { Duty, Entry } from '../../../ledger/read.ts'

/** An entry that a new one may follow. */
export type FollowChoice = { readonly entry: number; readonly text: string; readonly on: CivilDate }

const leadsTo = ({ pathway }: Rules, entry: Entry, step: string): boolean =>
  pathway.steps[entry.step]?.outcomes[entry.outcome]?.next?.includes(step) === true

/** What a new entry follows unless its author says otherwise: what made it due, else the last that led to such work. */
export const followedByDefault = (
  rules: Rules,
  step: string,
  duties: readonly Duty[],
  entries: readonly Entry[],
): number | undefined => {
  const due = duties.filter(duty => duty.step === step)
  const expected = due.find(duty => !duty.rule.includes('.')) ?? due[0]
  return expected?.anchor ?? entries.find(entry => leadsTo(rules, entry, step))?.entry
}

const most = 20

/** The entries that a new one may follow, newest first: those that lead to it, and the significant ones of late. */
export const followChoices = (
  rules: Rules,
  step: string,
  entries: readonly Entry[],
  chosen: number | undefined,
): readonly FollowChoice[] =>
  entries
    .filter(
      (entry, index) =>
        entry.entry === chosen ||
        leadsTo(rules, entry, step) ||
        (index < most * 3 && rules.pathway.steps[entry.step]?.significant !== false),
    )
    .slice(0, most)
    .map(entry => ({
      entry: entry.entry,
      on: entry.happenedOn,
      text: `${rules.pathway.steps[entry.step]?.title ?? entry.step}, ${inWords(entry.happenedOn)}`,
    }))

const isSameQuestion = (one: Field, other: Field | undefined): boolean =>
  other !== undefined && one.kind === other.kind && (one.codes === undefined || one.codes === other.codes)

/** Kinds of question whose answer may be carried over as it stands. Dates and judgements are given anew. */
const carried = ['choice', 'text', 'postcode'] as const

/** What goes on besides: the words of whoever told us, and the day on which they did. */
const told = ['why', 'receivedOn'] as const

/**
 * What the entry that this follows has already answered: nothing is typed twice. The words of whoever first told us go
 * on from contact to referral.
 */
export const answersFrom = (
  rules: Rules,
  step: string,
  followed: Entry | undefined,
): Readonly<Record<string, unknown>> => {
  const asked = rules.pathway.steps[step]?.fields ?? {}
  const before = followed === undefined ? undefined : rules.pathway.steps[followed.step]
  // What was so at one visit need not be so at the next.
  if (followed === undefined || before === undefined || followed.step === step) return {}
  return Object.fromEntries(
    Object.entries(asked).flatMap(([name, field]) => {
      const answer = followed.answers[name]
      if (answer === undefined || !isSameQuestion(field, before.fields[name])) return []
      return carried.some(kind => kind === field.kind) || told.some(each => each === name) ? [[name, answer]] : []
    }),
  )
}
