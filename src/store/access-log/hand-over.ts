import { Client, DatabaseError, escapeIdentifier } from 'pg'

/** The schema that the access log's own role owns, with the log and its seals in it. */
const logSchema = 'access'

/** Why the access log could not be handed to the role that is to own it, for whoever set it up. */
export class LogNotHandedOver extends Error {
  override readonly name = 'LogNotHandedOver'
}

const kept = ['access_log', 'access_seal'] as const

const withClient = async <Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 30_000 })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const oneOf = async <Row extends object>(client: Client, question: string, values: readonly unknown[] = []) =>
  (await client.query<Row>(question, [...values])).rows[0]

const userOf = async (client: Client): Promise<string> =>
  (await oneOf<{ name: string }>(client, 'select current_user as name'))?.name ?? ''

const isThere = async (client: Client, table: string): Promise<boolean> =>
  (await oneOf<{ there: boolean }>(client, 'select to_regclass($1) is not null as there', [table]))?.there ?? false

const inTransaction = async (client: Client, work: () => Promise<void>): Promise<void> => {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

const triggers = `
  create or replace function ${logSchema}.access_log_is_append_only() returns trigger language plpgsql as $$
  begin
    raise exception 'The access log is append-only.';
  end $$;
  create or replace trigger access_log_append_only before update or delete or truncate on ${logSchema}.access_log
    for each statement execute function ${logSchema}.access_log_is_append_only();
  create or replace trigger access_seal_append_only before update or delete or truncate on ${logSchema}.access_seal
    for each statement execute function ${logSchema}.access_log_is_append_only();`

/** The log's tables as they are in the application's own schema, in the schema of the role that asks. */
const makeTables = (log: Client) =>
  inTransaction(log, async () => {
    await log.query(`create schema if not exists ${logSchema}`)
    for (const table of kept)
      await log.query(`create table if not exists ${logSchema}.${table} (like public.${table} including all)`)
    await log.query(triggers)
  })

/** What is written of a look: all but its number, so that none can be put in where another was. */
const columnsWritten = async (log: Client): Promise<string> =>
  (
    await oneOf<{ columns: string }>(
      log,
      `select string_agg(quote_ident(attname), ', ') as columns from pg_attribute
       where attrelid = to_regclass('${logSchema}.access_log') and attnum > 0 and not attisdropped and attidentity = ''`,
    )
  )?.columns ?? ''

/** Indexes that the log did not have when it was moved; those moved with the log have the same names. */
const addIndexes = async (log: Client): Promise<void> => {
  await log.query(`create index if not exists access_log_worker_identity_act_at_idx
    on ${logSchema}.access_log (worker, identity, act, at)`)
  await log.query(`create index if not exists access_log_worker_at_idx1
    on ${logSchema}.access_log (worker, at) where act = 'child' and answer = 'open' and identity is not null`)
}

/** Lets a role add looks and seals, and read them; and nothing else. */
const letAdd = async (log: Client, application: string): Promise<void> => {
  const role = escapeIdentifier(application)
  await log.query(`
    grant usage on schema ${logSchema} to ${role};
    grant select, insert (${await columnsWritten(log)}) on ${logSchema}.access_log to ${role};
    grant select, insert on ${logSchema}.access_seal to ${role};`)
}

const copyRows = (log: Client) =>
  inTransaction(log, async () => {
    for (const table of kept)
      await log.query(`insert into ${logSchema}.${table} overriding system value
        select * from public.${table} on conflict do nothing`)
    await log.query(`select setval(pg_get_serial_sequence('${logSchema}.access_log', 'id'),
      (select max(id) from ${logSchema}.access_log)) where exists (select from ${logSchema}.access_log)`)
  })

/** Moves the tables: nobody adds to them meanwhile, and whatever fails before the last commit leaves the old ones in use. */
const moveTables = async (owner: Client, log: Client): Promise<void> => {
  await owner.query(
    `grant select on ${kept.map(table => `public.${table}`).join(', ')} to ${escapeIdentifier(await userOf(log))}`,
  )
  await makeTables(log)
  await inTransaction(owner, async () => {
    await owner.query(`lock table ${kept.map(table => `public.${table}`).join(', ')} in exclusive mode`)
    await copyRows(log)
    await owner.query(`drop table ${kept.map(table => `public.${table}`).join(', ')};
      drop function public.access_log_is_append_only()`)
  })
}

const insufficientPrivilege = '42501'

const inWords = (error: unknown, role: string): unknown =>
  error instanceof DatabaseError && error.code === insufficientPrivilege
    ? new LogNotHandedOver(
        `The access log cannot be handed to the role ${role}: ${error.message}.\n` +
          `It must be let make a schema: grant create on database … to ${role}.`,
      )
    : error

/**
 * Hands the access log and its seals to the role of `logUrl`, in a schema of its own, unless that is done; the role
 * `application` may then add to them and read them, and nobody but their owner and a superuser may do anything else. The
 * role of `ownerUrl` owns the rest, and brought it up to date before.
 */
export const handOverLog = (ownerUrl: string, logUrl: string, application?: string): Promise<void> =>
  withClient(ownerUrl, owner =>
    withClient(logUrl, async log => {
      const [ownerName, logName] = [await userOf(owner), await userOf(log)]
      if (ownerName === logName)
        throw new LogNotHandedOver(
          `The access log’s own URL names the role ${logName}, which is that of the application. It must name another.`,
        )
      try {
        if (await isThere(owner, 'public.access_log')) await moveTables(owner, log)
        await addIndexes(log)
        await letAdd(log, application ?? ownerName)
      } catch (error) {
        throw inWords(error, logName)
      }
    }),
  )

/** What a role could do to the log besides adding to it, in words for whoever answers for it; undefined where nothing. */
export const whatLogLacks = (url: string): Promise<string | undefined> =>
  withClient(url, async client => {
    const row = await oneOf<{ superuser: boolean; owns: boolean; name: string }>(
      client,
      `select current_user as name, rolsuper as superuser, pg_has_role(current_user, relowner, 'member') as owns
       from pg_class, pg_roles where pg_class.oid = coalesce(to_regclass('${logSchema}.access_log'), to_regclass('public.access_log')) and rolname = current_user`,
    )
    if (row === undefined) return undefined
    if (row.superuser)
      return `The application’s database role ${row.name} is a superuser: it can alter the access log, whoever owns it. Give it a role that is none.`
    if (row.owns)
      return `The application’s database role ${row.name} owns the access log: it can alter it. Name the URL of another role, which is to own it, in RIGHTHELP_ACCESS_LOG_URL (docs/security.md). Until then only the seals show what was altered.`
    return undefined
  })
