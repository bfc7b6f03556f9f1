import { addDays, civilDate, partsOf } from '../../src/calendar/index.ts'
import type { CivilDate } from '../../src/calendar/index.ts'
import { chooseFrom } from '../../src/county/chance/random.ts'
import type { Stream } from '../../src/county/chance/random.ts'
import { foldName } from '../../src/matching/names/fold.ts'
import { formsOf } from '../../src/matching/names/forms.ts'
import { nothingKnown } from '../../src/matching/person.ts'
import type { Description } from '../../src/matching/person.ts'
import { isDate } from './families.ts'
import type { GeneratedFamily, GeneratedPerson } from './families.ts'

const alphabet = 'abcdefghijklmnopqrstuvwxyz'

/** One slip of the hand: a letter left out, doubled, written as another, or two exchanged. */
export const slip = (stream: Stream, word: string): string => {
  if (word.length < 3) return word
  const at = stream.whole(1, word.length - 2)
  switch (stream.whole(0, 3)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1)
    case 1:
      return word.slice(0, at) + (word[at] ?? '') + word.slice(at)
    case 2:
      return word.slice(0, at) + (alphabet[stream.whole(0, 25)] ?? 'a') + word.slice(at + 1)
    default:
      return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2)
  }
}

/** Another known form of a given name, where it has one: a short form, or a spelling from another script. */
export const otherForm = (stream: Stream, given: string): string | undefined => {
  const first = given.split(' ')[0] ?? given
  const folded = foldName(first).joined
  const forms = formsOf(folded).filter(form => form !== folded)
  return forms.length === 0 ? undefined : chooseFrom(stream, forms)
}

/** Day and month exchanged, where that is another date. */
export const swapDayAndMonth = (date: CivilDate): CivilDate | undefined => {
  const { year, month, day } = partsOf(date)
  return day === month || !isDate(year, day, month) ? undefined : civilDate(year, day, month)
}

const oneDigitOff = (stream: Stream, date: CivilDate): CivilDate => {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const at = chooseFrom(stream, [3, 5, 6, 8, 9, 8, 9])
    const written = date.slice(0, at) + String(stream.whole(0, 9)) + date.slice(at + 1)
    const [year = 0, month = 0, day = 0] = written.split('-').map(Number)
    if (written !== date && isDate(year, month, day)) return written
  }
  return date
}

const givenAsTold = (stream: Stream, given: string): string | null => {
  const chance = stream.fraction()
  if (chance < 0.01) return null
  if (chance < 0.1) return otherForm(stream, given) ?? given
  if (chance < 0.14) return slip(stream, given)
  if (chance < 0.145) return given.slice(0, 1)
  if (chance < 0.2) return given.split(/[ -]/)[0] ?? given
  return given
}

const familyAsTold = (stream: Stream, person: GeneratedPerson, told: GeneratedFamily): string | null => {
  const { family } = person
  const chance = stream.fraction()
  if (chance < 0.01) return null
  if (chance < 0.05) return slip(stream, family)
  if (chance < 0.07) return chooseFrom(stream, told.adults).family
  if (chance < 0.08) return `${family}-${told.adults[0]?.family ?? family}`
  if (chance < 0.1) return chooseFrom(stream, family.split('-'))
  return family
}

const birthAsTold = (stream: Stream, bornOn: CivilDate): CivilDate | null => {
  const chance = stream.fraction()
  if (chance < 0.08) return null
  if (chance < 0.1) return swapDayAndMonth(bornOn) ?? bornOn
  if (chance < 0.12) return oneDigitOff(stream, bornOn)
  if (chance < 0.125) return `${bornOn.slice(0, 4)}-01-01`
  if (chance < 0.13)
    return `${bornOn.slice(0, 5)}${String(stream.whole(1, 12)).padStart(2, '0')}-${bornOn.slice(8) < '29' ? bornOn.slice(8) : '28'}`
  if (chance < 0.133) return addDays(bornOn, stream.whole(-9, 9))
  if (chance < 0.135) return addDays(bornOn, stream.whole(-700, 700))
  return bornOn
}

