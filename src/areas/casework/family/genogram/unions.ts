import { birthKinds, byAge, coupleKinds, stepKinds } from './kin.ts'
import type { Bond, Kin, KinPerson } from './kin.ts'

/** Somebody in the picture: of the record, or a parent whom the record does not know. */
export type Member = KinPerson & { readonly isUnknown: boolean; readonly generation: number }

/** Two people, or one or none of them known, with the children that they have together. */
export type Union = {
  readonly partners: readonly number[]
  readonly children: readonly number[]
  readonly is: 'birth' | 'adoptive' | 'couple' | 'former' | 'step'
}

/** A family as couples and children, and the bonds that these do not tell. */
export type Family = {
  readonly centre: number
  readonly members: readonly Member[]
  readonly unions: readonly Union[]
  readonly links: readonly Bond[]
}

type Building = {
  readonly kin: Kin
  readonly generations: ReadonlyMap<number, number>
  readonly people: ReadonlyMap<number, KinPerson>
  readonly unknown: Member[]
}

const key = (partners: readonly number[]): string => [...partners].sort((one, other) => one - other).join(' ')

const areBonded = (bonds: readonly Bond[], kind: Bond['kind'], one: number, other: number): boolean =>
  bonds.some(
    bond =>
      bond.kind === kind && ((bond.one === one && bond.other === other) || (bond.one === other && bond.other === one)),
  )

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

/** Full brothers and sisters have the same parents: whoever has fewer in the record stands with those who have more. */
const withSiblings = (
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

const groupsOfSiblings = ({ kin }: Building, children: readonly number[]): readonly (readonly number[])[] => {
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
  const together = Map.groupBy([...generations.keys()], child => key(parents.get(child) ?? []))
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

/** Those who are brothers and sisters by the record's own word, and of one generation. */
const groupsOfBonded = (
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

const adoptiveUnions = (building: Building): readonly Union[] => {
  const pairs = [...building.generations.keys()].map(
    child => [child, parentsOf(building, child, ['adoptiveParent'])] as const,
  )
  return [
    ...Map.groupBy(
      pairs.filter(([, parents]) => parents.length > 0),
      ([, parents]) => key(parents),
    ).values(),
  ].map(group => ({ partners: group[0]?.[1] ?? [], children: group.map(([child]) => child), is: 'adoptive' as const }))
}

/** Couples without children of both: by their own word, and step-parents with the parent whose partner they are. */
const couples = (building: Building, unions: readonly Union[]): readonly Union[] => {
  const { kin, generations } = building
  const made = new Set(unions.map(({ partners }) => key(partners)))
  const found: Union[] = []
  const add = (partners: readonly number[], is: Union['is']) => {
    const [one, other] = partners
    if (one === undefined || other === undefined || made.has(key(partners))) return
    if (generations.get(one) === undefined || generations.get(one) !== generations.get(other)) return
    made.add(key(partners))
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

/** The bonds that no couple and no sibling line tells, each once. */
const untold = ({ kin, generations }: Building, unions: readonly Union[]): readonly Bond[] => {
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
    const name = key([bond.one, bond.other])
    return bond.one !== bond.other && !isTold(bond) && !seen.has(name) && Boolean(seen.add(name))
  })
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
