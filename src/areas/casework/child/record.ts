import type { Context } from '../../../access/context.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import { dutiesAbout, entriesAbout, episodesAbout } from '../../../ledger/read.ts'
import type { Duty, Entry, Episode } from '../../../ledger/read.ts'
import type { Database } from '../../../store/database.ts'
import { unnamed } from '../../../people/index.ts'
import { factsOf } from './facts.ts'
import type { ChildFacts } from './facts.ts'
import { allocatedTo, isRestricted } from './header.ts'
import type { Allocated } from './header.ts'
import { familyOf, homeInWords } from './home.ts'
import type { Family, Sibling } from './home.ts'
import { lastSeen } from './last-seen.ts'
import type { LastSeen } from './last-seen.ts'

/** All that the pages of one child read, once it has been asked whether the record is open. */
export type ChildRecord = {
  readonly child: number
  readonly facts: ChildFacts
  readonly entries: readonly Entry[]
  readonly episodes: readonly Episode[]
  readonly duties: readonly Duty[]
  readonly allocated: readonly Allocated[]
  readonly family: Family
  /** Where the child lives and with whom, in a sentence. */
  readonly home: string
  readonly siblings: readonly Sibling[]
  readonly lastSeen: LastSeen
  readonly restricted: boolean
}

type Asking = { readonly database: Database; readonly rules: Rules; readonly context: Context; readonly child: number }

/** Reads a child's record for its pages. */
export const childRecord = async ({ database: { sql }, rules, context, child }: Asking): Promise<ChildRecord> => {
  const [facts, entries, episodes, duties, allocated, family, restricted] = await Promise.all([
    factsOf(sql, context, child),
    entriesAbout(sql, context, child),
    episodesAbout(sql, context, child),
    dutiesAbout(sql, context, child),
    allocatedTo(sql, context, child),
    familyOf(sql, context, child),
    isRestricted(sql, context, child),
  ])
  return {
    child,
    facts:
      facts.name === ''
        ? { ...facts, name: unnamed(facts.bornOn === null && facts.expectedOn !== null, family.mother) }
        : facts,
    entries,
    episodes,
    duties,
    allocated,
    family,
    home: homeInWords(family, entries, episodes, context.today),
    siblings: family.siblings,
    lastSeen: lastSeen(rules, entries, context.today),
    restricted,
  }
}
