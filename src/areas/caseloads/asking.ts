import { addDays, isCivilDate, startOfDay } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import type { Context } from '../../access/context.ts'
import { textOf } from '../../web/index.ts'
import type { QueryValues, Sent } from '../../web/index.ts'
import type { AsAt } from './loads/stock.ts'

/** The day that a page is asked for, and what was typed and cannot be read, in words. */
export type DayAsked = {
  readonly asAt: AsAt
  readonly knownOn: CivilDate | undefined
  readonly errors: readonly { readonly text: string; readonly href: string }[]
}

const dayIn = (text: string): CivilDate | undefined =>
  isCivilDate(text) && text >= '2010-01-01' && text <= '2100-12-31' ? text : undefined

const problemOf = (label: string, text: string, today: CivilDate): string | undefined => {
  if (text === '') return undefined
  const day = dayIn(text)
  if (day === undefined) return `${label} must be a real date, like 2020-09-30`
  return day > today ? `${label} must be today or in the past` : undefined
}

/** Reads `?on=2020-09-30&known=2020-10-01`: the end of the second day is the instant whose knowledge counts. */
export const dayAsked = (query: Sent, { today, now }: Pick<Context, 'today' | 'now'>): DayAsked => {
  const [onText, knownText] = [textOf(query.on), textOf(query.known)]
  const problems = [
    { text: problemOf('The day', onText, today), href: '#filter-on' },
    { text: problemOf('The day of what was known', knownText, today), href: '#filter-known' },
  ]
  const errors = problems.flatMap(({ text, href }) => (text === undefined ? [] : [{ text, href }]))
  const on = errors.length > 0 || onText === '' ? today : onText
  const knownOn = errors.length > 0 || knownText === '' || knownText === today ? undefined : knownText
  return {
    asAt: {
      on,
      known: knownOn === undefined ? now : startOfDay(addDays(knownOn, 1)),
      knownOn,
      present: on === today && knownOn === undefined,
    },
    knownOn,
    errors,
  }
}

/** The same as it stands in an address. */
export const dayInAddress = ({ asAt, knownOn }: DayAsked, { today }: Pick<Context, 'today'>): QueryValues => ({
  on: asAt.on === today ? undefined : asAt.on,
  known: knownOn,
})

/** The two questions of a day, for the form that filters a page. */
export const dayFilters = [
  { name: 'on', label: 'On the day', kind: 'date' },
  { name: 'known', label: 'As known on (now, if empty)', kind: 'date' },
] as const
