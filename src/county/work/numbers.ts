import { dateOf, partsOf } from '../../calendar/index.ts'
import { streamOf } from '../chance/random.ts'
import type { SimulatedChild } from '../journeys/index.ts'
import type { County } from './county.ts'

const digits = (value: number, width: number): string => String(value).padStart(width, '0')

/** A number in the range kept for tests, which no patient has; undefined where its check digit would be 10. */
const nhsNumber = (number: number): string | undefined => {
  const nine = `999${digits(number % 1_000_000, 6)}`
  const sum = Array.from(nine).reduce((total, digit, index) => total + Number(digit) * (10 - index), 0)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? undefined : `${nine}${check}`
}

const checkLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/** A pupil number of an authority that does not exist: none has the number 000. */
const uniquePupilNumber = (number: number, year: number): string => {
  const twelve = `000${digits(Math.floor(number / 1000) % 10_000, 4)}${digits(year % 100, 2)}${digits(number % 1000, 3)}`
  const sum = Array.from(twelve).reduce((total, digit, index) => total + Number(digit) * (index + 2), 0)
  return `${checkLetters[sum % 23] ?? 'A'}${twelve}`
}

/** The numbers by which other systems know a child, the `number`th of the county: many children have them, not all. */
export const identifiersOf = (
  { seed, lastDay }: County,
  child: SimulatedChild,
  number: number,
): readonly { readonly scheme: string; readonly value: string }[] => {
  if (child.bornOn > lastDay) return []
  const stream = streamOf(seed, 'identifiers', child.id)
  const nhs = stream.happens(0.55) ? nhsNumber(number) : undefined
  const started = partsOf(dateOf(child.bornOn)).year + 5
  const isPupil = child.bornOn < lastDay - 5 * 365 && stream.happens(0.6)
  return [
    ...(nhs === undefined ? [] : [{ scheme: 'nhsNumber', value: nhs }]),
    ...(isPupil ? [{ scheme: 'uniquePupilNumber', value: uniquePupilNumber(number, started) }] : []),
  ]
}
