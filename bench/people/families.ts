import { civilDate, dateOf, dayNumber } from '../../src/calendar/index.ts'
import type { CivilDate } from '../../src/calendar/index.ts'
import { chooseFrom, streamOf } from '../../src/county/chance/random.ts'
import type { Stream } from '../../src/county/chance/random.ts'
import { borneBy, familyNameOf, givenNameOf, stockOf } from './names.ts'

export type GeneratedHome = { readonly line: string; readonly postcode: string }

export type GeneratedPerson = {
  readonly kind: 'child' | 'adult'
  readonly given: string
  readonly family: string
  readonly bornOn: CivilDate
  readonly sex: 'female' | 'male'
  readonly nhsNumber: string | null
}

/** A family of a register: its adults, the mother first, its children, and its homes, the present one last. */
export type GeneratedFamily = {
  readonly adults: readonly GeneratedPerson[]
  readonly children: readonly GeneratedPerson[]
  /** Which children were born together with the one before. */
  readonly twins: readonly boolean[]
  readonly homes: readonly GeneratedHome[]
  /** When a further child is or was expected. */
  readonly expectedOn: CivilDate | null
}

const lastDay = dayNumber('2020-12-01')
const streets =
  'Alder Barley Beacon Bramble Chalk Cherry Clover Dene Elder Fern Hazel Heron Juniper Kiln Lark Linden'.split(' ')
const ways = 'Road Close Lane Avenue Drive Way Gardens Crescent'.split(' ')
const letters = 'ABDEFGHJLNPQRSTUWXYZ'

/** Postcodes in the right form whose area does not exist; about fifteen families have each. */
const homeIn = (stream: Stream, families: number): GeneratedHome => {
  const place = stream.whole(0, Math.max(1, Math.floor(families / 15)))
  const letter = (by: number) => letters[Math.floor(place / by) % letters.length] ?? 'A'
  const outward = 1 + (Math.floor(place / 3600) % 11)
  const postcode = `QX${outward} ${1 + (Math.floor(place / 400) % 9)}${letter(20)}${letter(1)}`
  const street = `${streets[place % streets.length] ?? ''} ${ways[Math.floor(place / 16) % ways.length] ?? ''}`
  const number = stream.whole(1, 60)
  return {
    line: stream.happens(0.15) ? `Flat ${stream.whole(1, 12)}, ${number} ${street}` : `${number} ${street}`,
    postcode,
  }
}

/** Ten digits with their check digit; none is given to anybody. */
const nhsNumberOf = (stream: Stream): string => {
  for (;;) {
    const digits = `999${String(stream.whole(0, 999_999)).padStart(6, '0')}`
    const sum = Array.from(digits).reduce((total, digit, index) => total + Number(digit) * (10 - index), 0)
    const check = (11 - (sum % 11)) % 11
    if (check !== 10) return digits + String(check)
  }
}

/** A family of a register of about so many families: the same for the same seed and number. */
export const generateFamily = (seed: number, number: number, families: number): GeneratedFamily => {
  const stream = streamOf(seed, 'generated family', number)
  const stock = stockOf(stream)
  const family = familyNameOf(stream, stock)
  const motherFamily = stream.happens(0.65) ? family : familyNameOf(stream, stock)
  const oldest = lastDay - stream.whole(30, 24 * 365)
  const adult = (sex: 'female' | 'male', called: string): GeneratedPerson => ({
    kind: 'adult',
    given: givenNameOf(stream, stock, sex, new Set()),
    family: borneBy(called, stock, sex),
    bornOn: dateOf(oldest - stream.whole(18 * 365, 40 * 365)),
    sex,
    nhsNumber: stream.happens(0.2) ? nhsNumberOf(stream) : null,
  })
  const adults = [adult('female', motherFamily), ...(stream.happens(0.6) ? [adult('male', family)] : [])]
  const children: GeneratedPerson[] = []
  const twins: boolean[] = []
  const taken = new Set<string>()
  const addChild = (bornOn: number, isTwin: boolean) => {
    const sex = stream.happens(0.5) ? 'female' : 'male'
    const given = givenNameOf(stream, stock, sex, taken)
    taken.add(given.split(' ')[0] ?? given)
    children.push({
      kind: 'child',
      given,
      family: borneBy(stream.happens(0.95) ? family : motherFamily, stock, sex),
      bornOn: dateOf(bornOn),
      sex,
      nhsNumber: stream.happens(0.7) ? nhsNumberOf(stream) : null,
    })
    twins.push(isTwin)
  }
  const births = chooseFrom(stream, [1, 1, 2, 2, 2, 3, 3, 4])
  let day = oldest
  for (let birth = 0; birth < births && day <= lastDay; birth += 1) {
    addChild(day, false)
    if (stream.happens(0.02)) addChild(day, true)
    day += stream.whole(330, 1700)
  }
  const homes = Array.from({ length: stream.happens(0.3) ? 2 : 1 }, () => homeIn(stream, families))
  const expectedOn = stream.happens(0.04) ? dateOf(lastDay + stream.whole(-60, 200)) : null
  return { adults, children, twins, homes, expectedOn }
}

/** About how many people a family has. */
export const peopleInFamily = 3.6

export const isDate = (year: number, month: number, day: number): boolean => {
  try {
    civilDate(year, month, day)
    return true
  } catch {
    return false
  }
}
