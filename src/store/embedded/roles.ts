import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { filesOf } from './place.ts'
import type { ServerPlace } from './place.ts'

/** Where the same database is for the access log's own role, and for the role that the running application has. */
export type RoleUrls = { readonly logUrl: string; readonly applicationUrl: string }

const logRole = 'righthelp_log'
const applicationRole = 'righthelp_application'

const passwordIn = (path: string): { readonly password: string; readonly isNew: boolean } => {
  if (existsSync(path)) return { password: readFileSync(path, 'utf8').trim(), isNew: false }
  const password = randomBytes(24).toString('hex')
  writeFileSync(path, password, { mode: 0o600 })
  chmodSync(path, 0o600)
  return { password, isNew: true }
}

const ensureRole = async (client: Client, role: string, path: string): Promise<string> => {
  const { password, isNew } = passwordIn(path)
  const { rows } = await client.query('select 1 from pg_roles where rolname = $1', [role])
  const verb = rows.length === 0 ? 'create' : 'alter'
  if (rows.length === 0 || isNew)
    await client.query(
      `${verb} role ${escapeIdentifier(role)} login nosuperuser nocreatedb nocreaterole noinherit password ${escapeLiteral(password)}`,
    )
  return password
}

const urlAs = (url: string, role: string, password: string): string => {
  const as = new URL(url)
  as.username = role
  as.password = password
  return as.href
}

/** What the application may do with the tables that are not the log's; those that migrations make later are among them. */
const grants = `
  grant usage on schema public to ${applicationRole};
  grant select, insert, update, delete on all tables in schema public to ${applicationRole};
  grant usage, select on all sequences in schema public to ${applicationRole};`

/** Whether the application may not yet do something with some table: one that a migration has just made. */
const lacksGrants = async (client: Client): Promise<boolean> => {
  const may = (what: string) => `has_table_privilege('${applicationRole}', oid, '${what}')`
  const { rows } = await client.query<{ lacks: boolean }>(
    `select exists (select from pg_class where relnamespace = 'public'::regnamespace
       and (relkind in ('r', 'p', 'v', 'm') and not (${['select', 'insert', 'update', 'delete'].map(may).join(' and ')})
         or relkind = 'S' and not (has_sequence_privilege('${applicationRole}', oid, 'usage')
           and has_sequence_privilege('${applicationRole}', oid, 'select'))))
       or not has_schema_privilege('${applicationRole}', 'public', 'usage') as lacks`,
  )
  return rows[0]?.lacks !== false
}

/**
 * Makes the two roles beside the embedded server's superuser, which owns the records, and answers with their URLs, their
 * passwords included: not for logs. The caller brings the tables up to date first.
 */
export const ensureRoles = async (place: ServerPlace, url: string): Promise<RoleUrls> => {
  const { logPassword, applicationPassword } = filesOf(place)
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 30_000 })
  await client.connect()
  try {
    const log = await ensureRole(client, logRole, logPassword)
    const application = await ensureRole(client, applicationRole, applicationPassword)
    await client.query(`grant create on database ${escapeIdentifier(new URL(url).pathname.slice(1))} to ${logRole}`)
    // Granted again it would be written again, and get in the way of whoever changes the tables meanwhile.
    if (await lacksGrants(client)) await client.query(grants)
    return { logUrl: urlAs(url, logRole, log), applicationUrl: urlAs(url, applicationRole, application) }
  } finally {
    await client.end()
  }
}
