import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { beginSession } from '../access/sessions.ts'
import { now } from '../council/clock.ts'
import type { Role } from '../journey/roles.ts'
import { sessionCookie } from './security.ts'
import type { Database } from '../store/database.ts'

/** Where tests keep the stylesheet, which is compiled once for all of them. */
export const testStyles = join(tmpdir(), `righthelp-test-styles-${process.getuid?.() ?? 'ours'}`)

type Values = Readonly<Record<string, string | readonly string[]>>

/** A file as a test sends it: the name of its input, its own name, and what it holds. */
export type FileToSend = { readonly field: string; readonly name: string; readonly text: string | Uint8Array }

/** A browser without a screen: it keeps its cookies, and sends forms with the token of the page it has just read. */
export type Visitor = {
  readonly get: (address: string) => Promise<LightMyRequestResponse>
  readonly post: (address: string, values: Values) => Promise<LightMyRequestResponse>
  readonly postFiles: (
    address: string,
    values: Readonly<Record<string, string>>,
    files: readonly FileToSend[],
  ) => Promise<LightMyRequestResponse>
  /** The same to a server that listens, by its whole address: bytes go over a real line, and wait where nobody reads them. */
  readonly sendFilesTo: (
    address: string,
    values: Readonly<Record<string, string>>,
    files: readonly FileToSend[],
    how?: { readonly saysLength: boolean },
  ) => Promise<{ readonly statusCode: number; readonly body: string }>
}

const asForm = (values: Values): string => {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    for (const each of typeof value === 'string' ? [value] : value) form.append(name, each)
  return form.toString()
}

const boundary = 'between-the-parts'

const asMultipart = (values: Readonly<Record<string, string>>, files: readonly FileToSend[]): Buffer => {
  const part = (head: string, held: string | Uint8Array) => [
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
    Buffer.from(held),
    Buffer.from('\r\n'),
  ]
  return Buffer.concat([
    ...Object.entries(values).flatMap(([name, value]) => part(`name="${name}"`, value)),
    ...files.flatMap(({ field, name, text }) => part(`name="${field}"; filename="${name}"`, text)),
    Buffer.from(`--${boundary}--\r\n`),
  ])
}

/** A visitor of a server, signed in where a session's token is given, with the cookies of areas of their own. */
export const visitor = (
  server: FastifyInstance,
  session?: string,
  others: Readonly<Record<string, string>> = {},
): Visitor => {
  const cookies = new Map<string, string>([
    ...Object.entries(others),
    ...(session === undefined ? [] : [[sessionCookie, session] as const]),
  ])
  let token = ''
  const remember = (response: LightMyRequestResponse) => {
    for (const { name, value } of response.cookies) cookies.set(name, value)
    token = /name="_csrf" value="([^"]+)"/.exec(response.body)?.[1] ?? token
    return response
  }
  const get = async (url: string) => remember(await server.inject({ url, cookies: Object.fromEntries(cookies) }))
  const send = async (url: string, type: string, payload: () => string | Buffer) => {
    // Whoever sends a form has a page in front of them that holds its token.
    if (token === '') await get('/page-with-a-token')
    return remember(
      await server.inject({
        method: 'POST',
        url,
        cookies: Object.fromEntries(cookies),
        headers: { 'content-type': type },
        payload: payload(),
      }),
    )
  }
  const post = (url: string, values: Values) =>
    send(url, 'application/x-www-form-urlencoded', () => asForm({ _csrf: token, ...values }))
  const postFiles: Visitor['postFiles'] = (url, values, files) =>
    send(url, `multipart/form-data; boundary=${boundary}`, () => asMultipart({ _csrf: token, ...values }, files))
  const sendFilesTo: Visitor['sendFilesTo'] = async (address, values, files, { saysLength } = { saysLength: true }) => {
    const body = asMultipart({ _csrf: token, ...values }, files)
    const answer = await fetch(address, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        cookie: [...cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; '),
      },
      signal: AbortSignal.timeout(20_000),
      ...(saysLength ? { body } : { body: new Blob([body]).stream(), duplex: 'half' }),
    })
    return { statusCode: answer.status, body: await answer.text() }
  }
  return { get, post, postFiles, sendFilesTo }
}

/** The token of a session of this worker in this part, which they must have today: what a browser that is signed in keeps. */
export const sessionOfWorker = async (
  { sql }: Pick<Database, 'sql'>,
  who: { readonly worker: number; readonly role: Role },
): Promise<string> => {
  const session = await beginSession(sql, who, await now(sql))
  if (session === undefined) throw new Error(`Worker ${who.worker} has not the part ${who.role} today.`)
  return session
}

/** A visitor who has signed in as this worker in this part, who must have the post today. */
export const visitorSignedIn = async (
  server: FastifyInstance,
  database: Database,
  who: { readonly worker: number; readonly role: Role },
): Promise<Visitor> => visitor(server, await sessionOfWorker(database, who))

/** A worker with one post since 2019 in a database for tests, by number. */
export const addTestWorker = async ({ sql }: Database, role: Role): Promise<number> => {
  const { worker } = await sql
    .insertInto('worker')
    .values({ given: 'Sam', family: 'Worker', newly_qualified_on: null })
    .returning('worker')
    .executeTakeFirstOrThrow()
  await sql
    .insertInto('post')
    .values({
      worker,
      role,
      team: null,
      started_on: '2019-01-01',
      ended_on: null,
      known_from: '2019-01-01T00:00:00.000Z',
    })
    .execute()
  return worker
}
