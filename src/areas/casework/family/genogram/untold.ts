import { birthKinds, coupleKinds, stepKinds } from './kin.ts'
import type { Bond } from './kin.ts'
import { coupleKey } from './building.ts'
import type { Union, Building } from './building.ts'

/** The bonds that no couple and no sibling line tells, each once. */
export const untold = ({ kin, generations }: Building, unions: readonly Union[]): readonly Bond[] => {
  const parents = (child: number) =>
    unions.filter(({ children }) => children.includes(child)).flatMap(({ partners }) => partners)
  const born = (child: number) => unions.find(({ is, children }) => is === 'birth' && children.includes(child))
  const areTogether = (one: number, other: number) =>
    unions.some(({ partners }) => partners.includes(one) && partners.includes(other))
  const shareParent = (one: number, other: number) => parents(one).some(parent => parents(other).includes(parent))
  const areFull = (one: number, other: number) => born(one) !== undefined && born(one) === born(other)
  const isTold = ({ one, other, kind }: Bond): boolean => {
    if (generations.get(one) === undefined || generations.get(other) === undefined) return true
    if (birthKinds.includes(kind) || kind === 'adoptiveParent') return parents(other).includes(one)
    if (coupleKinds.includes(kind)) return areTogether(one, other)
    if (stepKinds.includes(kind)) return parents(other).some(parent => areTogether(parent, one))
    if (kind === 'sibling') return areFull(one, other)
    if (kind === 'halfSibling') return shareParent(one, other)
    if (kind === 'grandparent') return parents(other).some(parent => parents(parent).includes(one))
    if (kind === 'auntOrUncle') return parents(other).some(parent => shareParent(parent, one) || areFull(parent, one))
    if (kind === 'cousin')
      return parents(one).some(first =>
        parents(other).some(second => shareParent(first, second) || areFull(first, second)),
      )
    return false
  }
  const seen = new Set<string>()
  return kin.bonds.filter(bond => {
    const name = coupleKey([bond.one, bond.other])
    return bond.one !== bond.other && !isTold(bond) && !seen.has(name) && Boolean(seen.add(name))
  })
}
