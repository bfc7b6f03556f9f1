import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { browserInWords } from '../access/browser-in-words.ts'
import type { Context } from '../access/context.ts'
import { contextOfSession } from '../access/sessions.ts'
import type { Instant } from '../calendar/index.ts'
import { now } from '../council/clock.ts'
import { currentCouncil } from '../council/council.ts'
import type { Council } from '../council/council.ts'
import type { Answer, CookiesToSet, Csv, FileAnswer, PageModel, Redirect } from './answers.ts'
import type { Assets } from './assets.ts'
import type { EdgeProblem } from './errors/errors.ts'
import { cookieFor, cookieName, cookiesOf, sessionCookie } from './security.ts'
import type { ServerOptions } from './server.ts'
import { faceOf, renderPage } from './shell.ts'
import { csvText } from './tables/csv.ts'

/** What is known of a request before it is answered. */
export type Asking = {
  readonly now: Instant
  readonly council: Council | undefined
  readonly session: string | undefined
  readonly context: Context | undefined
  /** What the browser says it is, in words. */
  readonly browser: string
}

/** A request, its reply, and who asks; nobody where even that could not be found out. */
export type Conversation = {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly asking: Asking | undefined
}

/** Finds out who asks, by the session's cookie and the county's clock. */
export const whoAsks = async (request: FastifyRequest, { database }: ServerOptions): Promise<Asking> => {
  const session = cookiesOf(request)[sessionCookie]
  const [council, context] = await Promise.all([
    currentCouncil(database.sql),
    session === undefined ? undefined : contextOfSession(database.sql, session),
  ])
  const browser = browserInWords(request.headers['user-agent'])
  return { now: context?.now ?? (await now(database.sql)), council, session, context, browser }
}

/** Pages hold personal data: nothing between here and the reader keeps them. */
const send = (reply: FastifyReply, status: number, type: string, content: string) =>
  reply.status(status).type(type).header('cache-control', 'no-store').send(content)

const setCookies = ({ request, reply }: Omit<Conversation, 'asking'>, cookies: CookiesToSet = {}): void => {
  for (const [name, value] of Object.entries(cookies))
    if (value === null) reply.clearCookie(cookieName(request, name), cookieFor(request))
    else reply.setCookie(cookieName(request, name), value, cookieFor(request))
}

const sendRedirect = ({ request, reply }: Conversation, { to, session }: Redirect) => {
  if (session !== undefined) setCookies({ request, reply }, { [sessionCookie]: session })
  return reply.header('cache-control', 'no-store').redirect(to, 303)
}

const sendCsv = (reply: FastifyReply, { name, header, rows }: Csv) => {
  const file = `${name.replaceAll(/[^A-Za-z0-9-]+/g, '-')}.csv`
  reply.header('content-disposition', `attachment; filename="${file}"`)
  return send(reply, 200, 'text/csv; charset=utf-8', csvText(header, rows))
}

/** A name for a header: plain letters for old browsers, and the whole name for the others (RFC 6266). */
const attached = (name: string): string => {
  const plain = name.replaceAll(/[^A-Za-z0-9 .,()_-]+/g, '_')
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}

/** The file is kept by the reader and never becomes a page of ours: whatever it holds may load and run nothing here. */
const sendFile = (reply: FastifyReply, { name, mediaType, size, bytes }: FileAnswer) =>
  reply
    .status(200)
    .type(mediaType)
    .header('cache-control', 'no-store')
    .header('content-disposition', attached(name))
    .header('content-length', size)
    .header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
    .header('x-content-type-options', 'nosniff')
    .send(Readable.from(bytes, { objectMode: false, highWaterMark: 1 }))

/** Sends answers as this server does: its layout, its council, its navigation. */
export const responder = (options: ServerOptions, assets: Assets) => {
  const navigation = options.areas.flatMap(area => area.navigation)

  const sendPage = ({ request, reply, asking }: Conversation, template: string, model: PageModel, status: number) =>
    send(
      reply,
      status,
      'text/html; charset=utf-8',
      renderPage(template, model, {
        council: asking?.council === undefined ? (options.council ?? faceOf(undefined)) : faceOf(asking.council),
        now: asking?.now,
        context: asking?.context,
        navigation,
        address: request.url.split('?')[0] ?? '/',
        csrfToken: reply.generateCsrf(),
        cspNonce: reply.cspNonce.script,
        assets,
      }),
    )

  const problemPages = options.areas.flatMap(({ problems }) => (problems === undefined ? [] : [problems]))
  const problemPageAt = (url: string) =>
    problemPages.find(({ under }) => url === under || url.startsWith(`${under}/`) || url.startsWith(`${under}?`))

  const sendProblem = (conversation: Conversation, { status, heading, words }: EdgeProblem, reference?: string) => {
    const own = problemPageAt(conversation.request.url)
    const model = { ...own?.model(conversation.asking?.council), title: heading, heading, words, reference }
    return sendPage(conversation, own?.template ?? 'web/errors/problem.njk', model, status)
  }

  const sendAnswer = (conversation: Conversation, answer: Answer) => {
    if ('cookies' in answer) setCookies(conversation, answer.cookies)
    switch (answer.kind) {
      case 'page':
        return sendPage(conversation, answer.template, answer.model, answer.status)
      case 'redirect':
        return sendRedirect(conversation, answer)
      case 'csv':
        return sendCsv(conversation.reply, answer)
      case 'file':
        return sendFile(conversation.reply, answer)
      case 'problem':
        return sendProblem(conversation, answer)
    }
  }

  return { sendAnswer, sendProblem }
}

export type Responder = ReturnType<typeof responder>
