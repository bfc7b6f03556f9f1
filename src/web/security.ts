import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { comesFromThisMachine } from '../access/sign-in.ts'

const cookieManners = { path: '/', httpOnly: true, sameSite: 'lax' } as const

export const sessionCookie = 'righthelp-session'

const isEncrypted = (request: FastifyRequest): boolean => request.protocol === 'https'

/** Cookies travel over https alone where the request came so. */
export const cookieFor = (request: FastifyRequest) => ({ ...cookieManners, secure: isEncrypted(request) })

// A browser takes a cookie with this beginning from this very server alone, over https, and never from a neighbour's.
const hostAlone = '__Host-'

/** What a cookie of ours is called in the browser that this request comes from. */
export const cookieName = (request: FastifyRequest, name: string): string =>
  isEncrypted(request) ? `${hostAlone}${name}` : name

/** The cookies that came with a request, by the names we know them by; over https only those that are surely ours. */
export const cookiesOf = (request: FastifyRequest): Readonly<Record<string, string | undefined>> =>
  isEncrypted(request)
    ? Object.fromEntries(
        Object.entries(request.cookies).flatMap(([name, value]) =>
          name.startsWith(hostAlone) ? [[name.slice(hostAlone.length), value] as const] : [],
        ),
      )
    : request.cookies

const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  workerSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
}

/** The manners of every answer: what a browser may load, that forms are our own, and how many requests anyone may make. */
export const secure = async (server: FastifyInstance, origin?: string): Promise<void> => {
  const isHttps = origin?.startsWith('https:') === true
  await server.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: { useDefaults: false, directives: policy },
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
  })
  await server.register(formbody)
  await server.register(cookie)
  await server.register(csrf, {
    cookieKey: isHttps ? `${hostAlone}righthelp-csrf` : 'righthelp-csrf',
    cookieOpts: { ...cookieManners, secure: isHttps ? true : 'auto' },
    logLevel: 'info',
    getToken: request => {
      const sent = (request.body as { readonly _csrf?: unknown } | undefined)?._csrf
      return typeof sent === 'string' ? sent : undefined
    },
  })
  await server.register(rateLimit, { global: false })
}

/** The limit on what is open to anyone, for each address. */
export const openLimit = { max: 240, timeWindow: '1 minute' } as const

const loopbackHosts = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/

/** Whether this machine itself asks, by an address that only it has: a page elsewhere cannot pretend so (DNS rebinding). */
export const isLoopback = (request: FastifyRequest): boolean =>
  comesFromThisMachine(request.socket.remoteAddress) && loopbackHosts.test(request.host)
