import type { Kysely } from 'kysely'
import { note } from '../../../access/log.ts'
import type { Context } from '../../../access/context.ts'
import type { Tables } from '../../../store/tables.ts'

/** Notes that somebody looked at a draft about these children. */
export const noteDraftLook = (database: Kysely<Tables>, context: Context, children: readonly number[]): Promise<void> =>
  note(
    database,
    context,
    children.map(identity => ({ act: 'draft', answer: 'open' as const, identity })),
  )
