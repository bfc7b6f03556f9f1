import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import type { Configuration } from 'oidc-provider'
import type { ProviderSettings } from '../store/settings.ts'

/** What the provider says of its people, by subject. */
export type PeopleThere = Map<string, Readonly<Record<string, unknown>>>

/** What a browser keeps of the provider: its cookies. */
export type KeptThere = Map<string, string>

/** A real provider of identities on a port of this machine. */
export type TestProvider = {
  readonly settings: ProviderSettings
  readonly people: PeopleThere
  /**
   * Signs in there as a browser would, from the address that it was sent to; answers the address it is sent back to. What
   * the browser keeps of the provider is new unless it is given.
   */
  readonly signIn: (to: string, subject: string | undefined, kept?: KeptThere) => Promise<URL>
  /** Signs out there and says yes to it, in a browser that has signed in; answers the address it is sent back to. */
  readonly signOut: (to: string, kept: KeptThere) => Promise<URL>
  readonly close: () => Promise<void>
}

const clientId = 'righthelp'
const clientSecret = 'a secret of the tests'

const signingKey = () => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  use: 'sig',
  alg: 'RS256',
})

const configuration = (origin: string, people: PeopleThere): Configuration => ({
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [`${origin}/sign-in/callback`, `${origin}/professionals/sign-in/callback`],
      post_logout_redirect_uris: [`${origin}/signed-out`, `${origin}/professionals/signed-out`],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  jwks: { keys: [signingKey()] },
  cookies: { keys: ['a key of the tests'] },
  claims: { openid: ['sub'], profile: ['given_name', 'family_name', 'groups'], email: ['email', 'email_verified'] },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  findAccount: (_, subject) => ({
    accountId: subject,
    claims: () => ({ sub: subject, ...people.get(subject) }),
  }),
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  // The council's own client needs nobody's consent.
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({
      clientId: oidc.client?.clientId ?? '',
      accountId: oidc.session?.accountId ?? '',
    })
    grant.addOIDCScope('openid profile email')
    await grant.save()
    return grant
  },
  ttl: { Session: 86_400, Grant: 86_400, Interaction: 3600, IdToken: 3600, AccessToken: 3600 },
})

const bodyOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const pieces: Uint8Array[] = []
  for await (const piece of request) pieces.push(piece as Uint8Array)
  return new URLSearchParams(Buffer.concat(pieces).toString('utf8'))
}

const form = `<!DOCTYPE html><html lang="en"><title>Sign in</title><h1>Council accounts</h1>
<form method="post"><label for="account">Account</label><input id="account" name="account"><button>Sign in</button></form></html>`

const answerInteraction = async (provider: Provider, request: IncomingMessage, response: ServerResponse) => {
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html')
    response.end(form)
    return
  }
  const accountId = (await bodyOf(request)).get('account') ?? ''
  const result = accountId === '' ? { error: 'access_denied' } : { login: { accountId } }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
}

/** Asks as a browser does, with what it keeps. */
const asking =
  (cookies: KeptThere) =>
  async (to: URL, body?: URLSearchParams): Promise<Response> => {
    const response = await fetch(to, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body === undefined ? {} : { method: 'POST', body }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return response
  }

const placeIn = async (response: Response, at: URL): Promise<URL> => {
  const location = response.headers.get('location')
  if (location === null) throw new Error(`The provider answered ${response.status}: ${await response.text()}`)
  return new URL(location, at)
}

/** A browser that knows nothing but cookies and redirects. */
const browse = (home: string, cookies: KeptThere) => {
  const ask = asking(cookies)
  return async (to: string, subject: string | undefined): Promise<URL> => {
    let at = new URL(to)
    while (at.href.startsWith(home)) {
      const isForm = at.pathname.startsWith('/interaction/')
      at = await placeIn(await ask(at, isForm ? new URLSearchParams({ account: subject ?? '' }) : undefined), at)
    }
    return at
  }
}

/** Answers the page on which the provider asks whether to sign out. */
const leave = async (to: string, cookies: KeptThere): Promise<URL> => {
  const ask = asking(cookies)
  const form = await (await ask(new URL(to))).text()
  const [, action] = / action="([^"]+)"/.exec(form) ?? []
  const [, xsrf] = / name="xsrf" value="([^"]+)"/.exec(form) ?? []
  if (action === undefined || xsrf === undefined) throw new Error(`The provider did not ask: ${form}`)
  const at = new URL(action)
  return placeIn(await ask(at, new URLSearchParams({ xsrf, logout: 'yes' })), at)
}

/** Starts a provider for a server that people reach at `origin`. */
export const testProvider = async (origin: string): Promise<TestProvider> => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const people: PeopleThere = new Map()
  const provider = new Provider(issuer, configuration(origin, people))
  const answer = provider.callback()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void (request.url?.startsWith('/interaction/') === true
      ? answerInteraction(provider, request, response)
      : answer(request, response))
  })
  return {
    settings: { issuer, clientId, clientSecret },
    people,
    signIn: (to, subject, kept = new Map()) => browse(issuer, kept)(to, subject),
    signOut: leave,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
