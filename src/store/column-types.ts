import { TypeOverrides, types } from 'pg'

type Parse = (text: string) => unknown

/**
 * PostgreSQL's text for an instant, in a session whose time zone is UTC, as ISO 8601 to the millisecond:
 * `2020-12-14 09:00:00.5+00` is `2020-12-14T09:00:00.500Z`. `infinity` and `-infinity` stay words.
 */
const instantFromText = (text: string): string => {
  if (text.endsWith('infinity')) return text
  if (!text.endsWith('+00')) throw new RangeError(`An instant came with another time zone than UTC: ${text}`)
  const [seconds = '', fraction = ''] = text.slice(0, -3).split('.')
  return `${seconds.replace(' ', 'T')}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
}

const numberFromText = (text: string): number => {
  const value = Number(text)
  if (Number.isSafeInteger(value) || !Number.isInteger(value)) return value
  throw new RangeError(`A number from the database is too large to be kept exactly: ${text}`)
}

const asItIs = (text: string): string => text

/** Arrays of dates, instants and numbers: their elements hold no comma, quotation mark or brace of their own. */
const arrayOf =
  (parse: Parse): Parse =>
  text =>
    text === '{}'
      ? []
      : text
          .slice(1, -1)
          .split(',')
          .map(element => (element === 'NULL' ? null : parse(element.replaceAll('"', ''))))

const { DATE, INT8, NUMERIC, TIMESTAMP, TIMESTAMPTZ, INTERVAL } = types.builtins
const arrayTypes = { date: 1182, int8: 1016, numeric: 1231, timestamp: 1115, timestamptz: 1185, interval: 1187 }

const parsers: readonly (readonly [number, Parse])[] = [
  [DATE, asItIs],
  [TIMESTAMP, asItIs],
  [INTERVAL, asItIs],
  [TIMESTAMPTZ, instantFromText],
  [INT8, numberFromText],
  [NUMERIC, Number],
  [arrayTypes.date, arrayOf(asItIs)],
  [arrayTypes.timestamp, arrayOf(asItIs)],
  [arrayTypes.interval, arrayOf(asItIs)],
  [arrayTypes.timestamptz, arrayOf(instantFromText)],
  [arrayTypes.int8, arrayOf(numberFromText)],
  [arrayTypes.numeric, arrayOf(Number)],
]

/** How values come out of the database: dates and instants as text, never as the machine's own dates; numbers as numbers. */
export const columnTypes: TypeOverrides = new TypeOverrides()
for (const [type, parse] of parsers) columnTypes.setTypeParser(type, parse)
