import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'

/** Who says so and when; nobody where the provider's claims do. */
export type Said = { readonly by: number | null; readonly at: Instant }

/** What is kept in the history of a worker. */
export type WorkerEvent =
  | 'joined'
  | 'postBegun'
  | 'postEnded'
  | 'left'
  | 'accountLinked'
  | 'accountUnlinked'
  | 'sessionsEnded'

/** Adds a line to the history of a worker. */
export const noteOfWorker = async (
  database: Kysely<Tables>,
  { by, at }: Said,
  { worker, kind, ...detail }: { worker: number; kind: WorkerEvent } & Record<string, string | number | boolean | null>,
): Promise<void> => {
  await database
    .insertInto('worker_event')
    .values({ worker, at, kind, author: by, detail: JSON.stringify(detail) })
    .execute()
}

/** A line of a worker's history. */
export type WorkerHistoryLine = {
  readonly at: Instant
  readonly kind: string
  readonly authorName: string | null
  readonly detail: Readonly<Record<string, unknown>>
}

/** What was done about a worker, the newest first. */
export const historyOfWorker = (database: Kysely<Tables>, worker: number): Promise<readonly WorkerHistoryLine[]> =>
  database
    .selectFrom('worker_event')
    .leftJoin('worker as author', 'author.worker', 'worker_event.author')
    .select([
      'worker_event.at',
      'worker_event.kind',
      sql<string | null>`author.given || ' ' || author.family`.as('authorName'),
      'worker_event.detail',
    ])
    .where('worker_event.worker', '=', worker)
    .orderBy('worker_event.id', 'desc')
    .limit(200)
    .execute()
