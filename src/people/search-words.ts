import { civilDate, daysInMonth } from '../calendar/index.ts'
import type { CivilDate } from '../calendar/index.ts'
import { isNhsNumber, isUniquePupilNumber } from './identifiers.ts'

/** What was understood of what somebody typed. */
export type Understood = {
  /** Beginnings of parts of names. */
  readonly words: readonly string[]
  readonly bornOn?: CivilDate
  /** An NHS number or a unique pupil number, without spaces. */
  readonly identifier?: string
  /** The number of a record. */
  readonly identity?: number
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const
const monthForm = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'

const dateForms: readonly { readonly form: RegExp; readonly order: readonly [number, number, number] }[] = [
  { form: /\b(\d{4})-(\d{1,2})-(\d{1,2})\b/, order: [1, 2, 3] },
  { form: /\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b/, order: [3, 2, 1] },
  { form: /\b(\d{1,2}) (\d{1,2}) (\d{4})\b/, order: [3, 2, 1] },
  { form: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? ${monthForm} (\\d{4})\\b`, 'i'), order: [3, 2, 1] },
]

const monthNumber = (text: string): number =>
  /^\d/.test(text) ? Number(text) : months.findIndex(name => text.toLowerCase().startsWith(name)) + 1

const dateIn = (text: string): { readonly date: CivilDate; readonly rest: string } | undefined => {
  for (const { form, order } of dateForms) {
    const match = form.exec(text)
    if (match === null) continue
    const [year = 0, month = 0, day = 0] = order.map(part => monthNumber(match[part] ?? ''))
    if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) continue
    return { date: civilDate(year, month, day), rest: text.replace(match[0], ' ') }
  }
  return undefined
}

const longest = 200
const mostWords = 8

const identifierIn = (text: string): { readonly identifier: string; readonly rest: string } | undefined => {
  for (const match of text.matchAll(/\b\d{3}[ -]?\d{3}[ -]?\d{4}\b|\b[A-Za-z]\d{11}[0-9A-Za-z]\b/g)) {
    const identifier = match[0].replaceAll(/[ -]/g, '').toUpperCase()
    if (isNhsNumber(identifier) || isUniquePupilNumber(identifier))
      return { identifier, rest: text.replace(match[0], ' ') }
  }
  return undefined
}

/** Reads what somebody typed: names, a date, an identifier, a record's number, in any order. What is neither is a name. */
export const understand = (typed: string): Understood => {
  const text = typed.normalize('NFC').slice(0, longest)
  const identified = identifierIn(text)
  const dated = dateIn(identified?.rest ?? text)
  const rest = dated?.rest ?? identified?.rest ?? text
  const words = rest.split(/[\s\p{Pd},;]+/u).filter(word => /[^'’‘ʼ`´#.]/u.test(word))
  const number = words.find(word => /^#?\d{1,9}$/.test(word))
  return {
    words: words.filter(word => word !== number).slice(0, mostWords),
    ...(dated === undefined ? {} : { bornOn: dated.date }),
    ...(identified === undefined ? {} : { identifier: identified.identifier }),
    ...(number === undefined ? {} : { identity: Number(number.replace('#', '')) }),
  }
}
