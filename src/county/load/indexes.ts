import { escapeIdentifier } from 'pg'
import type { ClientBase } from 'pg'
import { loadedTableNames } from './tables.ts'

/** What was taken off the tables, as the statements that put it back. */
export type Taken = { readonly statements: readonly string[] }

/**
 * Takes indexes and constraints off the tables that are loaded, with what refers to them from elsewhere, and answers with
 * the statements that put them back. All inside the caller's transaction, so that a failure leaves every one in place. An
 * index of a few rows only, which says more of them than that they stand, is left: to look at each row as it comes costs
 * less than to read the table again.
 */
export const takeOffIndexes = async (client: ClientBase): Promise<Taken> => {
  const constraints = await client.query<{ table: string; name: string; kind: string; definition: string }>(
    `select conrelid::regclass::text as table, conname as name, contype as kind, pg_get_constraintdef(oid) as definition
     from pg_constraint
     where contype in ('f', 'x', 'u', 'p') and conrelid = any ($1::text[]::regclass[])
       or contype = 'f' and confrelid = any ($1::text[]::regclass[])
     order by contype = 'f' desc, contype = 'x' desc, conname`,
    [loadedTableNames],
  )
  const indexes = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i
     where i.indrelid = any ($1::text[]::regclass[])
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
       and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ '^\\(\\w+ = ''infinity''[^()]*\\)$')
     order by 1`,
    [loadedTableNames],
  )
  for (const { table, name } of constraints.rows)
    await client.query(`alter table ${table} drop constraint ${escapeIdentifier(name)}`)
  for (const { name } of indexes.rows) await client.query(`drop index ${name}`)
  return {
    statements: [
      ...constraints.rows
        .toReversed()
        .filter(({ kind }) => kind !== 'f')
        .map(
          ({ table, name, definition }) =>
            `alter table ${table} add constraint ${escapeIdentifier(name)} ${definition}`,
        ),
      ...indexes.rows.map(({ definition }) => definition),
      ...constraints.rows
        .filter(({ kind }) => kind === 'f')
        .map(
          ({ table, name, definition }) =>
            `alter table ${table} add constraint ${escapeIdentifier(name)} ${definition}`,
        ),
    ],
  }
}

/** Puts indexes and constraints back; a row that breaks one of them stops here. Says after each how many remain. */
export const putBackIndexes = async (
  client: ClientBase,
  { statements }: Taken,
  progress: (done: number, of: number) => void,
): Promise<void> => {
  await client.query("set local maintenance_work_mem = '512MB'")
  // Nothing else is done meanwhile: every row is compared with what it refers to by more processes than one.
  await client.query('set local max_parallel_workers_per_gather = 2')
  for (const [index, statement] of statements.entries()) {
    await client.query(statement)
    progress(index + 1, statements.length)
  }
  await client.query('set local max_parallel_workers_per_gather = 0')
}
