import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { dropKeptForm, keepForm } from '../access/kept-forms.ts'
import { note } from '../access/log.ts'
import type { Database } from '../store/database.ts'
import { redirect, refused } from './answers.ts'
import type { Answer } from './answers.ts'
import { textsOf } from './area.ts'
import type { RefusedForm, Route } from './area.ts'
import { ownArea } from './own-area.ts'
import { paths } from './paths.ts'
import { whoAsks } from './respond.ts'
import type { Asking, Responder } from './respond.ts'
import { cookiesOf, isLoopback, openLimit } from './security.ts'
import { sentIn } from './sent.ts'
import type { ServerOptions } from './server.ts'
import { filesIn, takeFiles, tooLarge } from './uploads.ts'

const sentWith = (request: FastifyRequest) => ({
  params: request.params,
  query: sentIn(request.query),
  form: sentIn(request.body),
  origin: `${request.protocol}://${request.host}`,
  files: filesIn(request),
})

/** A form that somebody sent, rather than a script that saves while they type and keeps what it could not save. */
const isSentByHand = ({ method, headers }: FastifyRequest): boolean =>
  method === 'POST' && (headers['sec-fetch-mode'] ?? 'navigate') === 'navigate'

const comesFrom = ({ headers: { referer = '' } }: FastifyRequest, path: string): boolean =>
  URL.canParse(referer) && new URL(referer).pathname === path

/** What came with a session that is over waits for whoever wrote it to sign in again. */
const keepWhatWasTyped = async (request: FastifyRequest, session: string, database: Database): Promise<void> => {
  const fields = Object.entries(sentIn(request.body))
    .filter(([name]) => name !== '_csrf')
    .flatMap(([name, value]) => textsOf(value).map(each => [name, each] as const))
  await keepForm(database.sql, session, { action: request.url, fields })
}

/** The journey's rules by which the council goes now: its own timescales may have changed since the server started. */
const rulesNow = ({ rules }: ServerOptions, { council }: Asking): ServerOptions['rules'] =>
  council === undefined ? rules : { ...rules, policy: council.policy }

type ClosedRoute = Extract<Route, { readonly open: false }>

const answerClosed = async (
  route: ClosedRoute,
  request: FastifyRequest,
  asking: Asking,
  options: ServerOptions,
): Promise<Answer> => {
  const { context, session } = asking
  const { database, scan, provider } = options
  if (context === undefined) {
    const next = request.method === 'GET' ? request.url.split('?')[0] : undefined
    if (session !== undefined && isSentByHand(request)) await keepWhatWasTyped(request, session, database)
    // Who comes to the house and has never signed in here may be anybody: the first page asks whether they need help.
    if (session === undefined && route.pattern === paths.home.pattern) return redirect(paths.help())
    return redirect(paths.signIn({}, { next }))
  }
  if (!route.permission(context)) {
    await note(database.sql, context, { act: route.audit, answer: 'refused' })
    return refused()
  }
  if (route.noted === 'here') await note(database.sql, context, { act: route.audit, answer: 'allowed' })
  const answer = await route.answer({
    context,
    session,
    database,
    rules: rulesNow(options, asking),
    scan,
    issuer: provider?.issuer,
    ...sentWith(request),
  })
  // What was kept has been sent, from the page that shows it.
  if (session !== undefined && request.method === 'POST' && comesFrom(request, paths.keptForm()))
    await dropKeptForm(database.sql, session)
  return answer
}

const askedByAnyone = (request: FastifyRequest, asking: Asking, options: ServerOptions) => ({
  ...asking,
  database: options.database,
  rules: rulesNow(options, asking),
  scan: options.scan,
  ...sentWith(request),
  cookies: cookiesOf(request),
  provider: options.provider,
  loopback: isLoopback(request),
})

const answerRoute = (route: Route, request: FastifyRequest, asking: Asking, options: ServerOptions): Promise<Answer> =>
  route.open ? route.answer(askedByAnyone(request, asking, options)) : answerClosed(route, request, asking, options)

type OpenRoute = Extract<Route, { readonly open: true }>

const whyRefused = (error: Error): RefusedForm | undefined => {
  const code = 'code' in error ? error.code : undefined
  if (code === 'FST_CSRF_MISSING_SECRET' || code === 'FST_CSRF_INVALID_TOKEN') return 'stale'
  return code === tooLarge().code ? 'tooLarge' : undefined
}

/** What an open page asks of the server beside its answer: fewer requests, no trace, less at once, and its own words. */
const openMannersOf = (route: OpenRoute, options: ServerOptions, { sendAnswer }: Responder) => {
  const { atMost = openLimit.max, leavesNoTrace, mostBytes = Number.POSITIVE_INFINITY, whenRefused } = route
  const answerRefused = async (error: Error, request: FastifyRequest, reply: FastifyReply) => {
    const because = whyRefused(error)
    if (because === undefined || whenRefused === undefined) throw error
    const asking = await whoAsks(request, options)
    const asked = { ...askedByAnyone(request, asking, options), params: {} }
    return sendAnswer({ request, reply, asking }, await whenRefused(asked, because))
  }
  return {
    config: { rateLimit: { ...openLimit, max: atMost } },
    onRequest: (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => {
      if (leavesNoTrace === true) void reply.header('referrer-policy', 'no-referrer')
      done(Number(request.headers['content-length'] ?? 0) > mostBytes ? tooLarge() : undefined)
    },
    ...(whenRefused === undefined ? {} : { errorHandler: answerRefused }),
  }
}

/** Puts every route of the areas on the server. A form without our token is refused before anybody looks at it. */
export const answerRoutes = (server: FastifyInstance, options: ServerOptions, responder: Responder): void => {
  const { sendAnswer } = responder
  const withOurToken = server.csrfProtection.bind(server)
  const serve = (scope: FastifyInstance, route: Route) =>
    scope.route({
      method: route.method,
      url: route.pattern,
      ...(route.open ? openMannersOf(route, options, responder) : {}),
      ...(route.method === 'POST' ? { preHandler: withOurToken } : {}),
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        const asking = await whoAsks(request, options)
        return sendAnswer({ request, reply, asking }, await answerRoute(route, request, asking, options))
      },
    })
  const routes = [ownArea, ...options.areas].flatMap(area => area.routes)
  for (const route of routes) if (!route.takesFiles) serve(server, route)
  void server.register(async scope => {
    await takeFiles(scope)
    for (const route of routes) if (route.takesFiles) serve(scope, route)
  })
}
