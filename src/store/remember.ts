import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

type Memory = { tide: string; readonly answers: Map<string, Promise<unknown>> }

const memories = new WeakMap<Kysely<Tables>, Memory>()
const mostAnswers = 200

/** How far recording has come: it changes with every row that a measure could read, and with whoever may read it. */
const tideOf = async (database: Kysely<Tables>): Promise<string> => {
  const { rows } = await sql<{ tide: string }>`
    select concat_ws(' ', (select max(id) from entry), (select max(id) from episode), (select max(id) from duty),
      (select max(id) from identity_version), (select max(id) from link), (select max(id) from team),
      (select concat(max(id), '/', count(*) filter (where known_to = 'infinity')) from post),
      (select max(id) from residence),
      (select concat(max(id), '/', count(*) filter (where known_to = 'infinity')) from absence),
      (select concat(count(*), '/', count(*) filter (where ended_at = 'infinity')) from restriction),
      (select concat(count(*), '/', count(*) filter (where ended_at = 'infinity')) from keeper)) as tide`.execute(
    database,
  )
  return rows[0]?.tide ?? ''
}

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
  if (memory?.tide !== tide || memory.answers.size >= mostAnswers) {
    memory = { tide, answers: new Map() }
    memories.set(database, memory)
  }
  const { answers } = memory
  const known = answers.get(key)
  // What stands under a key was put there by a counting of this same key.
  if (known !== undefined) return known as Promise<Answer>
  const answer = countIt()
  answers.set(key, answer)
  answer.catch(() => answers.delete(key))
  return answer
}
