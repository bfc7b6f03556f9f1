import { birthKinds, byAge, coupleKinds, stepKinds } from './kin.ts'
import type { Bond, Kin } from './kin.ts'
import { withSiblings, groupsOfSiblings, groupsOfBonded } from './siblings.ts'
import { untold } from './untold.ts'
import { coupleKey } from './building.ts'
import type { Member, Union, Building } from './building.ts'

/** A family as couples and children, and the bonds that these do not tell. */
export type Family = {
  readonly centre: number
  readonly members: readonly Member[]
  readonly unions: readonly Union[]
  readonly links: readonly Bond[]
}

/** The parents of a child by some kinds, one generation above, two at most: the mother first. */
const parentsOf = (
  { kin, generations }: Building,
  child: number,
  kinds: readonly Bond['kind'][],
): readonly number[] => {
  const above = kin.bonds
    .filter(
      ({ other, one, kind }) =>
        other === child && kinds.includes(kind) && generations.get(one) === (generations.get(child) ?? 0) - 1,
    )
    .sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || one.one - other.one)
  return [...new Set(above.map(({ one }) => one))].slice(0, 2)
}

/** Somebody of whom only this is known, that there is one: the other parent of these children. */
const unknownParent = ({ people, generations, unknown, kin }: Building, parent: number): number => {
  const { sex } = people.get(parent) ?? { sex: null }
  const says = kin.bonds.find(({ one, kind }) => one === parent && birthKinds.includes(kind))?.kind
  const isFather = says === 'mother' || (says === 'parent' && sex === 'female')
  const isMother = says === 'father' || (says === 'parent' && sex === 'male')
  const id = -1 - unknown.length
  unknown.push({
    id,
    name: isFather
      ? 'Father not in the record'
      : isMother
        ? 'Mother not in the record'
        : 'Other parent not in the record',
    sex: isFather ? 'male' : isMother ? 'female' : null,
    bornOn: null,
    expectedOn: null,
    diedOn: null,
    isUnknown: true,
    generation: generations.get(parent) ?? 0,
  })
  return id
}

const birthUnions = (building: Building): readonly Union[] => {
  const { generations, people } = building
  const own = new Map([...generations.keys()].map(child => [child, parentsOf(building, child, birthKinds)] as const))
  const parents = withSiblings(building, own)
  const together = Map.groupBy([...generations.keys()], child => coupleKey(parents.get(child) ?? []))
  return [...together.values()].flatMap(children => {
    const partners = parents.get(children[0] ?? 0) ?? []
    const aged = children.toSorted((one, other) => {
      const [first, second] = [people.get(one), people.get(other)]
      return first === undefined || second === undefined ? 0 : byAge(first, second)
    })
    if (partners.length === 2) return [{ partners, children: aged, is: 'birth' as const }]
    const [parent] = partners
    if (parent !== undefined)
      return groupsOfSiblings(building, aged).map(group => ({
        partners: [parent, unknownParent(building, parent)],
        children: inAgedOrder(group, aged),
        is: 'birth' as const,
      }))
    // Nobody's parents are in the record: brothers and sisters still stand together.
    return groupsOfBonded(building, aged)
      .filter(group => group.length > 1)
      .map(group => ({ partners: [], children: inAgedOrder(group, aged), is: 'birth' as const }))
  })
}

const inAgedOrder = (group: readonly number[], aged: readonly number[]) => aged.filter(each => group.includes(each))

const adoptiveUnions = (building: Building): readonly Union[] => {
  const pairs = [...building.generations.keys()].map(
    child => [child, parentsOf(building, child, ['adoptiveParent'])] as const,
  )
  return [
    ...Map.groupBy(
      pairs.filter(([, parents]) => parents.length > 0),
      ([, parents]) => coupleKey(parents),
    ).values(),
  ].map(group => ({ partners: group[0]?.[1] ?? [], children: group.map(([child]) => child), is: 'adoptive' as const }))
}

/** Couples without children of both: by their own word, and step-parents with the parent whose partner they are. */
const couples = (building: Building, unions: readonly Union[]): readonly Union[] => {
  const { kin, generations } = building
  const made = new Set(unions.map(({ partners }) => coupleKey(partners)))
  const found: Union[] = []
  const add = (partners: readonly number[], is: Union['is']) => {
    const [one, other] = partners
    if (one === undefined || other === undefined || made.has(coupleKey(partners))) return
    if (generations.get(one) === undefined || generations.get(one) !== generations.get(other)) return
    made.add(coupleKey(partners))
    found.push({ partners, children: [], is })
  }
  for (const { one, other, kind } of kin.bonds)
    if (coupleKinds.includes(kind)) add([one, other], kind === 'partner' ? 'couple' : 'former')
  for (const { one, other, kind } of kin.bonds) {
    if (!stepKinds.includes(kind)) continue
    const parents = kin.bonds.filter(bond => bond.other === other && birthKinds.includes(bond.kind))
    const wanted = kind === 'stepfather' ? 'mother' : kind === 'stepmother' ? 'father' : undefined
    const parent = parents.find(bond => bond.kind === wanted) ?? parents[0]
    if (parent !== undefined) add([parent.one, one], 'step')
  }
  return found
}

/** The couples and children that a family's bonds make. Whoever is no kin of the child is left out. */
export const familyOf = (kin: Kin, generations: ReadonlyMap<number, number>): Family => {
  const people = new Map(kin.people.map(person => [person.id, person]))
  const building: Building = { kin, generations, people, unknown: [] }
  const births = birthUnions(building)
  const adoptions = adoptiveUnions(building)
  const unions = [...births, ...adoptions, ...couples(building, [...births, ...adoptions])]
  return {
    centre: kin.centre,
    members: [
      ...kin.people.flatMap(person => {
        const generation = generations.get(person.id)
        return generation === undefined ? [] : [{ ...person, generation, isUnknown: false }]
      }),
      ...building.unknown,
    ],
    unions,
    links: untold(building, unions),
  }
}
