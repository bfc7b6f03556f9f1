import { roleMatrix } from '../../../access/role-matrix.ts'
import { posts } from '../../../council/organisation.ts'
import { roles } from '../../../journey/roles.ts'
import { textOf, textsOf } from '../../../web/index.ts'
import type { Asked } from '../../../web/index.ts'

/** Somebody who may be named a keeper, as a choice in a form. */
export type Candidate = {
  readonly worker: number
  readonly name: string
  readonly part: string
  readonly chosen: boolean
}

/** How a form finds keepers: what was typed, whom that found, and whom a form before had ticked. */
export type KeepersAsked = {
  readonly words: string
  readonly candidates: readonly Candidate[]
  readonly chosen: readonly number[]
}

const mostFound = 20

const matches = (name: string, words: string): boolean => {
  const folded = name.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every(word => folded.includes(word))
}

/** Reads whom a form names: those ticked stay, and those whose names hold the words typed are offered beside them. */
export const keepersAsked = async ({ database, context, form }: Asked): Promise<KeepersAsked> => {
  const words = textOf(form.words).slice(0, 200)
  const ticked = new Set(textsOf(form.keepers).map(Number))
  const all = (await posts(database.sql, { on: context.today })).filter(({ role }) => roleMatrix[role].opens !== 'none')
  const byWorker = new Map(all.map(post => [post.worker, post]))
  const found = [...byWorker.values()].filter(({ name }) => words !== '' && matches(name, words)).slice(0, mostFound)
  const offered = [...byWorker.values()].filter(({ worker }) => ticked.has(worker))
  const candidates = [...new Set([...offered, ...found])].map(({ worker, name, role }) => ({
    worker,
    name,
    part: roles[role],
    chosen: ticked.has(worker),
  }))
  return { words, candidates, chosen: offered.map(({ worker }) => worker) }
}