/** A home not far from another: the same neighbourhood, or the same district. */
const nearTo = (stream: Stream, postcode: string): string =>
  stream.happens(0.5) ? `${postcode.slice(0, -2)}ZZ` : `${postcode.slice(0, -3)}${stream.whole(1, 9)}ZZ`

const homesAsTold = (stream: Stream, { homes }: GeneratedFamily): Description['homes'] => {
  if (stream.happens(0.15)) return []
  const home = stream.happens(0.9) ? homes.at(-1) : homes[0]
  if (home === undefined) return []
  const line = stream.happens(0.2)
    ? null
    : stream.happens(0.2)
      ? home.line.replace('Road', 'Rd').replace('Close', 'Cl')
      : home.line
  const chance = stream.fraction()
  if (chance < 0.04) return [{ line: `${stream.whole(1, 90)} Elsewhere Road`, postcode: 'XQ3 4AB' }]
  if (chance < 0.09) return [{ line: `${stream.whole(1, 90)} New Road`, postcode: nearTo(stream, home.postcode) }]
  if (chance < 0.12) return [{ line, postcode: slip(stream, home.postcode).toUpperCase() }]
  if (chance < 0.16) return [{ line, postcode: null }]
  if (chance < 0.18)
    return [{ line: line === null ? null : line.replace(/\d+/, String(stream.whole(1, 90))), postcode: home.postcode }]
  return [{ line, postcode: home.postcode }]
}

const motherAsTold = (stream: Stream, family: GeneratedFamily): Description['mothers'] => {
  const mother = family.adults[0]
  return mother === undefined
    ? []
    : [{ given: givenAsTold(stream, mother.given), family: familyAsTold(stream, mother, family) }]
}

/** What a register holds of a person. */
export const asRecorded = (person: GeneratedPerson, { adults, homes }: GeneratedFamily): Description => ({
  ...nothingKnown,
  given: person.given,
  family: person.family,
  bornOn: person.bornOn,
  sex: person.sex,
  homes,
  nhsNumber: person.nhsNumber,
  mothers: person.kind === 'child' ? adults.slice(0, 1) : [],
})

/** What a caller tells of the same person: some of it is left out, and some is wrong. */
export const asTold = (stream: Stream, person: GeneratedPerson, family: GeneratedFamily): Description => {
  const given = givenAsTold(stream, person.given)
  const last = familyAsTold(stream, person, family)
  const [first, second] = stream.happens(0.015) ? [last, given] : [given, last]
  const numbered = stream.happens(0.25) ? person.nhsNumber : null
  return {
    ...nothingKnown,
    given: first,
    family: second,
    bornOn: birthAsTold(stream, person.bornOn),
    sex: stream.happens(0.08) ? null : stream.happens(0.005) ? (person.sex === 'male' ? 'female' : 'male') : person.sex,
    homes: homesAsTold(stream, family),
    nhsNumber: numbered !== null && stream.happens(0.01) ? slip(stream, numbered).replaceAll(/\D/g, '0') : numbered,
    mothers: person.kind === 'child' && stream.happens(0.3) ? motherAsTold(stream, family) : [],
  }
}

/** What a register holds of a child who is expected: now and then the child has been born since. */
export const unbornAsRecorded = (stream: Stream, { adults, homes, expectedOn }: GeneratedFamily): Description => {
  const known = { ...nothingKnown, expectedOn, homes, mothers: adults.slice(0, 1) }
  if (expectedOn === null || stream.happens(0.7)) return known
  return {
    ...known,
    given: chooseFrom(stream, ['Noah', 'Olivia', 'Arthur', 'Isla', 'Leo', 'Ivy']),
    family: adults[0]?.family ?? null,
    bornOn: addDays(expectedOn, stream.whole(-25, 10)),
  }
}

/** What a caller tells of a child who is expected: the mother, mostly a date that is about right, mostly where she lives. */
export const unbornAsTold = (stream: Stream, family: GeneratedFamily): Description => {
  const days = stream.happens(0.6) ? 0 : Math.round(stream.normal() * 9)
  return {
    ...nothingKnown,
    expectedOn: family.expectedOn === null || stream.happens(0.15) ? null : addDays(family.expectedOn, days),
    homes: homesAsTold(stream, family),
    mothers: motherAsTold(stream, family),
  }
}
