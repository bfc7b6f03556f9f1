import type { DayNumber } from '../../calendar/index.ts'
import { chooseWeighted, streamOf } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import type { SimulatedFamily } from '../journeys/index.ts'
import { disabilitiesOf } from '../people/index.ts'
import type { FamilyPeople } from '../people/index.ts'
import { themes, themeWeights } from './themes.ts'
import type { Youngest } from './fitting.ts'
import type { Theme } from './themes.ts'
import type { Telling } from './phrases.ts'

const themeOf = (family: SimulatedFamily, seed: number): Theme => {
  if (family.children.some(child => child.isUasc)) return themes.alone
  if (family.children.some(child => disabilitiesOf(seed, child.id).specialist)) return themes.disability
  return themes[chooseWeighted(streamOf(seed, 'theme', family.id), themeWeights)]
}

const joined = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

const youngestOf = (bornOn: DayNumber, day: DayNumber): Youngest =>
  bornOn > day - 3 * 365 ? 'baby' : bornOn > day - 5 * 365 ? 'small' : 'older'

/** How a family's entries are told: what the children of an entry are called on a day, after whom, and about what. */
export const tellingOf = (
  family: SimulatedFamily,
  people: FamilyPeople,
  stream: Stream,
  seed: number,
): ((children: readonly number[], day: DayNumber) => Telling) => {
  const theme = themeOf(family, seed)
  const parent = people.adults[0]?.given ?? 'the carer'
  return (children, day) => {
    const names = children.map(child => {
      const of = people.children[child]
      const born = (family.children[child]?.bornOn ?? 0) <= day
      return of === undefined ? '' : born ? (of.preferred ?? of.given) : 'the baby'
    })
    return {
      stream,
      theme,
      child: joined(names),
      parent,
      isOne: children.length < 2,
      isBaby: children.every(child => (family.children[child]?.bornOn ?? 0) > day - 3 * 365),
      youngest: youngestOf(Math.max(...children.map(child => family.children[child]?.bornOn ?? 0)), day),
    }
  }
}
