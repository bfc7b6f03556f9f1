import { birthLevels, compareBirths, compareExpected, expectedLevels } from './birth.ts'
import { motherLevels, numberLevels, orderLevels, sexLevels, unknown } from './fields.ts'
import type { Pattern } from './fields.ts'
import { compareHomes, homeLevels } from './home.ts'
import { compareAnyNames, compareNames, nameLevels } from './names/compare.ts'
import type { NameLevel } from './names/compare.ts'
import { slipsBetween } from './names/slips.ts'
import type { Folded, FoldedPersonName } from './person.ts'

const placeIn =
  <Level extends string>(levels: readonly Level[]) =>
  (level: Level | undefined): number =>
    level === undefined ? unknown : levels.indexOf(level)

const namePlace = placeIn(nameLevels)
const places = {
  order: placeIn(orderLevels),
  birth: placeIn(birthLevels),
  expected: placeIn(expectedLevels),
  sex: placeIn(sexLevels),
  home: placeIn(homeLevels),
  nhsNumber: placeIn(numberLevels),
  mother: placeIn(motherLevels),
}

type Names = {
  readonly given: NameLevel | undefined
  readonly family: NameLevel | undefined
  readonly swapped: boolean
}

/** How far two names are apart; names in other places must agree well to be taken for swapped. */
const distance = (level: NameLevel | undefined): number => (level === undefined ? 6 : nameLevels.indexOf(level))
const agreesWell = (level: NameLevel | undefined): boolean => distance(level) <= nameLevels.indexOf('knownForm')

/** Compares names in their places, or with given and family name exchanged where they agree better so. */
const comparePersonNames = (one: FoldedPersonName, other: FoldedPersonName): Names => {
  const straight = {
    given: compareAnyNames(one.given, other.given),
    family: compareNames(one.family, other.family),
    swapped: false,
  }
  if (straight.given === 'same' || straight.family === 'same') return straight
  const given = compareAnyNames(one.given, [other.family])
  const family = compareAnyNames([one.family], other.given)
  if (given === undefined && family === undefined) return straight
  // Which of two exchanged names is the given one depends on who asks. The one that agrees less is taken for it: that claims the
  // least, since families share the other.
  const [less, more] = distance(given) > distance(family) ? [given, family] : [family, given]
  const exchanged = { given: less ?? more, family: more, swapped: true }
  const isBetter = distance(given) + distance(family) < distance(straight.given) + distance(straight.family)
  return isBetter && agreesWell(given ?? family) && agreesWell(family ?? given) ? exchanged : straight
}

const compareSexes = (one: Folded['sex'], other: Folded['sex']): (typeof sexLevels)[number] | undefined =>
  one === null || other === null ? undefined : one === other ? 'same' : 'different'

const compareNumbers = (one: string | null, other: string | null): (typeof numberLevels)[number] | undefined => {
  if (one === null || other === null) return undefined
  if (one === other) return 'same'
  return slipsBetween(one, other) === 1 ? 'oneDigit' : 'different'
}

const compareMothers = (
  ones: readonly FoldedPersonName[],
  others: readonly FoldedPersonName[],
): (typeof motherLevels)[number] | undefined => {
  let best: number = unknown
  for (const one of ones)
    for (const other of others) {
      const { given, family } = comparePersonNames(one, other)
      const levels = [given, family].filter(level => level !== undefined)
      if (levels.length === 0) continue
      const place = levels.every(level => level === 'same') ? 0 : levels.every(agreesWell) ? 1 : 2
      best = best === unknown ? place : Math.min(best, place)
    }
  return best === unknown ? undefined : motherLevels[best]
}

/** The agreement of two descriptions, field by field. The same whichever is named first. */
export const compare = (one: Folded, other: Folded): Pattern => {
  const { given, family, swapped } = comparePersonNames(one.name, other.name)
  return [
    namePlace(given),
    namePlace(family),
    // The places of names say something only where both names agree.
    agreesWell(given) && agreesWell(family) ? places.order(swapped ? 'swapped' : 'asWritten') : unknown,
    places.birth(compareBirths(one.bornOn, other.bornOn)),
    places.expected(compareExpected(one, other)),
    places.sex(compareSexes(one.sex, other.sex)),
    places.home(compareHomes(one.homes, other.homes)),
    places.nhsNumber(compareNumbers(one.nhsNumber, other.nhsNumber)),
    places.mother(compareMothers(one.mothers, other.mothers)),
  ]
}
