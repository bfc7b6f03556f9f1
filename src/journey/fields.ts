import { inWords, isCivilDate, isLocalTime, isTimeInEngland } from '../calendar/index.ts'
import type { CivilDate, LocalTime } from '../calendar/index.ts'
import type { Asking, Field, FieldKind, ReadingMoment } from './field.ts'
import { asText, isBlank, isEmptyDate, isEmptyList, isEmptyText, partsAsDate } from './typed.ts'

/** A question as it stands inside a sentence. */
export const lowerAsked = (ask: string): string => ask.charAt(0).toLowerCase() + ask.slice(1)

const namesAThing = /^(?:Date|Day|Time|Name|First name|Last name)\b/
const asksFor = /^(?:(?:By|Until|From|With|To) )?(?:What|When|Where|Which|Who|Whom|Why|How|Whether)\b/i

/** What to enter or choose, as a person would say it: `the date of the visit`, `why waiting serves the child`. */
const wanted = (ask: string): string => {
  const words = lowerAsked(ask)
  return namesAThing.test(ask) ? `the ${words}` : asksFor.test(ask) ? words : `an answer to: ${words}`
}

const demand =
  <Value>(
    ask: string,
    verb: 'Enter' | 'Choose',
    empty: (raw: unknown) => boolean,
    read: Field<Value>['read'],
  ): Field<Value>['read'] =>
  (raw, moment) =>
    empty(raw) ? { problem: `${verb} ${wanted(ask)}` } : read(raw, moment)

/** A day. Not in the future unless the question says that it may be. */
export const date = (ask: string, asking: Asking = {}): Field<CivilDate, 'date'> => ({
  kind: 'date',
  ask,
  required: true,
  ...asking,
  read: demand(ask, 'Enter', isEmptyDate, (raw, { today }) => {
    const text = partsAsDate(raw)
    if (!isCivilDate(text)) return { problem: `${ask} must be a real date, like 27 3 2020` }
    if (text < '1900-01-01' || text > '2100-12-31') return { problem: `${ask} must have a year between 1900 and 2100` }
    if (asking.mayBeInFuture !== true && text > today)
      return { problem: `${ask} must be today (${inWords(today)}) or in the past` }
    return { value: text }
  }),
})

/** A day and the time of day in England. */
export const moment = (ask: string, asking: Asking = {}): Field<LocalTime, 'moment'> => ({
  kind: 'moment',
  ask,
  required: true,
  ...asking,
  read: demand(ask, 'Enter', isEmptyDate, (raw, { today }) => {
    const parts = typeof raw === 'object' && raw !== null ? (raw as Readonly<Record<string, unknown>>) : undefined
    const text = parts === undefined ? asText(raw) : `${partsAsDate(raw)}T${asText(parts.time).padStart(5, '0')}`
    if (!isLocalTime(text)) return { problem: `${ask} must be a real date and a time like 14:30` }
    if (!isTimeInEngland(text)) return { problem: `${ask}: there was no such time, the clocks went forward` }
    if (asking.mayBeInFuture !== true && text.slice(0, 10) > today)
      return { problem: `${ask} must be today (${inWords(today)}) or in the past` }
    return { value: text }
  }),
})

const words =
  (kind: 'text' | 'prose', longest: number) =>
  (ask: string, asking: Asking = {}) => ({
    kind,
    ask,
    required: true,
    longest,
    ...asking,
    read: demand<string>(ask, 'Enter', isEmptyText, raw => {
      const value = asText(raw).replaceAll('\r\n', '\n')
      const most = asking.longest ?? longest
      return value.length > most
        ? { problem: `${ask} must be ${most} characters or fewer; it has ${value.length}` }
        : { value }
    }),
  })

/** A line of words, at most 200 characters unless said otherwise. */
export const text: (ask: string, asking?: Asking) => Field<string, 'text'> = words('text', 200) as never
/** As many words as it takes, at most 20,000 characters unless said otherwise. */
export const prose: (ask: string, asking?: Asking) => Field<string, 'prose'> = words('prose', 20_000) as never

