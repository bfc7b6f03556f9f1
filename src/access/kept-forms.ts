import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { addMinutes, machineNow } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'
import { hashOfSecret } from './secrets.ts'
import { sessionBehind } from './sessions.ts'

/** So long is it kept what somebody sent when their session was over, by the machine's clock. */
const minutesKept = 60
const mostCharacters = 400_000

/** A form that came when the session of whoever wrote it was over: where it was sent, and what it held. Never files. */
export type KeptForm = {
  readonly worker: number
  readonly action: string
  readonly fields: readonly (readonly [name: string, value: string])[]
}

const sealedSchema = z.object({
  worker: z.number(),
  action: z.string(),
  fields: z.array(z.tuple([z.string(), z.string()])),
})

/** The key comes from the session's token, which only the browser has: the database alone cannot open what it keeps. */
const keyOf = (token: string) => new Uint8Array(hkdfSync('sha256', token, '', 'righthelp kept form', 32))

const seal = (form: KeptForm, token: string): Buffer => {
  const start = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(token), start)
  const text = Buffer.concat([cipher.update(JSON.stringify(form), 'utf8'), cipher.final()])
  return Buffer.concat([start, cipher.getAuthTag(), text])
}

const open = (sealed: Buffer, token: string): KeptForm | undefined => {
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(token), sealed.subarray(0, 12))
    decipher.setAuthTag(sealed.subarray(12, 28))
    const text = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
    return sealedSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

const put = async (database: Kysely<Tables>, form: KeptForm, token: string, at: Instant): Promise<void> => {
  const row = { sealed: seal(form, token), kept_at: at }
  await database
    .insertInto('kept_form')
    .values({ token_hash: hashOfSecret(token), ...row })
    .onConflict(conflict => conflict.column('token_hash').doUpdateSet(row))
    .execute()
}

/**
 * Keeps a form that came with the token of a session that is over, for the worker whose session it was. Answers whether
 * it was kept: not where there was no such session, or the form is very long.
 */
export const keepForm = async (
  database: Kysely<Tables>,
  token: string,
  { action, fields }: Omit<KeptForm, 'worker'>,
  machine: Instant = machineNow(),
): Promise<boolean> => {
  const behind = await sessionBehind(database, token)
  const length = fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  if (behind === undefined || fields.length === 0 || length > mostCharacters) return false
  await database.deleteFrom('kept_form').where('kept_at', '<', addMinutes(machine, -minutesKept)).execute()
  await put(database, { worker: behind.worker, action, fields }, token, machine)
  return true
}

/** What is kept for the session with this token, for its own worker; undefined where nothing is, or it is too old. */
export const keptForm = async (
  database: Kysely<Tables>,
  token: string,
  worker: number,
  machine: Instant = machineNow(),
): Promise<KeptForm | undefined> => {
  const row = await database
    .selectFrom('kept_form')
    .selectAll()
    .where('token_hash', '=', hashOfSecret(token))
    .executeTakeFirst()
  if (row === undefined || addMinutes(row.kept_at, minutesKept) < machine) return undefined
  const form = open(row.sealed, token)
  return form?.worker === worker ? form : undefined
}

/** What is kept is no longer wanted, or was sent. */
export const dropKeptForm = async (database: Kysely<Tables>, token: string): Promise<void> => {
  await database.deleteFrom('kept_form').where('token_hash', '=', hashOfSecret(token)).execute()
}

/**
 * Hands over what is kept from a session that is over to the next one in the same browser, where the same worker has
 * signed in; to anybody else it is gone. Answers whether there is something.
 */
export const handOverKeptForm = async (
  database: Kysely<Tables>,
  { from, to, worker }: { readonly from: string; readonly to: string; readonly worker: number },
  machine: Instant = machineNow(),
): Promise<boolean> => {
  const form = await keptForm(database, from, worker, machine)
  await dropKeptForm(database, from)
  if (form === undefined) return false
  await put(database, form, to, machine)
  return true
}
