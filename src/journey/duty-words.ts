import { dateAt, inWords } from '../calendar/index.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import type { Rules } from './reckoning/rows.ts'
import { asStart, countedByAge, startOf, whatBegan, ruleInWords } from './rule-words.ts'
import { dueStanding, dueInWords } from './due-standing.ts'
import type { DueStanding } from './due-standing.ts'
import type { Delay, DutyToShow } from './duty-to-show.ts'

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
  /** That it waits on purpose, until when, why, and by whose decision; undefined where nobody decided so. */
  readonly onPurpose: string | undefined
  /** Whether it is late, and waits on purpose for now. */
  readonly lateOnPurpose: boolean
}

const marks: Readonly<Record<DueStanding, string>> = {
  overdue: 'Late',
  today: 'Today',
  soon: 'Next 7 days',
  later: 'Later',
  undated: 'No date',
}

const reasonOf = (rules: Rules, duty: DutyToShow): string => {
  const start = startOf(rules, duty)
  const title = start === undefined ? undefined : rules.pathway.steps[start]?.title
  const began = whatBegan(rules, duty)
  if (began !== undefined) return `counted from ${inWords(began.since)}, ${began.called}`
  const byAge = countedByAge(rules, duty)
  if (byAge !== undefined) return byAge
  if (duty.dueOn === null)
    return title === undefined
      ? `asked for on ${inWords(duty.anchoredOn)}`
      : `it follows from ${asStart(title)} of ${inWords(duty.anchoredOn)}`
  return `counted from ${inWords(duty.anchoredOn)}${title === undefined ? '' : `, ${asStart(title)}`}`
}

/** A reason to wait counts until the end of its day; after that it is told as what it was. */
const delayInWords = ({ until, why, by }: Delay, today: CivilDate): string =>
  `${until >= today ? 'Waits on purpose until' : 'Was to wait until'} ${inWords(until)}: ${why} (${by})`

/** A duty in the words of a page. */
export const dutyOnPage = (rules: Rules, duty: DutyToShow, now: Instant): DutyOnPage => {
  const { title, rule, basis } = ruleInWords(rules, duty)
  const standing = dueStanding(duty, now)
  const today = dateAt(now)
  const delay = duty.delay ?? undefined
  const lateOnPurpose = standing === 'overdue' && delay !== undefined && delay.until >= today
  return {
    step: duty.step,
    title,
    ...dueInWords(duty, now),
    standing,
    mark: lateOnPurpose ? 'Late on purpose' : marks[standing],
    reason: reasonOf(rules, duty),
    rule,
    basis,
    onPurpose: delay === undefined ? undefined : delayInWords(delay, today),
    lateOnPurpose,
  }
}
