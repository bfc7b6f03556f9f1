import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { note } from '../access/log.ts'
import { redirect, refused } from './answers.ts'
import type { Answer } from './answers.ts'
import type { Route, Sent } from './area.ts'
import { ownArea } from './own-area.ts'
import { paths } from './paths.ts'
import { whoAsks } from './respond.ts'
import type { Asking, Responder } from './respond.ts'
import { isLoopback, openLimit } from './security.ts'
import type { ServerOptions } from './server.ts'
import { filesIn, takeFiles } from './uploads.ts'

const sentIn = (raw: unknown): Sent =>
  typeof raw === 'object' && raw !== null ? (raw as Readonly<Record<string, string | readonly string[]>>) : {}

type ClosedRoute = Extract<Route, { readonly open: false }>

const answerClosed = async (
  route: ClosedRoute,
  request: FastifyRequest,
  { context }: Asking,
  { database, rules, scan }: ServerOptions,
): Promise<Answer> => {
  if (context === undefined)
    return redirect(paths.signIn({}, { next: request.method === 'GET' ? request.url.split('?')[0] : undefined }))
  if (!route.permission(context)) {
    await note(database.sql, context, { act: route.audit, answer: 'refused' })
    return refused()
  }
  if (route.noted === 'here') await note(database.sql, context, { act: route.audit, answer: 'allowed' })
  const { params, query, body } = request
  const origin = `${request.protocol}://${request.host}`
  const sent = { query: sentIn(query), form: sentIn(body), origin, files: filesIn(request) }
  return route.answer({ context, database, rules, scan, params, ...sent })
}

const answerRoute = (route: Route, request: FastifyRequest, asking: Asking, options: ServerOptions): Promise<Answer> =>
  route.open
    ? route.answer({
        ...asking,
        database: options.database,
        rules: options.rules,
        query: sentIn(request.query),
        form: sentIn(request.body),
        loopback: isLoopback(request),
      })
    : answerClosed(route, request, asking, options)

/** Puts every route of the areas on the server. A form without our token is refused before anybody looks at it. */
export const answerRoutes = (server: FastifyInstance, options: ServerOptions, { sendAnswer }: Responder): void => {
  const withOurToken = server.csrfProtection.bind(server)
  const serve = (scope: FastifyInstance, route: Route) =>
    scope.route({
      method: route.method,
      url: route.pattern,
      ...(route.open ? { config: { rateLimit: openLimit } } : {}),
      ...(route.method === 'POST' ? { preHandler: withOurToken } : {}),
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        const asking = await whoAsks(request, options)
        return sendAnswer({ request, reply, asking }, await answerRoute(route, request, asking, options))
      },
    })
  const routes = [ownArea, ...options.areas].flatMap(area => area.routes)
  const takesFiles = (route: Route) => !route.open && route.takesFiles
  for (const route of routes) if (!takesFiles(route)) serve(server, route)
  void server.register(async scope => {
    await takeFiles(scope)
    for (const route of routes) if (takesFiles(route)) serve(scope, route)
  })
}
