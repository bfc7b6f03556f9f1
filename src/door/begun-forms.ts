import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Kysely, Selectable } from 'kysely'
import { hashOfSecret, newSecret } from '../access/secrets.ts'
import { addDays, addMinutes } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import type { BegunFormTable } from '../store/entrance-tables.ts'
import type { Tables } from '../store/tables.ts'
import { letGoOfAll } from './files.ts'
import { newCode } from './references.ts'
import type { RequestKind, Sender } from './request.ts'

/** What was typed, by the names of the inputs. */
export type TypedWords = Readonly<Record<string, string | readonly string[]>>

/** A child on a form that is not sent. */
export type BegunChild = { readonly isUnborn: boolean; readonly typed: Readonly<Record<string, string>> }

/** A form as whoever writes it has left it. */
export type BegunForm = {
  readonly formKey: string
  readonly kind: Exclude<RequestKind, 'consultation'> | undefined
  readonly sender: Sender | undefined
  readonly typed: TypedWords
  readonly children: readonly BegunChild[]
  /** The pages that were answered whole. */
  readonly done: readonly string[]
  /** Whether it is kept behind a code. */
  readonly isKept: boolean
  readonly keepUntil: Instant
  /** The request that it has become. */
  readonly request: number | undefined
}

/** So long a worry about a child stays open after the last page, so that a phone that is shared tells nobody. */
const minutesOfConcern = 30
/** So long a request for support stays open in the browser in which it is written. */
const minutesOfSupport = 240
/** So long a request for support is kept behind the code that was asked for. */
export const daysKept = 14

const openUntil = (kind: BegunForm['kind'], now: Instant): Instant =>
  addMinutes(now, kind === 'support' ? minutesOfSupport : minutesOfConcern)

const dayOn = (now: Instant, days: number): Instant => `${addDays(now.slice(0, 10), days)}${now.slice(10)}`

const asForm = (row: Selectable<BegunFormTable>): BegunForm => ({
  formKey: row.form_key,
  kind: row.kind ?? undefined,
  sender: row.sender ?? undefined,
  typed: row.typed,
  children: row.children,
  done: row.done,
  isKept: row.code_hash !== null,
  keepUntil: row.keep_until,
  request: row.request ?? undefined,
})

/** The holder under which the files of a form wait for it to be sent. */
export const holderOf = ({ formKey }: Pick<BegunForm, 'formKey'>): string => `form:${formKey}`

/** Forms whose time is over go, with their files. */
const sweep = async (queries: Kysely<Tables>, now: Instant): Promise<void> => {
  const gone = await queries.deleteFrom('begun_form').where('keep_until', '<=', now).returning('form_key').execute()
  await letGoOfAll(
    queries,
    gone.map(({ form_key }) => holderOf({ formKey: form_key })),
  )
}

/** Begins a form; answers the token that its browser keeps. What was typed on a form that is gone may be carried over. */
export const beginForm = async (
  queries: Kysely<Tables>,
  now: Instant,
  carried: { readonly typed: TypedWords; readonly kind?: 'support' } = { typed: {} },
): Promise<string> => {
  await sweep(queries, now)
  const token = newSecret()
  await queries
    .insertInto('begun_form')
    .values({
      form_key: randomUUID(),
      token_hash: hashOfSecret(token),
      code_hash: null,
      kind: carried.kind ?? null,
      sender: null,
      typed: JSON.stringify(carried.typed),
      children: '[]',
      begun_at: now,
      open_until: openUntil(carried.kind, now),
      keep_until: openUntil(carried.kind, now),
      request: null,
    })
    .execute()
  return token
}

/** The form that a browser's token opens; undefined where there is none, or its time is over. */
export const openForm = async (
  queries: Kysely<Tables>,
  token: string | undefined,
  now: Instant,
): Promise<BegunForm | undefined> => {
  if (token === undefined || token === '') return undefined
  const row = await queries
    .selectFrom('begun_form')
    .selectAll()
    .where('token_hash', '=', hashOfSecret(token))
    .where('open_until', '>', now)
    .executeTakeFirst()
  return row === undefined ? undefined : asForm(row)
}

