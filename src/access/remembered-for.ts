import type { Kysely } from 'kysely'
import { remembered } from '../store/remember.ts'
import type { Tables } from '../store/tables.ts'
import type { Context } from './context.ts'

/**
 * What one reader is told of many children: read once and answered the same within the minute, until anything more is
 * recorded or who may see whom has changed. What is asked is named by a text that tells all that it depends on.
 */
export const rememberedFor = <Answer>(
  database: Kysely<Tables>,
  { worker, role, teams, services, now }: Context,
  asked: string,
  read: () => Promise<Answer>,
): Promise<Answer> =>
  remembered(database, JSON.stringify([asked, worker, role, teams, services, now.slice(0, 16)]), read)
