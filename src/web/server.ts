import fastify, { LogController } from 'fastify'
import type { FastifyBaseLogger, FastifyError, FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { DestinationStream } from 'pino'
import type { Provider } from '../access/openid.ts'
import { now } from '../council/clock.ts'
import type { Scan } from '../documents/scan.ts'
import type { Rules } from '../journey/index.ts'
import type { Database } from '../store/database.ts'
import { notFound } from './answers.ts'
import type { Area } from './area.ts'
import { serveAssets } from './assets.ts'
import { edgeProblem, ourFault, refusalInWords } from './errors/errors.ts'
import { logRequests, loggerOptions, newReference } from './logging.ts'
import { paths } from './paths.ts'
import { responder, whoAsks } from './respond.ts'
import type { Responder } from './respond.ts'
import { answerRoutes } from './routes.ts'
import { secure } from './security.ts'
import type { CouncilFace } from './shell.ts'

/** What the server serves, and from what. */
export type ServerOptions = {
  readonly database: Database
  /** The journey's rules that the council goes by. */
  readonly rules: Rules
  readonly areas: readonly Area[]
  /** What is shown of the council where the database holds none. */
  readonly council?: CouncilFace
  /** The folder where compiled styles are kept. */
  readonly cacheFolder: string
  /** Where log lines go, and from which level; none unless asked for. */
  readonly log?: { readonly level: string; readonly to?: DestinationStream }
  /** The council's own scan of what is uploaded; none unless it has named one. */
  readonly scan?: Scan | undefined
  /** Believe the proxy in front, of this network, as to the address and https. */
  readonly behindProxy?: boolean
  /** Where people reach this server, where the environment says so. */
  readonly origin?: string | undefined
  /** The council's provider of identities, where one is connected. */
  readonly provider?: Provider | undefined
}

const aMillion = 1_000_000

const answerErrors = (
  server: FastifyInstance,
  options: ServerOptions,
  { sendAnswer, sendProblem }: Responder,
): void => {
  // An error page is shown even where the database cannot be reached to find out who asks.
  const askingIfKnown = (request: Parameters<typeof whoAsks>[0]) => whoAsks(request, options).catch(() => undefined)
  server.setNotFoundHandler(async (request, reply) =>
    sendAnswer({ request, reply, asking: await askingIfKnown(request) }, notFound()),
  )
  server.setErrorHandler(async (error: FastifyError | Error, request, reply) => {
    const known = refusalInWords(error) ?? edgeProblem(error)
    if (known === undefined) request.log.error({ err: error })
    const conversation = { request, reply, asking: await askingIfKnown(request) }
    return known === undefined ? sendProblem(conversation, ourFault, request.id) : sendProblem(conversation, known)
  })
}

const answerHealth = (server: FastifyInstance, { database }: ServerOptions): void => {
  server.get(paths.health.pattern, { logLevel: 'warn' }, async (_, reply) => {
    await now(database.sql)
    return reply.header('cache-control', 'no-store').send({ status: 'well' })
  })
}

/**
 * An address that no browser can have meant (`/%ff`, or a part longer than any of ours) is read as one of a page that does
 * not exist, of the same area's, so that its answer is a page like any other and says nothing of the address.
 */
const asNoPage = ({ areas }: ServerOptions, address: string): string => {
  const under = areas.flatMap(({ problems }) => problems?.under ?? []).find(each => address.startsWith(`${each}/`))
  return `${under ?? ''}/no-such-page`
}

/** The web server, ready to listen or to be asked by `inject`. */
export const buildServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const logger: FastifyBaseLogger = pino(
    loggerOptions(options.log?.level ?? 'silent'),
    options.log?.to ?? pino.destination(1),
  )
  const server: FastifyInstance = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'reference' }),
    bodyLimit: aMillion,
    genReqId: newReference,
    trustProxy: options.behindProxy === true ? 'loopback, linklocal, uniquelocal' : false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 100 },
    frameworkErrors: (_, { raw: request }, { raw: response }) => {
      request.url = asNoPage(options, request.url ?? '')
      server.routing(request, response)
    },
  })
  logRequests(server)
  // Pages send forms. Whatever is of another type is refused in words, also JSON, which fastify would read of itself.
  server.removeAllContentTypeParsers()
  await secure(server, options.origin)
  const browserFolders = options.areas.flatMap(area => area.browserFolders ?? [])
  const answering = responder(options, await serveAssets(server, options.cacheFolder, browserFolders))
  answerErrors(server, options, answering)
  answerHealth(server, options)
  answerRoutes(server, options, answering)
  return server
}
