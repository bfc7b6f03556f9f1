import * as client from 'openid-client'
import { machineNow, millisecondsOf } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import type { ProviderSettings } from '../store/settings.ts'

/** Why somebody could not sign in with the provider; the library's own words stay in `cause`. */
export type SignInFault = 'unreachable' | 'declined' | 'notAccepted'

/** The provider could not be reached, the person declined there, or what came back is not to be believed. */
export class ProviderFault extends Error {
  override readonly name = 'ProviderFault'
  readonly why: SignInFault
  constructor(why: SignInFault, cause: unknown) {
    super(`The provider of identities: ${why}.`, { cause })
    this.why = why
  }
}

/** What only this server and the browser know of a sign-in under way. */
export type Secrets = { readonly state: string; readonly nonce: string; readonly verifier: string }

/** What the provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string }

/** How somebody is to sign in. */
export type SignInAsked = {
  /** Where the provider sends people back to: a path of this server, such as `/sign-in/callback`. */
  readonly callback: string
  readonly scopes: readonly string[]
  /** Whoever signed in there longer ago is asked again. */
  readonly atMostSecondsAgo: number
  /** Ask in any case, although somebody has signed in there: their desk may have been left. */
  readonly again?: boolean
}

/** The council's provider of identities: OpenID Connect, authorization code flow with PKCE. */
export type Provider = {
  readonly issuer: string
  /** Begins a sign-in: where to send the browser, and what to remember meanwhile. Throws ProviderFault. */
  readonly begin: (asked: SignInAsked) => Promise<Secrets & { readonly to: string }>
  /**
   * Takes the code that the browser came back with, once, and answers with the claims; `needs` names those for which the
   * provider is asked a second time where the first answer lacks them. Throws ProviderFault.
   */
  readonly finish: (
    answer: { readonly callback: string; readonly query: string },
    secrets: Secrets,
    wanted: { readonly needs: readonly string[]; readonly atMostSecondsAgo: number },
  ) => Promise<Claims>
  /** Where to sign out at the provider too, with a way back; undefined where it has no such place. Throws ProviderFault. */
  readonly signOutAt: (returnTo: string) => Promise<string | undefined>
}

const secondsToWait = 10
/** Two machines' clocks are never quite alike. */
const secondsOfTolerance = 30
const discoveredForMilliseconds = 3_600_000

const isNetworkFault = (error: unknown): boolean =>
  error instanceof TypeError ||
  (error instanceof client.ClientError &&
    (['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'].includes(
      error.code ?? '',
    ) ||
      isNetworkFault(error.cause)))

const faultOf = (error: unknown): ProviderFault => {
  if (error instanceof ProviderFault) return error
  if (error instanceof client.AuthorizationResponseError) return new ProviderFault('declined', error)
  return new ProviderFault(isNetworkFault(error) ? 'unreachable' : 'notAccepted', error)
}

const orFault = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work()
  } catch (error) {
    throw faultOf(error)
  }
}

/** The secret travels in the body where the provider takes it there, and in a header otherwise. */
const authenticationAt = (server: client.ServerMetadata, secret: string): client.ClientAuth =>
  server.token_endpoint_auth_methods_supported?.includes('client_secret_post') === true
    ? client.ClientSecretPost(secret)
    : client.ClientSecretBasic(secret)

const discover = async ({ issuer, clientId, clientSecret }: ProviderSettings): Promise<client.Configuration> => {
  const address = new URL(issuer)
  // Plain http is for a provider on this machine: the settings take no other.
  const isPlain = address.protocol === 'http:'
  const execute = isPlain ? [client.allowInsecureRequests] : []
  const found = await client.discovery(address, clientId, undefined, client.None(), { execute, timeout: secondsToWait })
  const server = found.serverMetadata()
  const configuration = new client.Configuration(
    server,
    clientId,
    { client_secret: clientSecret, [client.clockTolerance]: secondsOfTolerance },
    authenticationAt(server, clientSecret),
  )
  if (isPlain) client.allowInsecureRequests(configuration)
  configuration.timeout = secondsToWait
  return configuration
}

/** What the provider says of itself, asked once an hour, and again at once where it could not be had. */
const remembered = (settings: ProviderSettings) => {
  let known: { readonly configuration: Promise<client.Configuration>; readonly at: number } | undefined
  return async (): Promise<client.Configuration> => {
    if (known === undefined || performance.now() - known.at > discoveredForMilliseconds)
      known = { configuration: discover(settings), at: performance.now() }
    try {
      return await known.configuration
    } catch (error) {
      known = undefined
      throw error instanceof client.ClientError && !isNetworkFault(error)
        ? new ProviderFault('unreachable', error)
        : error
    }
  }
}

const signedInTooLongAgo = ({ auth_time: at }: client.IDToken, longest: number, now: number): boolean =>
  typeof at === 'number' && now / 1000 - at > longest + secondsOfTolerance

/** The provider that the environment names, for a server that people reach at `origin`. */
export const openIdProvider = (
  settings: ProviderSettings,
  origin: string,
  machine: () => Instant = machineNow,
): Provider => {
  const configured = remembered(settings)
  return {
    issuer: settings.issuer,
    begin: ({ callback, scopes, atMostSecondsAgo, again = false }) =>
      orFault(async () => {
        const secrets = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          verifier: client.randomPKCECodeVerifier(),
        }
        const to = client.buildAuthorizationUrl(await configured(), {
          redirect_uri: `${origin}${callback}`,
          scope: [...new Set(['openid', ...scopes])].join(' '),
          state: secrets.state,
          nonce: secrets.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
          code_challenge_method: 'S256',
          max_age: String(atMostSecondsAgo),
          ...(again ? { prompt: 'login' } : {}),
        })
        return { ...secrets, to: to.href }
      }),
    finish: ({ callback, query }, { state, nonce, verifier }, { needs, atMostSecondsAgo }) =>
      orFault(async () => {
        const configuration = await configured()
        const tokens = await client.authorizationCodeGrant(configuration, new URL(`${origin}${callback}${query}`), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (claims === undefined || signedInTooLongAgo(claims, atMostSecondsAgo, millisecondsOf(machine())))
          throw new ProviderFault('notAccepted', undefined)
        const isWhole = needs.every(name => claims[name] !== undefined)
        if (isWhole || configuration.serverMetadata().userinfo_endpoint === undefined) return claims
        return { ...(await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)), ...claims }
      }),
    signOutAt: returnTo =>
      orFault(async () => {
        const configuration = await configured()
        if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined
        // Without the token that would name the person: addresses carry no personal data. The provider asks them instead.
        return client.buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${origin}${returnTo}` }).href
      }),
  }
}
