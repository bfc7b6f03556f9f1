import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { answeredOnce } from './kept-once.ts'
import type { KeptAnswers } from './kept-once.ts'
import type { Tables } from './tables.ts'
import { writersOf } from './writing.ts'

/** How far recording has come, and who was writing then. */
type Tide = { readonly height: string; readonly writers: readonly string[] }

type Memory = { readonly tide: Tide; readonly answers: KeptAnswers }

const memories = new WeakMap<Kysely<Tables>, Memory>()
const mostAnswers = 200

const tables = [
  'entry',
  'episode',
  'duty',
  'identity_version',
  'link',
  'team',
  'post',
  'residence',
  'household_before',
  'council_change',
  'absence',
  'restriction',
  'keeper',
]

/**
 * How far recording has come: it changes with every row that a measure could read, and with whoever may read it. A row has
 * its number before it is committed, so that one with a lower number may come after a higher: whoever writes is asked too.
 */
const tideOf = async (database: Kysely<Tables>): Promise<Tide> => {
  const { rows } = await sql<Tide>`
    select concat_ws(' ', (select max(id) from entry), (select max(id) from episode), (select max(id) from duty),
      (select max(id) from identity_version), (select max(id) from link), (select max(id) from team),
      (select concat(max(id), '/', count(*) filter (where known_to = 'infinity')) from post),
      (select max(id) from residence), (select max(id) from household_before), (select max(id) from council_change),
      (select concat(max(id), '/', count(*) filter (where known_to = 'infinity')) from absence),
      (select concat(count(*), '/', count(*) filter (where ended_at = 'infinity')) from restriction),
      (select concat(count(*), '/', count(*) filter (where ended_at = 'infinity')) from keeper)) as height,
      ${writersOf(tables)} as writers`.execute(database)
  return rows[0] ?? { height: '', writers: [] }
}

/** Whether nothing has been committed since: no row is new, and none of those who were writing then has ended. */
const stillStands = (then: Tide, now: Tide): boolean =>
  then.height === now.height && then.writers.every(writer => now.writers.includes(writer))

/**
 * Counts once, and answers the same until anything more is recorded. The key must name all that the counting depends on.
 * Several who ask at once wait for one counting; one that failed is not kept.
 */
export const remembered = async <Answer>(
  database: Kysely<Tables>,
  key: string,
  countIt: () => Promise<Answer>,
): Promise<Answer> => {
  const tide = await tideOf(database)
  let memory = memories.get(database)
  if (memory === undefined || !stillStands(memory.tide, tide) || memory.answers.size >= mostAnswers) {
    memory = { tide, answers: new Map() }
    memories.set(database, memory)
  }
  return answeredOnce(memory.answers, key, countIt)
}
