import { notePartner } from '../../door/partner-looks.ts'
import { endPartnerSession, partnerOfSession } from '../../door/partner-sessions.ts'
import { partnerPeopleOn, partnersOn } from '../../door/partners.ts'
import { dateAt } from '../../calendar/index.ts'
import { sources } from '../../journey/codes/index.ts'
import { openRoute, page, problem, redirect, textOf, withCookies } from '../../web/index.ts'
import type { Answer, AskedByAnyone } from '../../web/index.ts'
import { enterAs, whyEnded } from './entering.ts'
import { openIdRoutes, showSignInWithProvider } from './openid.ts'
import { partnerCookie } from './partner-route.ts'
import { paths } from './paths.ts'
import { signedOutRoutes } from './signing-out.ts'

/** Why this request may not choose a person to be, or undefined where it may. */
const refusal = ({ loopback, council }: AskedByAnyone): Answer | undefined => {
  if (council !== undefined && council.signIn !== 'choosing')
    return problem(
      403,
      'Professionals cannot sign in here yet',
      'This council does not let people choose whom to be, and no other way to sign in has been connected for professionals.',
      council.brand.telephone.day === undefined
        ? 'If a child is in danger now, ring 999. Otherwise use the form for everybody.'
        : `If a child is in danger now, ring 999. Otherwise use the form for everybody, or ring us on ${council.brand.telephone.day}.`,
    )
  return loopback
    ? undefined
    : problem(
        403,
        'You cannot sign in from here',
        'Choosing a person to be is for trying and teaching. It works only in a browser on the machine that Righthelp itself runs on, and only at an address such as localhost.',
        'Open the page on that machine.',
      )
}

const shown = async (asked: AskedByAnyone, wrong?: string): Promise<Answer> => {
  const { database, now, council } = asked
  const on = dateAt(now)
  const [partners, people] = await Promise.all([partnersOn(database.sql, on), partnerPeopleOn(database.sql, on)])
  const byPartner = Map.groupBy(people, ({ partner }) => partner)
  const ended = textOf(asked.query.ended)
  return page(
    'areas/partners/sign-in.njk',
    {
      title: 'Sign in as a professional',
      simulated: council?.simulated === true,
      next: textOf(asked.query.next) || textOf(asked.form.next),
      ended: Object.hasOwn(whyEnded, ended) ? whyEnded[ended] : undefined,
      wrong,
      errors: wrong === undefined ? [] : [{ text: wrong, href: '#people' }],
      organisations: partners.map(({ partner, name, kind }) => ({
        partner,
        name,
        kind: sources[kind],
        people: byPartner.get(partner) ?? [],
      })),
      professional: { telephone: council?.brand.telephone ?? {}, paths: { home: paths.home() }, navigation: [] },
      paths: { signIn: paths.signIn() },
    },
    { status: wrong === undefined ? 200 : 422 },
  )
}

const enter = async (asked: AskedByAnyone): Promise<Answer> => {
  const { form } = asked
  const person = textOf(form.person)
  const gone = () => shown(asked, 'Choose a person from the list. The one you chose has left.')
  if (!/^[1-9]\d{0,14}$/.test(person)) return gone()
  return (await enterAs(asked, Number(person), textOf(form.next))) ?? gone()
}

const because = 'whoever signs in is not known before'

/** Signing in as somebody of another organisation, by choosing or with the council’s provider, and signing out. */
export const signInRoutes = [
  ...openIdRoutes,
  ...signedOutRoutes,
  openRoute({
    method: 'GET',
    path: paths.signIn,
    because,
    audit: 'professionals’ sign-in page',
    answer: async asked =>
      asked.council?.signIn === 'openid' ? showSignInWithProvider(asked) : (refusal(asked) ?? (await shown(asked))),
  }),
  openRoute({
    method: 'POST',
    path: paths.signIn,
    because,
    audit: 'professional signs in',
    answer: async asked => refusal(asked) ?? (await enter(asked)),
  }),
  openRoute({
    method: 'POST',
    path: paths.signOut,
    because: 'signing out twice does no harm',
    audit: 'professional signs out',
    answer: async ({ database, cookies, now, council }) => {
      const token = cookies[partnerCookie]
      const asking = await partnerOfSession(database.sql, token, now)
      if (asking.is !== 'nobody')
        await notePartner(database.sql, asking.partner, { act: 'sign out', answer: 'allowed' })
      if (token !== undefined) await endPartnerSession(database.sql, token)
      return withCookies(redirect(council?.signIn === 'openid' ? paths.signedOut() : paths.signIn()), {
        [partnerCookie]: null,
      })
    },
  }),
]
