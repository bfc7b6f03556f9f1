import type { Kysely } from 'kysely'
import { addMinutes, machineNow } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'
import type { Secrets } from './openid.ts'
import { hashOfSecret, newSecret } from './secrets.ts'

/** So long may somebody take at the provider, by the machine's clock. */
const minutesToSignIn = 15

/** A sign-in under way: its secrets, and where the person was going. */
export type Attempt = Secrets & { readonly next: string }

/** What a browser keeps so that nobody else can end a sign-in that it began. */
export const newBrowserMark = (): string => newSecret()

/** Remembers a sign-in that begins, for the browser with this mark. Those that nobody came back from are forgotten. */
export const rememberAttempt = async (
  database: Kysely<Tables>,
  { state, nonce, verifier, next }: Attempt,
  mark: string,
  machine: Instant = machineNow(),
): Promise<void> => {
  await database.deleteFrom('sign_in_attempt').where('begun_at', '<', addMinutes(machine, -minutesToSignIn)).execute()
  await database
    .insertInto('sign_in_attempt')
    .values({
      state_hash: hashOfSecret(state),
      browser_hash: hashOfSecret(mark),
      verifier,
      nonce,
      next,
      begun_at: machine,
    })
    .execute()
}

/** Takes a sign-in up again, once: undefined where it is unknown, another browser's, too old, or was taken before. */
export const takeAttempt = async (
  database: Kysely<Tables>,
  { state, mark }: { readonly state: string; readonly mark: string },
  machine: Instant = machineNow(),
): Promise<Attempt | undefined> => {
  const row = await database
    .deleteFrom('sign_in_attempt')
    .where('state_hash', '=', hashOfSecret(state))
    .where('browser_hash', '=', hashOfSecret(mark))
    .returning(['verifier', 'nonce', 'next', 'begun_at'])
    .executeTakeFirst()
  if (row === undefined || addMinutes(row.begun_at, minutesToSignIn) < machine) return undefined
  return { state, nonce: row.nonce, verifier: row.verifier, next: row.next }
}