/** What changes on a form with one page. */
export type FormChange = {
  readonly kind?: BegunForm['kind']
  readonly sender?: Sender
  /** What the page's inputs hold now; those of `inputs` that are not in it are empty. */
  readonly typed?: TypedWords
  readonly inputs?: readonly string[]
  readonly children?: readonly BegunChild[]
  readonly done?: string
}

/** What a database's text cannot hold is left out: what was typed may come from anywhere. */
const storable = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'string' ? each.replaceAll('\u0000', '').toWellFormed() : each,
  )

/** Keeps what one page holds, and the form open for another while. Two windows on one form keep the pages of both. */
export const keepPage = async (
  queries: Kysely<Tables>,
  form: BegunForm,
  change: FormChange,
  now: Instant,
): Promise<void> => {
  const kind = change.kind ?? form.kind
  const until = openUntil(kind, now)
  await queries
    .updateTable('begun_form')
    .set({
      ...(change.kind === undefined ? {} : { kind: change.kind }),
      ...(change.kind === 'concern' ? { code_hash: null } : {}),
      ...(change.sender === undefined ? {} : { sender: change.sender }),
      ...(change.typed === undefined
        ? {}
        : { typed: sql<string>`(typed - ${[...(change.inputs ?? [])]}::text[]) || ${storable(change.typed)}::jsonb` }),
      ...(change.children === undefined ? {} : { children: storable(change.children) }),
      ...(change.done === undefined
        ? {}
        : { done: sql<string[]>`array_append(array_remove(done, ${change.done}::text), ${change.done}::text)` }),
      open_until: until,
      keep_until: sql<Instant>`case when code_hash is null or ${kind === 'concern'} then ${until}::timestamptz
        else ${dayOn(now, daysKept)}::timestamptz end`,
    })
    .where('form_key', '=', form.formKey)
    .where('request', 'is', null)
    .execute()
}

/**
 * Keeps a request for support for 14 days behind a code, which is known to whoever asked for it alone: the database
 * holds its hash. Undefined for anything but a request for support. An earlier code opens nothing any more.
 */
export const keepBehindCode = async (
  queries: Kysely<Tables>,
  form: BegunForm,
  now: Instant,
): Promise<string | undefined> => {
  if (form.kind !== 'support' || form.request !== undefined) return undefined
  const code = newCode()
  await queries
    .updateTable('begun_form')
    .set({ code_hash: hashOfSecret(code), keep_until: dayOn(now, daysKept) })
    .where('form_key', '=', form.formKey)
    .execute()
  return code
}

/** Goes on with a form by its code, in this browser and no other; undefined where there is none, or its time is over. */
export const goOnWith = async (queries: Kysely<Tables>, code: string, now: Instant): Promise<string | undefined> => {
  const token = newSecret()
  const taken = await queries
    .updateTable('begun_form')
    .set({ token_hash: hashOfSecret(token), open_until: openUntil('support', now) })
    .where('code_hash', '=', hashOfSecret(code))
    .where('keep_until', '>', now)
    .returning('form_key')
    .executeTakeFirst()
  return taken === undefined ? undefined : token
}

/** What was typed goes once it is sent; for a while the browser still finds its receipt. */
export const closeForm = async (
  queries: Kysely<Tables>,
  form: BegunForm,
  request: number,
  now: Instant,
): Promise<void> => {
  const until = addMinutes(now, minutesOfConcern)
  await queries
    .updateTable('begun_form')
    .set({ request, typed: '{}', children: '[]', done: [], code_hash: null, open_until: until, keep_until: until })
    .where('form_key', '=', form.formKey)
    .execute()
}

/** Whoever writes takes it all back: nothing of it stays. */
export const dropForm = async (queries: Kysely<Tables>, form: BegunForm): Promise<void> => {
  await queries.deleteFrom('begun_form').where('form_key', '=', form.formKey).execute()
  await letGoOfAll(queries, [holderOf(form)])
}
