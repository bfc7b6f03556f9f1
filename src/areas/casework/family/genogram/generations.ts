import { birthKinds, coupleKinds, generationsAbove } from './kin.ts'
import type { Bond, Kin } from './kin.ts'

/** Bonds that say a generation most surely; the others only where these do not reach somebody. */
const isSure = ({ kind }: Bond): boolean =>
  birthKinds.includes(kind) ||
  kind === 'adoptiveParent' ||
  kind === 'sibling' ||
  kind === 'halfSibling' ||
  coupleKinds.includes(kind)

/** Goes along bonds from whoever has a generation to whoever has none yet. */
const spread = (found: Map<number, number>, bonds: readonly Bond[]): boolean => {
  const before = found.size
  for (let grew = true; grew;) {
    grew = false
    for (const { one, other, kind } of bonds) {
      const above = generationsAbove[kind] ?? 0
      const [first, second] = [found.get(one), found.get(other)]
      if (first === undefined && second !== undefined) found.set(one, second - above)
      else if (second === undefined && first !== undefined) found.set(other, first + above)
      else continue
      grew = true
    }
  }
  return found.size > before
}

/**
 * The generation of everybody who is kin to the child, the child's own being 0 and the parents' -1. Whoever is no kin, and
 * nobody's kin, has none.
 */
export const generationsOf = ({ centre, people, bonds }: Kin): ReadonlyMap<number, number> => {
  const known = new Set(people.map(({ id }) => id))
  const kin = bonds.filter(
    ({ one, other, kind }) =>
      generationsAbove[kind] !== undefined && known.has(one) && known.has(other) && one !== other,
  )
  const found = new Map([[centre, 0]])
  const sure = kin.filter(isSure)
  for (let grew = true; grew;) {
    spread(found, sure)
    const next = kin.find(({ one, other }) => found.has(one) !== found.has(other))
    grew = next !== undefined && spread(found, [next])
  }
  return found
}
