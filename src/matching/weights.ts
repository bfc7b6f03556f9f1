import { fieldNames, unknown } from './fields.ts'
import type { Field, Pattern } from './fields.ts'

/**
 * What two records can be of: one person; or two, who are strangers, brothers and sisters, or twins. Fellegi and Sunter
 * know matches and others; of the others, those of one family agree in nearly everything, and are weighed for themselves.
 */
export const others = ['stranger', 'sibling', 'twin'] as const
export type Other = (typeof others)[number]
export type Kinship = 'samePerson' | Other

/** For each level of a field, how often it is met among pairs of a kind; the levels of a field add up to 1. */
export type Chances = { readonly [Name in Field]: readonly number[] }

/** The same made for every field. */
export const everyField = (of: (field: Field, index: number) => readonly number[]): Chances =>
  Object.fromEntries(fieldNames.map((field, index) => [field, of(field, index)])) as Chances

/** What was learnt of pairs: of records of one person, and of records of two. */
export type Learnt = Readonly<Record<Kinship, Chances>>

/** For each kind of two people, each field and level: how many times likelier it is of one person, as a power of 2. */
export type Weights = Readonly<Record<Other, readonly (readonly number[])[]>>

type Pool = { readonly levels: number; readonly same: number; readonly two: number }

/** Pools neighbouring levels of which the better would weigh less, until each weighs no more than the one before it. */
const pooled = (same: readonly number[], two: readonly number[]): readonly Pool[] => {
  const pools: Pool[] = []
  for (const [level, chance] of same.entries()) {
    let pool: Pool = { levels: 1, same: chance, two: two[level] ?? 0 }
    for (
      let last = pools.at(-1);
      last !== undefined && pool.same * last.two > last.same * pool.two;
      last = pools.at(-1)
    ) {
      pools.pop()
      pool = { levels: last.levels + pool.levels, same: last.same + pool.same, two: last.two + pool.two }
    }
    pools.push(pool)
  }
  return pools
}

/**
 * The weights that follow from what was learnt. Better agreement never counts for less than worse: where chance or a
 * family’s ways say otherwise (brothers and sisters agree in their address as one person does), the levels weigh alike.
 */
export const weightsOf = (learnt: Learnt): Weights => {
  const against = (other: Other) =>
    fieldNames.map(field =>
      pooled(learnt.samePerson[field], learnt[other][field]).flatMap(({ levels, same, two }) =>
        new Array<number>(levels).fill(Math.log2(same / two)),
      ),
    )
  return { stranger: against('stranger'), sibling: against('sibling'), twin: against('twin') }
}

/** The weight of each field of a pattern against one kind of two people; 0 where a side is not known. */
export const weigh = (weights: Weights, other: Other, pattern: Pattern): readonly number[] =>
  pattern.map((level, field) => (level === unknown ? 0 : (weights[other][field]?.[level] ?? 0)))
