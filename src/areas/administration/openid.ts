import { workerOfAccount } from '../../access/accounts.ts'
import { newBrowserMark, rememberAttempt, takeAttempt } from '../../access/attempts.ts'
import { claimsNeeded, emailIn, partsIn } from '../../access/claims.ts'
import { contextAt } from '../../access/context.ts'
import { note } from '../../access/log.ts'
import { ProviderFault } from '../../access/openid.ts'
import type { Claims, Provider } from '../../access/openid.ts'
import { beginPostsOfClaims, partsOf } from '../../access/parts.ts'
import { lastPartOf, sessionBehind } from '../../access/sessions.ts'
import { dateAt } from '../../calendar/index.ts'
import { postsOf, workerNames } from '../../council/index.ts'
import type { Council } from '../../council/index.ts'
import { openRoute, problem, redirect, redirectToProvider, textOf, textsOf, withCookies } from '../../web/index.ts'
import type { Answer, AskedByAnyone } from '../../web/index.ts'
import { enter } from './entering.ts'
import { paths } from './paths.ts'

/** The cookie by which a browser shows that it began the sign-in it comes back from. */
const markCookie = 'righthelp-signing-in'

const notConnected = (): Answer =>
  problem(
    503,
    'Signing in is not connected yet',
    'This council signs in with its own accounts, and this server does not know where.',
    'Whoever looks after the installation sets RIGHTHELP_OIDC_ISSUER, the two other variables of that name, and RIGHTHELP_ORIGIN.',
  )

const faultInWords = ({ why }: ProviderFault): Answer =>
  why === 'unreachable'
    ? problem(
        503,
        'The council’s sign-in cannot be reached',
        'Nothing is wrong with your account, and nothing you recorded is lost.',
        'Try again in a few minutes. If it lasts, tell whoever looks after your council’s accounts.',
      )
    : why === 'declined'
      ? problem(
          403,
          'You did not sign in',
          'The council’s sign-in sent you back without signing you in.',
          'You can try again.',
        )
      : beginAgain()

const beginAgain = (): Answer =>
  problem(
    403,
    'This sign-in is no longer good',
    'It took too long, was used already, or began in another browser.',
    'Begin again from the sign-in page.',
  )

/** Whoever it is: nobody learns here who works for the council, and who has left. */
const notLetIn = (): Answer =>
  problem(
    403,
    'You cannot sign in with this account',
    'Your council account works, and it does not open this record.',
    'If your work needs it, ask your manager or an administrator. You may have to sign out of the account first to use another.',
  )

type Connected = { readonly provider: Provider; readonly council: Council }

/** What signing in with the provider needs, where this council does so and one is connected. */
const connected = ({ provider, council }: AskedByAnyone): Connected | Answer => {
  if (council?.signIn !== 'openid') return redirect(paths.signIn())
  return provider === undefined ? notConnected() : { provider, council }
}

const orInWords = async (work: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ProviderFault) return faultInWords(error)
    throw error
  }
}

const secondsOf = ({ sessions }: Council) => sessions.longestHours * 3600

const begin = async (asked: AskedByAnyone): Promise<Answer> => {
  const ready = connected(asked)
  if ('kind' in ready) return ready
  const { database, session, cookies, query } = asked
  // Whoever let a session run out may have left the desk to somebody else: the provider asks again who it is.
  const before = session === undefined ? undefined : await sessionBehind(database.sql, session)
  return orInWords(async () => {
    const { to, ...secrets } = await ready.provider.begin({
      callback: paths.signInCallback(),
      scopes: ready.council.openid.scopes,
      atMostSecondsAgo: secondsOf(ready.council),
      again: before?.ended === 'idle' || before?.ended === 'tooLong',
    })
    const mark = cookies[markCookie] ?? newBrowserMark()
    await rememberAttempt(database.sql, { ...secrets, next: textOf(query.next).slice(0, 500) }, mark)
    return withCookies(redirectToProvider(to), { [markCookie]: mark })
  })
}

/** A worker whose account is known and who has no part today is refused, and that is noted under the last part they had. */
const noteRefusal = async ({ database, now }: AskedByAnyone, worker: number): Promise<void> => {
  const [[last], names] = await Promise.all([postsOf(database.sql, worker), workerNames(database.sql, [worker])])
  if (last === undefined) return
  const who = { worker, name: names.get(worker) ?? '', role: last.role, teams: [], services: [] }
  await note(database.sql, contextAt(who, now), { act: 'sign in', answer: 'refused' })
}

const letIn = async (
  asked: AskedByAnyone,
  { provider, council }: Connected,
  { claims, next }: { readonly claims: Claims; readonly next: string },
): Promise<Answer> => {
  const { database, now, session, browser } = asked
  const who = { issuer: provider.issuer, subject: claims.sub, email: emailIn(claims, council.openid) }
  const worker = await workerOfAccount(database.sql, who, now)
  if (worker === undefined) return notLetIn()
  const given = partsIn(claims, council.openid)
  if (given !== null) await beginPostsOfClaims(database.sql, worker, given, now)
  const allowed = given?.map(({ role }) => role) ?? null
  const parts = await partsOf(database.sql, worker, dateAt(now), allowed)
  const has = (role: string | undefined) => parts.find(part => part.role === role)
  // Who comes back goes on in the part they had; who has several parts is asked which.
  const before = session === undefined ? undefined : await sessionBehind(database.sql, session)
  const back = before?.worker === worker && before.ended !== 'open' ? has(before.role) : undefined
  const part = back ?? has(await lastPartOf(database.sql, worker)) ?? parts[0]
  if (part === undefined) {
    await noteRefusal(asked, worker)
    return notLetIn()
  }
  const isAsked = back === undefined && parts.length > 1
  const going = isAsked ? paths.choosePart({}, { next }) : next
  const answer = await enter(asked, { worker, role: part.role }, { way: 'openid', parts: allowed, browser }, going)
  return answer ?? notLetIn()
}

const comeBack = async (asked: AskedByAnyone): Promise<Answer> => {
  const ready = connected(asked)
  if ('kind' in ready) return ready
  const { database, query, cookies } = asked
  const attempt = await takeAttempt(database.sql, { state: textOf(query.state), mark: cookies[markCookie] ?? '' })
  if (attempt === undefined) return beginAgain()
  const sent = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => textsOf(value).map((each): [string, string] => [name, each])),
  )
  return orInWords(async () => {
    const claims = await ready.provider.finish(
      { callback: paths.signInCallback(), query: `?${sent.toString()}` },
      attempt,
      { needs: claimsNeeded(ready.council.openid), atMostSecondsAgo: secondsOf(ready.council) },
    )
    return letIn(asked, ready, { claims, next: attempt.next })
  })
}

const signOutThere = async (asked: AskedByAnyone): Promise<Answer> => {
  const ready = connected(asked)
  if ('kind' in ready) return ready
  return orInWords(async () => {
    const to = await ready.provider.signOutAt(paths.signedOut())
    return to === undefined ? redirect(paths.signedOut()) : redirectToProvider(to)
  })
}

const because = 'whoever signs in is not known before'

/** Signing in with the council's own provider, and out of it. */
export const openIdRoutes = [
  openRoute({ method: 'GET', path: paths.beginSignIn, because, audit: 'begin to sign in', answer: begin }),
  openRoute({ method: 'GET', path: paths.signInCallback, because, audit: 'sign in', answer: comeBack }),
  openRoute({
    method: 'GET',
    path: paths.signOutAtProvider,
    because: 'whoever signs out has signed out here already',
    audit: 'sign out at the provider',
    answer: signOutThere,
  }),
]
