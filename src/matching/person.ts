import type { CivilDate } from '../calendar/index.ts'
import { foldName } from './names/fold.ts'
import type { FoldedName } from './names/fold.ts'
import { foldHome } from './home.ts'
import type { FoldedHome, Home } from './home.ts'

export type NameOfPerson = { readonly given: string | null; readonly family: string | null }

/** What is said of a person whom somebody looks for, or of one in a register. Whatever is not known is null or empty. */
export type Description = NameOfPerson & {
  /** Other given names the person goes by. */
  readonly alsoGiven: readonly string[]
  readonly bornOn: CivilDate | null
  /** When a birth is or was expected. */
  readonly expectedOn: CivilDate | null
  readonly sex: 'female' | 'male' | null
  /** Where the person lives or has lived. */
  readonly homes: readonly Home[]
  readonly nhsNumber: string | null
  readonly mothers: readonly NameOfPerson[]
}

export const nothingKnown: Description = {
  given: null,
  family: null,
  alsoGiven: [],
  bornOn: null,
  expectedOn: null,
  sex: null,
  homes: [],
  nhsNumber: null,
  mothers: [],
}

export type FoldedPersonName = { readonly given: readonly FoldedName[]; readonly family: FoldedName }

/** A description as it is compared: folded once, however many it is compared with. */
export type Folded = Omit<Description, 'given' | 'family' | 'alsoGiven' | 'homes' | 'mothers'> & {
  readonly name: FoldedPersonName
  readonly homes: readonly FoldedHome[]
  readonly mothers: readonly FoldedPersonName[]
}

const signs = /^[\u2e80-\u9fff\uac00-\ud7a3]+$/u
const nameOf = (words: readonly string[]): FoldedName => ({ words, joined: words.join('') })

/**
 * A whole name typed into one place is taken apart: the family name is the last word, or the first sign where a name is
 * written in Han or Hangul.
 */
const takenApart = (whole: FoldedName): FoldedPersonName => {
  const familyFirst = signs.test(whole.joined)
  const family = familyFirst ? whole.words.slice(0, 1) : whole.words.slice(-1)
  const given = familyFirst ? whole.words.slice(1) : whole.words.slice(0, -1)
  return { given: [nameOf(given)], family: nameOf(family) }
}

/** Whether first and last name stand together in one place: words apart, or signs. `Mary-Ann` and `Okafor-Byrne` are one name. */
const isWhole = (typed: string | null, { words, joined }: FoldedName): boolean =>
  words.length > 1 && (/\S\s+\S/.test((typed ?? '').trim()) || signs.test(joined))

const foldPersonName = ({ given, family }: NameOfPerson, alsoGiven: readonly string[] = []): FoldedPersonName => {
  const [first, last] = [foldName(given), foldName(family)]
  const others = alsoGiven
    .map(name => foldName(name))
    .filter(name => name.joined !== '' && name.joined !== first.joined)
  if (last.joined === '' && others.length === 0 && isWhole(given, first)) return takenApart(first)
  if (first.joined === '' && others.length === 0 && isWhole(family, last)) return takenApart(last)
  return { given: [first, ...others], family: last }
}

/** Folds a description for comparing. */
export const fold = (description: Description): Folded => ({
  name: foldPersonName(description, description.alsoGiven),
  bornOn: description.bornOn,
  expectedOn: description.expectedOn,
  sex: description.sex,
  homes: description.homes.map(foldHome),
  nhsNumber: description.nhsNumber,
  mothers: description.mothers
    .map(mother => foldPersonName(mother))
    .filter(({ given, family }) => family.joined !== '' || given[0]?.joined !== ''),
})
