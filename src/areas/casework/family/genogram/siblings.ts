import type { Bond } from './kin.ts'
import type { Building } from './building.ts'

const areBonded = (bonds: readonly Bond[], kind: Bond['kind'], one: number, other: number): boolean =>
  bonds.some(
    bond =>
      bond.kind === kind && ((bond.one === one && bond.other === other) || (bond.one === other && bond.other === one)),
  )

/** Full brothers and sisters have the same parents: whoever has fewer in the record stands with those who have more. */
export const withSiblings = (
  building: Building,
  own: ReadonlyMap<number, readonly number[]>,
): ReadonlyMap<number, readonly number[]> => {
  const found = new Map(own)
  for (let changed = true; changed;) {
    changed = false
    for (const { one, other, kind } of building.kin.bonds) {
      const [first, second] = [found.get(one), found.get(other)]
      if (kind !== 'sibling' || first === undefined || second === undefined || first.length === second.length) continue
      const [fewer, more, who] = first.length < second.length ? [first, second, one] : [second, first, other]
      if (!fewer.every(parent => more.includes(parent))) continue
      if (building.generations.get(one) !== building.generations.get(other)) continue
      found.set(who, more)
      changed = true
    }
  }
  return found
}

/** The children of one known parent, those together who share the other one too. */
export const groupsOfSiblings = ({ kin }: Building, children: readonly number[]): readonly (readonly number[])[] => {
  const groups: number[][] = []
  for (const child of children) {
    const own = groups.filter(group => group.some(each => areBonded(kin.bonds, 'sibling', each, child)))
    const near =
      own.length > 0
        ? own
        : groups.filter(group => !group.some(each => areBonded(kin.bonds, 'halfSibling', each, child))).slice(0, 1)
    const joined = [...near.flat(), child]
    for (const group of near) groups.splice(groups.indexOf(group), 1)
    groups.push(joined)
  }
  return groups
}

/** Those who are brothers and sisters by the record's own word, and of one generation. */
export const groupsOfBonded = (
  { kin, generations }: Building,
  children: readonly number[],
): readonly (readonly number[])[] => {
  const groups: number[][] = []
  for (const child of children) {
    const own = groups.filter(group =>
      group.some(
        each => areBonded(kin.bonds, 'sibling', each, child) && generations.get(each) === generations.get(child),
      ),
    )
    for (const group of own) groups.splice(groups.indexOf(group), 1)
    groups.push([...own.flat(), child])
  }
  return groups
}
