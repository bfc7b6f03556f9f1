import type { Context } from '../../../access/context.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { Delay } from '../../../journey/duty-to-show.ts'
import { delayOf } from '../../../ledger/delays.ts'
import { dutiesAbout, entriesAbout, episodesAbout } from '../../../ledger/read.ts'
import type { Duty, Entry, Episode } from '../../../ledger/read.ts'
import type { Database } from '../../../store/database.ts'
import { connectionsOf, residencesOf, unnamed } from '../../../people/index.ts'
import type { Connection, Residence } from '../../../people/index.ts'
import { ageOf, factsOf } from './facts.ts'
import type { ChildFacts } from './facts.ts'
import { allocatedTo, isRestricted } from './header.ts'
import type { Allocated } from './header.ts'
import { homeInWords } from './home.ts'
import { peopleNear } from './near.ts'
import type { Near } from './near.ts'
import { lastSeen } from './last-seen.ts'
import type { LastSeen } from './last-seen.ts'

/** A brother or sister, or another child of the household, whom the reader may know of. */
export type Sibling = { readonly identity: number; readonly name: string; readonly age: string }

/** All that the pages of one child read, once it has been asked whether the record is open. */
export type ChildRecord = {
  readonly child: number
  readonly facts: ChildFacts
  readonly entries: readonly Entry[]
  readonly episodes: readonly Episode[]
  /** What is due, each with the reason why it waits on purpose, where there is one. */
  readonly duties: readonly (Duty & { readonly delay?: Delay })[]
  readonly allocated: readonly Allocated[]
  readonly near: readonly Near[]
  /** Where the child has lived, the present home first. */
  readonly residences: readonly Residence[]
  /** The school, surgery and other agencies of the child, those of before too. */
  readonly connections: readonly Connection[]
  /** Where the child lives and with whom, in a sentence. */
  readonly home: string
  readonly siblings: readonly Sibling[]
  readonly lastSeen: LastSeen
  readonly restricted: boolean
}

type Asking = { readonly database: Database; readonly rules: Rules; readonly context: Context; readonly child: number }

/** Reads the record of a child, which has been opened, for its pages. */
export const childRecord = async ({ database: { sql }, rules, context, child }: Asking): Promise<ChildRecord> => {
  const opened = { opened: true }
  const [facts, entries, episodes, duties, allocated, near, residences, connections, restricted] = await Promise.all([
    factsOf(sql, context, child),
    entriesAbout(sql, context, child, opened),
    episodesAbout(sql, context, child, opened),
    dutiesAbout(sql, context, child, opened),
    allocatedTo(sql, context, child),
    peopleNear(sql, context, child),
    residencesOf(sql, child),
    connectionsOf(sql, [child]),
    isRestricted(sql, context, child),
  ])
  const mother = near.find(({ isTheir }) => isTheir === 'mother' || isTheir === 'parent')
  const isUnborn = facts.bornOn === null && facts.expectedOn !== null
  return {
    child,
    facts: facts.name === '' ? { ...facts, name: unnamed(isUnborn, mother?.name) } : facts,
    entries,
    episodes,
    duties: duties.map(duty => {
      const delay = delayOf(entries, duty)
      return delay === undefined ? duty : { ...duty, delay }
    }),
    allocated,
    near,
    residences,
    connections,
    home: homeInWords({ residences, near }, entries, episodes, context.today),
    siblings: near
      .filter(
        ({ kind, isSibling, isTheir, here }) => kind === 'child' && (isSibling || (isTheir === undefined && here)),
      )
      .map(({ identity, name, bornOn }) => ({ identity, name, age: ageOf({ bornOn }, context.today) })),
    lastSeen: lastSeen(rules, entries, context.today),
    restricted,
  }
}
