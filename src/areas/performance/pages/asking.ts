import { addDays, addMonths, dateAt, isCivilDate, monthOf, quarterOf } from '../../../calendar/index.ts'
import type { CivilDate, Instant, Period } from '../../../calendar/index.ts'
import type { Context } from '../../../access/index.ts'
import { textOf } from '../../../web/index.ts'
import type { QueryValues, Sent } from '../../../web/index.ts'
import { endOfDay } from '../figures/as-of.ts'
import type { Measure } from '../measure.ts'
import { wholeMonths } from '../figures/series.ts'

export const lengths = { month: 'A month', quarter: 'A quarter', year: 'Twelve months' } as const
export type Length = keyof typeof lengths

const isLength = (text: string): text is Length => Object.hasOwn(lengths, text)

/** What a page of a measure is asked for in its address. */
export type Wanted = {
  readonly asAt: CivilDate
  /** The day on whose knowledge the figure goes, where one is named. */
  readonly asKnownOn: CivilDate | undefined
  readonly known: Instant
  readonly length: Length
  /** The period that is broken down and listed; of a stock its last day counts. */
  readonly when: Period
  /** What was typed and cannot be read, in words. */
  readonly problems: readonly string[]
}

const dateIn = (text: string): CivilDate | undefined =>
  isCivilDate(text) && text >= '2010-01-01' && text <= '2030-12-31' ? text : undefined

const periodTo = (length: Length, asAt: CivilDate): Period => {
  const [month = monthOf(asAt)] = wholeMonths(asAt, 1)
  if (length === 'month') return month
  if (length === 'year') return { from: addMonths(month.from, -11), to: month.to }
  const quarter = quarterOf(asAt)
  const { from, to } = quarter.to === asAt ? quarter : quarterOf(addDays(quarter.from, -1))
  return { from, to }
}

/** Reads what an address asks of a measure: `?asAt=2020-09-30&asKnown=2020-10-01&period=quarter`. Never later than today. */
export const wantedIn = (query: Sent, context: Context, measure: Pick<Measure, 'over'>): Wanted => {
  const today = dateAt(context.now)
  const [asAtText, knownText, lengthText] = [textOf(query.asAt), textOf(query.asKnown), textOf(query.period)]
  const [asAtDate, knownDate] = [dateIn(asAtText), dateIn(knownText)]
  const problems = [
    ...(asAtText !== '' && asAtDate === undefined
      ? [`As at: '${asAtText.slice(0, 30)}' is not a date like 2020-09-30`]
      : []),
    ...(asAtDate !== undefined && asAtDate > today ? ['As at: must be today or earlier'] : []),
    ...(knownText !== '' && knownDate === undefined
      ? [`As known on: '${knownText.slice(0, 30)}' is not a date like 2020-10-01`]
      : []),
  ]
  const asAt = asAtDate === undefined || asAtDate > today ? today : asAtDate
  const asKnownOn = knownDate === undefined || knownDate >= today ? undefined : knownDate
  const length = isLength(lengthText) ? lengthText : 'month'
  return {
    asAt,
    asKnownOn,
    known: asKnownOn === undefined ? context.now : endOfDay(asKnownOn),
    length,
    when: measure.over === 'stock' ? { from: asAt, to: asAt } : periodTo(length, asAt),
    problems,
  }
}

/** The same as it stands in an address. */
export const queryOf = ({ asAt, asKnownOn, length }: Wanted, today: CivilDate): QueryValues => ({
  asAt: asAt === today ? undefined : asAt,
  asKnown: asKnownOn,
  period: length === 'month' ? undefined : length,
})