/** One of several answers. */
export const choice = <const Codes extends Readonly<Record<string, string>>>(
  ask: string,
  codes: Codes,
  asking: Asking = {},
): Field<keyof Codes & string, 'choice'> => ({
  kind: 'choice',
  ask,
  required: true,
  codes,
  ...asking,
  read: demand(ask, 'Choose', isEmptyText, raw => {
    const value = asText(raw)
    return Object.hasOwn(codes, value) ? { value } : { problem: `${ask}: choose one of the answers in the list` }
  }),
})

/** Any number of several answers, at least one where it is required. */
export const choices = <const Codes extends Readonly<Record<string, string>>>(
  ask: string,
  codes: Codes,
  asking: Asking = {},
): Field<readonly (keyof Codes & string)[], 'choices'> => ({
  kind: 'choices',
  ask,
  required: true,
  codes,
  ...asking,
  read: demand(ask, 'Choose', isEmptyList, raw => {
    const values = (Array.isArray(raw) ? raw : [raw]).filter(each => each !== '').map(asText)
    return values.every(value => Object.hasOwn(codes, value))
      ? { value: [...new Set(values)] as (keyof Codes & string)[] }
      : { problem: `${ask}: choose answers from the list` }
  }),
})

/** Yes or no. */
export const yesNo = (ask: string, asking: Asking = {}): Field<boolean, 'yesNo'> => ({
  kind: 'yesNo',
  ask,
  required: true,
  ...asking,
  read: (raw: unknown) => {
    if (raw === true || raw === 'yes') return { value: true }
    if (raw === false || raw === 'no') return { value: false }
    return { problem: `Choose yes or no: ${lowerAsked(ask)}` }
  },
})

/** A whole number of 0 or more. */
export const count = (ask: string, asking: Asking = {}): Field<number, 'number'> => ({
  kind: 'number',
  ask,
  required: true,
  ...asking,
  read: demand(ask, 'Enter', isEmptyText, raw =>
    /^\d{1,9}$/.test(asText(raw)) ? { value: Number(asText(raw)) } : { problem: `${ask} must be a whole number` },
  ),
})

const postcodeForm = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/

/** A postcode, kept in capitals with one space. */
export const postcode = (ask: string, asking: Asking = {}): Field<string, 'postcode'> => ({
  kind: 'postcode',
  ask,
  required: true,
  ...asking,
  read: demand(ask, 'Enter', isEmptyText, raw => {
    const value = asText(raw).toUpperCase().replaceAll(/\s+/g, '')
    return postcodeForm.test(value)
      ? { value: `${value.slice(0, -3)} ${value.slice(-3)}` }
      : { problem: `${ask} must be a full UK postcode, like AB1 2CD` }
  }),
})

/** One of the council's workers, by number. */
export const worker = (ask: string, asking: Asking = {}): Field<number, 'worker'> => ({
  kind: 'worker',
  ask,
  required: true,
  ...asking,
  read: demand(ask, 'Choose', isEmptyText, raw =>
    /^\d{1,15}$/.test(asText(raw))
      ? { value: Number(asText(raw)) }
      : { problem: `${ask}: choose a worker from the list` },
  ),
})

/** One of the council's teams, by key. */
export const team = (ask: string, asking: Asking = {}): Field<string, 'team'> => ({
  kind: 'team',
  ask,
  required: true,
  ...asking,
  read: demand(ask, 'Choose', isEmptyText, raw =>
    /^[a-z0-9-]{1,80}$/.test(asText(raw)) ? { value: asText(raw) } : { problem: `${ask}: choose a team from the list` },
  ),
})

/** The same question, which may be left empty. */
export const optional = <Value, Kind extends FieldKind>(field: Field<Value, Kind>): Field<Value | undefined, Kind> => ({
  ...field,
  required: false,
  read: (raw: unknown, at: ReadingMoment) => (isBlank(raw) ? { value: undefined } : field.read(raw, at)),
})

/** The same choice, with the answer that stands where none is chosen. */
export const otherwise = <Value extends string>(
  field: Field<Value, 'choice'>,
  answer: Value,
): Field<Value, 'choice'> => ({
  ...field,
  otherwise: answer,
  read: (raw: unknown, at: ReadingMoment) => (isBlank(raw) ? { value: answer } : field.read(raw, at)),
})
