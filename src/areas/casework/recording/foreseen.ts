import { inWords } from '../../../calendar/index.ts'
import type { Instant } from '../../../calendar/index.ts'
import { dueInWords } from '../../../journey/due-standing.ts'
import { ruleInWords } from '../../../journey/rule-words.ts'
import { roles } from '../../../journey/roles.ts'
import type { DutyRow, EpisodeRow, Rules } from '../../../journey/reckoning/rows.ts'
import type { Foresight } from '../../../ledger/foresee.ts'

/** What a piece of recording will do for one child, for the page on which it is checked. */
export type Foreseen = {
  readonly opens: readonly string[]
  readonly closes: readonly string[]
  readonly meets: readonly string[]
  readonly lapses: readonly string[]
  /** By a correction: periods that would no longer have begun. */
  readonly neverOpens: readonly string[]
  /** By a correction: periods that would no longer have ended. */
  readonly reopens: readonly string[]
  readonly becomesDue: readonly {
    readonly title: string
    readonly by: string
    readonly clock: string
    readonly rule: string
    readonly basis: string
    readonly whose: string
  }[]
}

const titleOf = ({ pathway }: Rules, kind: string) => pathway.episodes[kind]?.title ?? kind

const whose = ({ pathway }: Rules, duty: DutyRow): string => {
  const dot = duty.rule.indexOf('.')
  const by = dot < 0 ? undefined : pathway.episodes[duty.rule.slice(0, dot)]?.rhythms?.[duty.rule.slice(dot + 1)]?.by
  const first = by ?? pathway.steps[duty.step]?.may.record[0]
  return first === undefined ? '' : roles[first]
}

const metInWords = (rules: Rules, duty: DutyRow): string => {
  const { title } = ruleInWords(rules, duty)
  if (duty.dueOn === null) return title
  return duty.metOn !== null && duty.metOn > duty.dueOn
    ? `${title}, which was due by ${inWords(duty.dueOn)}: late`
    : `${title}, which was due by ${inWords(duty.dueOn)}: in time`
}

/** What was foreseen, in words. Corrections of details that open and close the same day are told once. */
export const foreseenInWords = (rules: Rules, foresight: Foresight, now: Instant): Foreseen => {
  const from = (row: EpisodeRow) => `${titleOf(rules, row.kind)}, from ${inWords(row.startedOn)}`
  return {
    opens: foresight.opens.filter(row => row.endedOn === null).map(from),
    closes: foresight.closes.map(row => `${titleOf(rules, row.kind)}, which began on ${inWords(row.startedOn)}`),
    meets: foresight.meets.map(duty => metInWords(rules, duty)),
    lapses: foresight.lapses.map(duty => ruleInWords(rules, duty).title),
    neverOpens: foresight.neverOpens.map(from),
    reopens: foresight.reopens.map(from),
    becomesDue: foresight.arises.map(duty => ({
      ...ruleInWords(rules, duty),
      ...dueInWords(duty, now),
      whose: whose(rules, duty),
    })),
  }
}

/** Whether nothing but the story changes. */
export const changesNothing = (foreseen: Foreseen): boolean => Object.values(foreseen).every(list => list.length === 0)
