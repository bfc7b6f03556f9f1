import type { Family } from './unions.ts'
import type { Member, Union } from './building.ts'

/** The people of one generation from left to right. */
export type Row = { readonly generation: number; readonly people: readonly number[] }

/** People who stand side by side whatever else moves: brothers and sisters by age, each with those who married in. */
type Block = { readonly people: readonly number[] }

type Ordering = { readonly family: Family; readonly members: ReadonlyMap<number, Member> }

const partnersOf = ({ family }: Ordering, who: number): readonly number[] =>
  family.unions
    .filter(({ partners }) => partners.includes(who))
    .flatMap(({ partners }) => partners.filter(each => each !== who))

/** A man to the left of a woman, as genograms have it, where there is a choice. */
const goesLeft = ({ members }: Ordering, who: number, of: number): boolean => {
  const [mine, theirs] = [members.get(who)?.sex, members.get(of)?.sex]
  return mine === 'male' ? theirs !== 'male' : mine !== 'female' && theirs === 'female'
}

/** Somebody with those who married in on either side, each with their own on the outer side, until nobody is left. */
const withPartners = (ordering: Ordering, who: number, free: Set<number>): readonly number[] => {
  const mine = partnersOf(ordering, who).filter(each => free.has(each))
  for (const each of mine) free.delete(each)
  const left: number[] = []
  const right: number[] = []
  for (const partner of mine) {
    const outer = withPartners(ordering, partner, free).filter(each => each !== partner)
    const isLeft = left.length === right.length ? goesLeft(ordering, partner, who) : left.length < right.length
    if (isLeft) left.unshift(...outer, partner)
    else right.push(partner, ...outer)
  }
  return [...left, who, ...right]
}

/** The blocks of a generation: brothers and sisters with their partners, then those of whom no parents are known. */
const blocksOf = (ordering: Ordering, generation: number): readonly Block[] => {
  const { family, members } = ordering
  const here = family.members.filter(member => member.generation === generation).map(({ id }) => id)
  const groups = family.unions.filter(
    ({ is, children }) => is !== 'couple' && children.some(child => members.get(child)?.generation === generation),
  )
  const placed = new Set<number>()
  const siblings = groups
    .toSorted((one, other) => Number(one.is !== 'birth') - Number(other.is !== 'birth'))
    .map(({ children }) => children.filter(child => !placed.has(child) && Boolean(placed.add(child))))
    .filter(group => group.length > 0)
  const free = new Set(here.filter(each => !placed.has(each)))
  const blocks: Block[] = siblings.map(group => ({ people: group.flatMap(each => withPartners(ordering, each, free)) }))
  const hubsFirst = [...free].sort(
    (one, other) => partnersOf(ordering, other).length - partnersOf(ordering, one).length || other - one,
  )
  for (const hub of hubsFirst) if (free.delete(hub)) blocks.push({ people: withPartners(ordering, hub, free) })
  return blocks
}

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length

const placesIn = (rows: readonly (readonly Block[])[]): ReadonlyMap<number, number> =>
  new Map(
    rows.flatMap(blocks => {
      const people = blocks.flatMap(block => block.people)
      return people.map((person, index) => [person, index - people.length / 2] as const)
    }),
  )

/** Where a block would stand by those above it, or by those below. */
const wanted = (
  unions: readonly Union[],
  places: ReadonlyMap<number, number>,
  { people }: Block,
  by: 'parents' | 'children',
): number | undefined => {
  const has = (list: readonly number[]) => list.some(each => people.includes(each))
  const those = unions.flatMap(({ partners, children }) =>
    by === 'parents' ? (has(children) ? partners : []) : has(partners) ? children : [],
  )
  return mean(those.flatMap(each => places.get(each) ?? []))
}

const men = ({ members }: Ordering, { people }: Block): number =>
  mean(
    people.map(person => (members.get(person)?.sex === 'male' ? 0 : members.get(person)?.sex === 'female' ? 2 : 1)),
  ) ?? 1

const sorted = (
  ordering: Ordering,
  blocks: readonly Block[],
  places: ReadonlyMap<number, number>,
  by: 'parents' | 'children',
): readonly Block[] => {
  const keyed = blocks.map(block => ({
    block,
    at:
      wanted(ordering.family.unions, places, block, by) ??
      mean(block.people.flatMap(each => places.get(each) ?? [])) ??
      0,
  }))
  return keyed
    .sort((one, other) => one.at - other.at || men(ordering, one.block) - men(ordering, other.block))
    .map(({ block }) => block)
}

const sweeps = 6

/** The generations from the eldest down, everybody in an order that keeps families together. */
export const rowsOf = (family: Family): readonly Row[] => {
  const ordering = { family, members: new Map(family.members.map(member => [member.id, member])) }
  const generations = [...new Set(family.members.map(({ generation }) => generation))].sort((one, other) => one - other)
  let rows = generations.map(generation => blocksOf(ordering, generation))
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const by = sweep % 2 === 0 ? 'children' : 'parents'
    const inTurn = by === 'children' ? rows.map((_, index) => rows.length - 1 - index) : rows.map((_, index) => index)
    for (const index of inTurn) {
      const places = placesIn(rows)
      rows = rows.map((blocks, at) => (at === index ? sorted(ordering, blocks, places, by) : blocks))
    }
  }
  return rows.map((blocks, index) => ({
    generation: generations[index] ?? 0,
    people: blocks.flatMap(({ people }) => people),
  }))
}
