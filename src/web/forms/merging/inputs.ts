import type { Typed } from '../names.ts'
import { joinProse, sameLineEnds } from './prose.ts'

/** A question that two people answered differently: both answers, as typed. */
export type Clash = { readonly name: string; readonly mine: Typed; readonly theirs: Typed }

/** Three readings of one form: the one in front of the person, what is stored now, and what they have typed. */
export type Three<Each> = { readonly before: Each; readonly now: Each; readonly mine: Each }

/** What came of two people's typing: one form, in which a question that they answered differently holds `mine`. */
export type Merged = { readonly typed: Typed; readonly clashes: readonly Clash[] }

const valueOf = (value: Typed[string] | undefined): string =>
  value === undefined ? '' : typeof value === 'string' ? sameLineEnds(value) : JSON.stringify(value.map(sameLineEnds))

const isSame = (one: Typed, other: Typed): boolean =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].every(name => valueOf(one[name]) === valueOf(other[name]))

const textAt = (typed: Typed, name: string): string => {
  const value = typed[name]
  return typeof value === 'string' ? value : (value ?? []).join('\n')
}

/** One question, of whatever inputs, by who changed it; text that both added to is joined. */
export const mergeInputs = (name: string, isProse: boolean, { before, now, mine }: Three<Typed>): Merged => {
  if (isSame(now, mine) || isSame(before, now)) return { typed: mine, clashes: [] }
  if (isSame(before, mine)) return { typed: now, clashes: [] }
  const joined = isProse ? joinProse(textAt(before, name), textAt(now, name), textAt(mine, name)) : undefined
  return joined === undefined
    ? { typed: mine, clashes: [{ name, mine, theirs: now }] }
    : { typed: { [name]: joined }, clashes: [] }
}

const partOf = (typed: Typed, belongs: (input: string) => boolean): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([input]) => belongs(input)))

/** The same part of each of three forms. */
export const partsOf = ({ before, now, mine }: Three<Typed>, belongs: (input: string) => boolean): Three<Typed> => ({
  before: partOf(before, belongs),
  now: partOf(now, belongs),
  mine: partOf(mine, belongs),
})

/** Several merged parts as one form. */
export const together = (parts: readonly Merged[]): Merged => ({
  typed: Object.assign({}, ...parts.map(({ typed }) => typed)) as Typed,
  clashes: parts.flatMap(({ clashes }) => clashes),
})
