import type { DayNumber } from '../../calendar/index.ts'
import { streamOf } from '../chance/random.ts'
import type { SimulatedFamily } from '../journeys/index.ts'
import { arrivalBackground, familyBackground } from './backgrounds.ts'
import { disabilitiesOf } from './disabilities.ts'
import { asBorneBy, familyName, givenName } from './given-names.ts'
import { homeElsewhere, homeIn } from './homes.ts'
import type { Home } from './homes.ts'
import { nameStock } from './name-stocks.ts'
import { parentsOf, alone } from './parents.ts'
import type { Adult, Tie } from './parents.ts'
import { homesOf, cutByMoves, staysOf } from './stays.ts'
import type { Stay, District } from './stays.ts'

export type ChildPerson = {
  readonly given: string
  readonly family: string
  readonly preferred: string | null
  readonly saidAs: string | null
  readonly ethnicity: string
  readonly disabilities: readonly string[]
  readonly language: string | null
  readonly interpreter: boolean
}

export type FamilyPeople = {
  readonly children: readonly ChildPerson[]
  readonly adults: readonly Adult[]
  readonly ties: readonly Tie[]
  readonly homes: readonly Home[]
  readonly stays: readonly Stay[]
  /** What the family is commonly called, after the adult at home. */
  readonly calledFamily: string
}

/**
 * The people of a simulated family: what its children are called, who brings them up, where they live. Pure, and the same
 * for the same seed. `lastDay` is the county's last day of records; `district` the family's, by key and number.
 */
export const peopleOf = (
  family: SimulatedFamily,
  { seed, lastDay, district }: { readonly seed: number; readonly lastDay: DayNumber; readonly district: District },
): FamilyPeople => {
  const stream = streamOf(seed, 'people', family.id)
  const unaccompanied = family.children.some(child => child.isUasc)
  const background = unaccompanied ? arrivalBackground(stream) : familyBackground(stream)
  const parents = unaccompanied ? alone : parentsOf(stream, background, family.children)
  const arrivalFamily = unaccompanied ? familyName(stream, background.father) : ''
  const language = nameStock(background.mother).language ?? nameStock(background.father).language ?? null
  const spoken = language !== null && (unaccompanied || stream.happens(0.5)) ? language : null
  const taken = new Set<string>()
  const children = family.children.map((child, index): ChildPerson => {
    const { family: name, stock } = unaccompanied
      ? { family: arrivalFamily, stock: background.father }
      : parents.familyOf(index)
    const given = givenName(stream, stream.happens(0.75) ? background.mother : background.father, child.sex, taken)
    taken.add(given.given)
    return {
      ...given,
      family: asBorneBy(name, stock, child.sex),
      ethnicity: stream.happens(0.025) ? 'NOBT' : background.ethnicity,
      disabilities: disabilitiesOf(seed, child.id).codes,
      language: spoken,
      interpreter: spoken !== null && (unaccompanied ? stream.happens(0.85) : stream.happens(0.08)),
    }
  })
  const count = children.length
  const ties: Tie[] = [...parents.ties]
  for (let one = 0; one < count; one += 1)
    for (let other = one + 1; other < count; other += 1)
      ties.push({
        one,
        other,
        kind: one < parents.halfFrom && other >= parents.halfFrom ? 'halfSibling' : 'sibling',
        parentalResponsibility: null,
      })
  if (unaccompanied) return { children, adults: [], ties, homes: [], stays: [], calledFamily: arrivalFamily }

  const { homes, moves } = homesOf(stream, district, lastDay)
  const oldest = Math.min(...family.children.map(child => child.bornOn))
  const stays: Stay[] = []
  family.children.forEach((child, index) => {
    if (child.bornOn <= lastDay) stays.push(...staysOf(index, child, moves))
  })
  parents.adults.forEach((_, index) => {
    if (parents.atHome.includes(index)) {
      stays.push(...cutByMoves(count + index, Math.min(oldest, lastDay) - 300, null, moves))
      return
    }
    homes.push(stream.happens(0.6) ? homeIn(stream, district) : homeElsewhere(stream))
    stays.push({ member: count + index, home: homes.length - 1, from: Math.min(oldest, lastDay) - 300, to: null })
  })
  return {
    children,
    adults: parents.adults,
    ties,
    homes,
    stays,
    calledFamily: parents.adults[parents.atHome[0] ?? 0]?.family ?? children[0]?.family ?? '',
  }
}
