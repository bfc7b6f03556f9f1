import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { addMinutes, instantOf } from '../../calendar/index.ts'
import type { Instant, LocalTime } from '../../calendar/index.ts'
import type { Rules, StoredAnswers } from '../../journey/index.ts'
import { reckonAnew } from '../../ledger/reckoning.ts'
import type { Tables } from '../../store/index.ts'

/** Something of a night as it is recorded. */
export type ToTell = {
  readonly step: string
  readonly identity: number
  readonly at: LocalTime
  /** How many minutes later it was written down. */
  readonly after: number
  readonly answers: StoredAnswers
  readonly outcome: string
  readonly author: number
  readonly team: string
  readonly follows?: number
}

const answered = (answers: StoredAnswers): StoredAnswers =>
  Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== undefined))

/** Records it as it was then, by the reckoning by which the ledger records: the entry, and what follows from it. */
export const tell = async (queries: Kysely<Tables>, rules: Rules, told: ToTell): Promise<number> => {
  const recorded_at: Instant = addMinutes(instantOf(told.at), told.after)
  const { lineage } = await queries
    .selectNoFrom(sql<number>`nextval(pg_get_serial_sequence('entry', 'id'))`.as('lineage'))
    .executeTakeFirstOrThrow()
  const day = told.at.slice(0, 10)
  await queries
    .insertInto('entry')
    .values({
      id: lineage,
      lineage,
      subjects: [told.identity],
      step: told.step,
      answers: JSON.stringify(answered(told.answers)),
      outcome: told.outcome,
      happened_on: day,
      completed_on: day,
      follows: told.follows ?? null,
      author: told.author,
      team: told.team,
      recorded_at,
      correction_reason: null,
      draft: null,
    })
    .execute()
  await queries.insertInto('entry_subject').values({ lineage, identity: told.identity, paragraph: null }).execute()
  await reckonAnew(queries, rules, told.identity, recorded_at)
  return lineage
}
