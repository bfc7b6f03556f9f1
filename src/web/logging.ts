import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { LoggerOptions } from 'pino'

/** A reference that a person can read out: eight letters and digits, none that look alike. */
export const newReference = (): string => {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  return [...randomBytes(8)].map(byte => letters[byte % letters.length]).join('')
}

type Thrown = {
  readonly name?: unknown
  readonly code?: unknown
  readonly table?: unknown
  readonly constraint?: unknown
  readonly stack?: unknown
}

/** An error without its message: a database's message may quote what somebody typed. Its code and where it arose remain. */
const errorWithoutWords = (error: Thrown) => ({
  name: error.name,
  code: error.code,
  table: error.table,
  constraint: error.constraint,
  at:
    typeof error.stack === 'string'
      ? error.stack
          .split('\n')
          .filter(line => line.startsWith('    at '))
          .map(line => line.trim())
      : [],
})

/** Log lines hold the route and never the address; no name, note, postcode, cookie or form. */
export const loggerOptions = (level: string): LoggerOptions => ({
  level,
  base: null,
  // The reader of forms with files tells, to whoever asks for every line, what it was given: the cookie as well.
  redact: { paths: ['headers', '*.headers'], remove: true },
  hooks: {
    // Where no words come with an error, the logger would take the error's own.
    logMethod(args, log) {
      const [first] = args as readonly unknown[]
      const hasError = typeof first === 'object' && first !== null && 'err' in first
      log.apply(this, hasError ? [first, 'fault'] : args)
    },
  },
  serializers: {
    req: (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions.url ?? 'none' }),
    res: (reply: { readonly statusCode: number }) => ({ status: reply.statusCode }),
    err: errorWithoutWords,
  },
})

/** One line for each request: which route, how it ended, how long it took. */
export const logRequests = (server: FastifyInstance): void => {
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url
    if (route?.startsWith('/assets/') !== true)
      request.log.info({
        method: request.method,
        route: route ?? 'none',
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
      })
    done()
  })
}
