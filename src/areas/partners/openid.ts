import { newBrowserMark, rememberAttempt, takeAttempt } from '../../access/attempts.ts'
import { emailIn } from '../../access/claims.ts'
import { ProviderFault } from '../../access/openid.ts'
import type { Claims, Provider } from '../../access/openid.ts'
import type { Council } from '../../council/index.ts'
import { personOfAccount } from '../../door/partner-accounts.ts'
import {
  openRoute,
  page,
  problem,
  redirect,
  redirectToProvider,
  textOf,
  textsOf,
  withCookies,
} from '../../web/index.ts'
import type { Answer, AskedByAnyone } from '../../web/index.ts'
import { enterAs, nextOf, whyEnded } from './entering.ts'
import { paths } from './paths.ts'

/** The cookie by which a browser shows that it began the sign-in it comes back from; workers have another. */
const markCookie = 'righthelp-professional-signing-in'

/** Whom to turn to meanwhile: a worry about a child waits for no account. */
const meanwhile = ({ council }: AskedByAnyone): string => {
  const day = council?.brand.telephone.day
  return `If a child is in danger now, ring 999. Otherwise use the form for everybody${
    day === undefined ? '' : `, or ring us on ${day}`
  }.`
}

const beginAgain = (asked: AskedByAnyone): Answer =>
  problem(
    403,
    'This sign-in is no longer good',
    'It took too long, was used already, or began in another browser. Begin again from the sign-in page.',
    meanwhile(asked),
  )

const faultInWords = ({ why }: ProviderFault, asked: AskedByAnyone): Answer =>
  why === 'unreachable'
    ? problem(
        503,
        'The sign-in cannot be reached',
        'Nothing is wrong with your account, and nothing you wrote is lost. Try again in a few minutes.',
        meanwhile(asked),
      )
    : why === 'declined'
      ? problem(
          403,
          'You did not sign in',
          'The sign-in sent you back without signing you in. You can try again.',
          meanwhile(asked),
        )
      : beginAgain(asked)

/** The same words whoever it is: nobody learns here which organisations work with the council, and who has left. */
const notLetIn = (asked: AskedByAnyone): Answer =>
  problem(
    403,
    'You cannot sign in with this account',
    'Your account works, and it does not open this service. If your work needs it, ask whoever leads on safeguarding in your organisation to have you added.',
    meanwhile(asked),
  )

const notConnected = (asked: AskedByAnyone): Answer =>
  problem(
    503,
    'Signing in is not connected yet',
    'This council signs professionals in with accounts, and this server does not know where.',
    meanwhile(asked),
  )

type Connected = { readonly provider: Provider; readonly council: Council }

/** What signing in with the provider needs, where this council does so and one is connected. */
const connected = (asked: AskedByAnyone): Connected | Answer => {
  const { provider, council } = asked
  if (council?.signIn !== 'openid') return redirect(paths.signIn())
  return provider === undefined ? notConnected(asked) : { provider, council }
}

const orInWords = async (asked: AskedByAnyone, work: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ProviderFault) return faultInWords(error, asked)
    throw error
  }
}

const secondsOf = ({ sessions }: Council) => sessions.longestHours * 3600

/** The page from which professionals go to the council’s provider, and to which they come when they have signed out. */
export const showSignInWithProvider = (
  asked: AskedByAnyone,
  { hasSignedOut, signOutThere }: { readonly hasSignedOut: boolean; readonly signOutThere?: string | undefined } = {
    hasSignedOut: false,
  },
): Answer => {
  const ended = textOf(asked.query.ended)
  const title = hasSignedOut ? 'You have signed out' : 'Sign in as a professional'
  return page('areas/partners/sign-in-openid.njk', {
    title,
    heading: title,
    signOutThere,
    ended: Object.hasOwn(whyEnded, ended) ? whyEnded[ended] : undefined,
    professional: { telephone: asked.council?.brand.telephone ?? {}, paths: { home: paths.home() }, navigation: [] },
    paths: { begin: paths.beginSignIn({}, { next: nextOf(textOf(asked.query.next)) }), everybody: '/help' },
  })
}

const begin = async (asked: AskedByAnyone): Promise<Answer> => {
  const ready = connected(asked)
  if ('kind' in ready) return ready
  const { database, cookies, query } = asked
  return orInWords(asked, async () => {
    const { to, ...secrets } = await ready.provider.begin({
      callback: paths.signInCallback(),
      scopes: ready.council.openid.scopes,
      atMostSecondsAgo: secondsOf(ready.council),
      // Desks in schools and surgeries are shared: the provider asks each time who it is.
      again: true,
    })
    const mark = cookies[markCookie] ?? newBrowserMark()
    await rememberAttempt(database.sql, { ...secrets, next: nextOf(textOf(query.next)).slice(0, 500) }, mark)
    return withCookies(redirectToProvider(to), { [markCookie]: mark })
  })
}

const letIn = async (
  asked: AskedByAnyone,
  { council }: Connected,
  { claims, next }: { readonly claims: Claims; readonly next: string },
): Promise<Answer> => {
  const { database, now } = asked
  const who = { subject: claims.sub, email: emailIn(claims, council.openid) }
  const person = await personOfAccount(database.sql, who, now)
  return (person === undefined ? undefined : await enterAs(asked, person, next)) ?? notLetIn(asked)
}

const comeBack = async (asked: AskedByAnyone): Promise<Answer> => {
  const ready = connected(asked)
  if ('kind' in ready) return ready
  const { database, query, cookies } = asked
  const attempt = await takeAttempt(database.sql, { state: textOf(query.state), mark: cookies[markCookie] ?? '' })
  if (attempt === undefined) return beginAgain(asked)
  const sent = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => textsOf(value).map((each): [string, string] => [name, each])),
  )
  return orInWords(asked, async () => {
    const claims = await ready.provider.finish(
      { callback: paths.signInCallback(), query: `?${sent.toString()}` },
      attempt,
      { needs: ['email'], atMostSecondsAgo: secondsOf(ready.council) },
    )
    return letIn(asked, ready, { claims, next: attempt.next })
  })
}

const because = 'whoever signs in is not known before'

/** Professionals sign in with the council’s provider where its file says so. */
export const openIdRoutes = [
  openRoute({
    method: 'GET',
    path: paths.beginSignIn,
    because,
    audit: 'professional begins to sign in',
    answer: begin,
  }),
  openRoute({
    method: 'GET',
    path: paths.signInCallback,
    because,
    audit: 'professional signs in',
    answer: comeBack,
  }),
]
