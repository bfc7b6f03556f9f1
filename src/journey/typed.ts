// Control characters other than tab and line breaks have no place in a record, and PostgreSQL refuses the first.
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g

/** What was typed, without what cannot be seen: words of such characters alone are no words. */
export const asText = (raw: unknown): string =>
  typeof raw === 'string' ? raw.replace(controlCharacters, '').trim() : typeof raw === 'number' ? String(raw) : ''

/** A day as it was typed: in one text, or in the boxes for day, month and year. */
export const partsAsDate = (raw: unknown): string => {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return asText(raw)
  const part = (name: string) => asText((raw as Readonly<Record<string, unknown>>)[name])
  const [day, month, year] = [part('day'), part('month'), part('year')]
  if (day === '' && month === '' && year === '') return ''
  return `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** Nothing is typed in a line or among words. */
export const isEmptyText = (raw: unknown) => asText(raw) === ''

/** No part of a day is typed. */
export const isEmptyDate = (raw: unknown) => partsAsDate(raw) === ''

/** Nothing is chosen: no text, or a list without any. What is in a list and is no text is not nothing, but wrong. */
export const isEmptyList = (raw: unknown) =>
  Array.isArray(raw) ? raw.every(each => each === undefined || each === null || each === '') : isEmptyText(raw)

/** Whether nothing was answered: no text, no part of a date, an empty list. */
export const isBlank = (raw: unknown): boolean =>
  typeof raw !== 'boolean' &&
  (raw === undefined || raw === null || (Array.isArray(raw) ? raw.length === 0 : partsAsDate(raw) === ''))
