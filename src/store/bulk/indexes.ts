import { escapeIdentifier } from 'pg'
import type { ClientBase } from 'pg'

/** An index or constraint that was taken off its table, as the statement that puts it back. */
export type TakenOff = {
  readonly place: number
  readonly relation: string
  readonly kind: 'constraint' | 'index' | 'reference'
  readonly statement: string
}

type Found = Omit<TakenOff, 'place'> & { readonly drop: string }

const constraintsOf = async (client: ClientBase, tables: readonly string[]): Promise<readonly Found[]> => {
  const { rows } = await client.query<{ relation: string; name: string; type: string; definition: string }>(
    `select conrelid::regclass::text as relation, conname as name, contype as type, pg_get_constraintdef(oid) as definition
     from pg_constraint
     where contype in ('f', 'x', 'u', 'p') and conrelid = any ($1::text[]::regclass[])
       or contype = 'f' and confrelid = any ($1::text[]::regclass[])
     order by contype = 'f' desc, contype = 'x' desc, conname`,
    [tables],
  )
  return rows.map(({ relation, name, type, definition }) => ({
    relation,
    kind: type === 'f' ? 'reference' : 'constraint',
    drop: `alter table ${relation} drop constraint ${escapeIdentifier(name)}`,
    statement: `alter table ${relation} add constraint ${escapeIdentifier(name)} ${definition}`,
  }))
}

const indexesOf = async (client: ClientBase, tables: readonly string[]): Promise<readonly Found[]> => {
  const { rows } = await client.query<{ relation: string; name: string; definition: string }>(
    `select i.indrelid::regclass::text as relation, i.indexrelid::regclass::text as name,
       pg_get_indexdef(i.indexrelid) as definition
     from pg_index i
     where i.indrelid = any ($1::text[]::regclass[])
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
       and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ '^\\(\\w+ = ''infinity''[^()]*\\)$')
     order by name`,
    [tables],
  )
  return rows.map(({ relation, name, definition }) => ({
    relation,
    kind: 'index',
    drop: `drop index ${name}`,
    statement: definition,
  }))
}

/**
 * Takes indexes and constraints off tables that are to be loaded, with what refers to them from elsewhere, and answers with
 * what puts them back, which is written down as well (`cut-off.ts`). In a transaction that the caller has begun. An index of
 * a few rows only, which says more of them than that they stand, is left: to look at each row as it comes costs less than
 * to read the table again.
 */
export const takeOffIndexes = async (client: ClientBase, tables: readonly string[]): Promise<readonly TakenOff[]> => {
  const constraints = await constraintsOf(client, tables)
  const indexes = await indexesOf(client, tables)
  for (const { drop } of [...constraints, ...indexes]) await client.query(drop)
  const inOrder = [...constraints.toReversed(), ...indexes]
  const takenOff = inOrder.map(({ relation, kind, statement }, place) => ({ place, relation, kind, statement }))
  await client.query(
    `insert into taken_off (place, statement)
     select * from unnest($1::integer[], $2::text[])`,
    [takenOff.map(({ place }) => place), takenOff.map(({ statement }) => statement)],
  )
  return takenOff
}

/** By table, the fullest first: begun last, it would be waited for at the end. */
const byTable = async (
  client: ClientBase,
  takenOff: readonly TakenOff[],
): Promise<readonly (readonly TakenOff[])[]> => {
  const groups = Map.groupBy(takenOff, ({ relation }) => relation)
  const { rows } = await client.query<{ relation: string }>(
    'select relation from unnest($1::text[]) as relation order by pg_table_size(relation::regclass) desc, relation',
    [[...groups.keys()]],
  )
  return rows.map(({ relation }) => groups.get(relation) ?? [])
}

export type PuttingBack = {
  /** Told after each how many are back, of all that there are. */
  readonly progress?: (done: number, of: number) => void
  readonly stopping?: AbortSignal | undefined
}

/**
 * Puts indexes and constraints back, each connection a table at a time, and measures the table for whoever plans questions;
 * a row that breaks one of them stops here. More connections than one, where what was loaded is committed: each index is
 * then a transaction of its own.
 */
export const putBackIndexes = async (
  clients: readonly [ClientBase, ...ClientBase[]],
  takenOff: readonly TakenOff[],
  { progress = () => undefined, stopping }: PuttingBack = {},
): Promise<void> => {
  const [first] = clients
  const isReference = ({ kind }: TakenOff) => kind === 'reference'
  const waiting = [
    ...(await byTable(
      first,
      takenOff.filter(each => !isReference(each)),
    )),
  ]
  let done = 0
  let hasFailed = false
  const putBack = async (client: ClientBase, { place, statement }: TakenOff): Promise<void> => {
    stopping?.throwIfAborted()
    // Both or neither, in the transaction that is open or in one of their own. The mark comes first: whoever undoes what was
    // cut off waits for it, and so for a process of the server that has not seen yet that nobody wants its index any more.
    await client.query(`update taken_off set is_back = true where place = ${place}; ${statement}`)
    done += 1
    progress(done, takenOff.length)
  }
  const putBackTables = async (client: ClientBase): Promise<void> => {
    try {
      for (let table = waiting.shift(); table !== undefined; table = waiting.shift()) {
        for (const each of table) if (!hasFailed) await putBack(client, each)
        if (!hasFailed) await client.query(`analyze ${table[0]?.relation ?? ''}`)
      }
    } catch (error) {
      hasFailed = true
      throw error
    }
  }
  for (const client of clients) {
    await client.query(`set maintenance_work_mem = '${Math.floor(512 / clients.length)}MB'`)
    // One that has the machine to itself is helped by other processes; two are at work without them.
    await client.query(`set max_parallel_maintenance_workers = ${clients.length === 1 ? 2 : 0}`)
  }
  const ended = await Promise.allSettled(clients.map(putBackTables))
  for (const each of ended) if (each.status === 'rejected') throw each.reason
  // Nothing else is done meanwhile: every row is compared with what it refers to by more processes than one.
  await first.query('set max_parallel_workers_per_gather = 2')
  for (const reference of takenOff.filter(isReference)) await putBack(first, reference)
  for (const client of clients)
    await client.query(
      'reset maintenance_work_mem; reset max_parallel_maintenance_workers; reset max_parallel_workers_per_gather',
    )
}
