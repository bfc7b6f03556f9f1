import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { comesFromThisMachine } from '../access/sign-in.ts'

const cookieManners = { path: '/', httpOnly: true, sameSite: 'lax' } as const

export const sessionCookie = 'righthelp-session'

/** Cookies travel over https alone where the request came so. */
export const cookieFor = (request: FastifyRequest) => ({ ...cookieManners, secure: request.protocol === 'https' })

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
export const secure = async (server: FastifyInstance): Promise<void> => {
  await server.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: { useDefaults: false, directives: policy },
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
  })
  await server.register(formbody)
  await server.register(cookie)
  await server.register(csrf, {
    cookieKey: 'righthelp-csrf',
    cookieOpts: { ...cookieManners, secure: 'auto' },
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
