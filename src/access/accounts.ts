import type { Kysely } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import { noteOfWorker } from '../council/worker-history.ts'
import { StaffRefusal } from '../council/staff.ts'
import type { Said } from '../council/worker-history.ts'
import { atOnce } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'

/** Who at the provider is which worker: by subject, or by e-mail address until they sign in for the first time. */
export type Account = {
  readonly account: number
  readonly subject: string | null
  readonly email: string | null
  readonly knownFrom: Instant
}

const current = (database: Kysely<Tables>) => database.selectFrom('account').where('known_to', '=', 'infinity')

/** The accounts of a worker at a provider. */
export const accountsOf = (
  database: Kysely<Tables>,
  { worker, issuer }: { readonly worker: number; readonly issuer: string },
): Promise<readonly Account[]> =>
  current(database)
    .where('worker', '=', worker)
    .where('issuer', '=', issuer)
    .select(['account', 'subject', 'email', 'known_from as knownFrom'])
    .orderBy('account')
    .execute()

const bindAtFirstSignIn = async (
  database: Kysely<Tables>,
  { issuer, subject, email }: { readonly issuer: string; readonly subject: string; readonly email: string },
  at: Instant,
): Promise<number | undefined> => {
  const bound = await database
    .updateTable('account')
    .set({ subject })
    .where('known_to', '=', 'infinity')
    .where('issuer', '=', issuer)
    .where('subject', 'is', null)
    .where(eb => eb(eb.fn<string>('lower', ['email']), '=', email))
    .returning('worker')
    .executeTakeFirst()
  if (bound !== undefined)
    await noteOfWorker(database, { by: null, at }, { worker: bound.worker, kind: 'accountLinked', by: 'firstSignIn' })
  return bound?.worker
}

/**
 * Which worker the provider's claims mean. An e-mail address counts once: from the first sign-in the subject does, so that
 * an address that is given to somebody else opens nothing.
 */
export const workerOfAccount = async (
  database: Kysely<Tables>,
  { issuer, subject, email }: { readonly issuer: string; readonly subject: string; readonly email: string | undefined },
  at: Instant,
): Promise<number | undefined> => {
  const known = await current(database)
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .select('worker')
    .executeTakeFirst()
  if (known !== undefined || email === undefined) return known?.worker
  return atOnce(database, queries => bindAtFirstSignIn(queries, { issuer, subject, email }, at))
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error &&
  'constraint' in error &&
  (error.constraint === 'account_of_subject' || error.constraint === 'account_of_email')

type AccountToLink = {
  readonly worker: number
  readonly issuer: string
  readonly subject?: string
  readonly email?: string
}

const insertAccount = async (
  database: Kysely<Tables>,
  { worker, issuer, ...named }: AccountToLink,
  said: Said,
): Promise<void> => {
  try {
    await database
      .insertInto('account')
      .values({
        worker,
        issuer,
        subject: named.subject ?? null,
        email: named.email?.toLowerCase() ?? null,
        known_from: said.at,
      })
      .execute()
  } catch (error) {
    if (isTaken(error)) throw new StaffRefusal('account', 'This account is linked to a worker already')
    throw error
  }
  await noteOfWorker(database, said, {
    worker,
    kind: 'accountLinked',
    by: named.subject === undefined ? 'email' : 'subject',
  })
}

/** Says that an account at the provider is a worker's. Throws StaffRefusal where it is somebody's already. */
export const linkAccount = (database: Kysely<Tables>, account: AccountToLink, said: Said): Promise<void> =>
  atOnce(database, queries => insertAccount(queries, account, said))

/** Says that an account is no longer a worker's. */
export const unlinkAccount = (
  database: Kysely<Tables>,
  { worker, account }: { readonly worker: number; readonly account: number },
  said: Said,
): Promise<void> =>
  atOnce(database, async queries => {
    const row = await queries
      .updateTable('account')
      .set({ known_to: said.at })
      .where('account', '=', account)
      .where('worker', '=', worker)
      .where('known_to', '=', 'infinity')
      .returning('account')
      .executeTakeFirst()
    if (row !== undefined) await noteOfWorker(queries, said, { worker, kind: 'accountUnlinked' })
  })
