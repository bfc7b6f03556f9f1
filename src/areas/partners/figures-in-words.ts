import { addMonths, firstOfMonth, monthInWords, monthsTo } from '../../calendar/index.ts'
import type { CivilDate, Period } from '../../calendar/index.ts'
import { adviceShare, countOf, fewestForShare } from '../../door/partner-figures.ts'
import type { CountedRequest, PartnerCount } from '../../door/partner-figures.ts'
import { numberInWords } from '../../web/index.ts'

/** How many months the pages go back. */
const monthsBack = 12

/** The months up to this one, and the whole of them. */
export const monthsOf = (today: CivilDate): { readonly months: readonly Period[]; readonly whole: Period } => {
  const months = monthsTo(today, monthsBack)
  const from = months[0]?.from ?? firstOfMonth(addMonths(today, 1 - monthsBack))
  return { months, whole: { from, to: months.at(-1)?.to ?? today } }
}

/** `2020-12` */
export const monthKey = ({ from }: Period): string => from.slice(0, 7)

export const monthWords = (month: string): string => monthInWords(`${month}-01`)

/** The share in words, or why there is none. */
export const shareInWords = (count: Pick<PartnerCount, 'advice' | 'decided'>): string => {
  const share = adviceShare(count)
  if (share !== undefined) return `${share}%`
  return count.decided === 0 ? 'None decided' : `Too few: ${count.advice} of ${count.decided}`
}

export const daysInWords = ({ days }: Pick<PartnerCount, 'days'>): string =>
  days === undefined ? '–' : numberInWords(days)

/** What the words of the figures mean, once for every page that has them. */
export const meaning = [
  'Sent: requests for support and worries about a child that organisations sent in the month. Consultations are not counted.',
  'Ended as information and advice: everything that was decided about the request was information and advice.',
  `Share: of those decided. It is given from ${fewestForShare} decided on; of fewer it would say more about chance than about anybody’s practice.`,
  'Working days to decision: that of the request in the middle, half being quicker and half slower. The day on which it came is day 0.',
] as const

/** Rows by month, every month there though nothing was sent. */
export const byMonth = (
  rows: readonly CountedRequest[],
  months: readonly Period[],
): readonly { readonly month: string; readonly count: PartnerCount }[] => {
  const grouped = Map.groupBy(rows, ({ month }) => month)
  return months.map(period => ({ month: monthKey(period), count: countOf(grouped.get(monthKey(period)) ?? []) }))
}
