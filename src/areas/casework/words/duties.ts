import type { CivilDate, Instant } from '../../../calendar/index.ts'
import { inWords } from '../../../calendar/index.ts'
import { dueInWords, dueStanding, inSentence, ruleInWords } from '../../../journey/duty-words.ts'
import type { DueStanding } from '../../../journey/duty-words.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'

/** A duty as a list has it. */
export type DutyToShow = {
  readonly rule: string
  readonly step: string
  readonly nth: number
  readonly anchoredOn: CivilDate
  readonly dueOn: CivilDate | null
  readonly dueAt: Instant | null
  readonly anchorStep?: string | null
}

/** A duty on a page: what, by when, how that stands today, why, and by which rule. */
export type DutyOnPage = {
  readonly step: string
  readonly title: string
  readonly by: string
  readonly clock: string
  readonly standing: DueStanding
  /** The word beside the colour: never colour alone. */
  readonly mark: string
  readonly reason: string
  readonly rule: string
  readonly basis: string
}

const marks: Readonly<Record<DueStanding, string>> = {
  overdue: 'Late',
  today: 'Today',
  soon: 'Next 7 days',
  later: 'Later',
  undated: 'No date',
}

const reasonOf = (rules: Rules, duty: DutyToShow): string => {
  const anchor =
    duty.anchorStep === undefined || duty.anchorStep === null ? undefined : rules.pathway.steps[duty.anchorStep]?.title
  return `counted from ${inWords(duty.anchoredOn)}${anchor === undefined ? '' : `, the ${inSentence(anchor)}`}`
}

/** A duty in the words of a page. */
export const dutyOnPage = (rules: Rules, duty: DutyToShow, now: Instant): DutyOnPage => {
  const { title, rule, basis } = ruleInWords(rules, duty)
  const standing = dueStanding(duty, now)
  return {
    step: duty.step,
    title,
    ...dueInWords(duty, now),
    standing,
    mark: marks[standing],
    reason: reasonOf(rules, duty),
    rule,
    basis,
  }
}
