import { note } from '../../access/log.ts'
import { roleMatrix } from '../../access/role-matrix.ts'
import { keptForm } from '../../access/kept-forms.ts'
import { endSession, sessionBehind } from '../../access/sessions.ts'
import type { Ending } from '../../access/session-endings.ts'
import { peopleToBe } from '../../access/sign-in.ts'
import type { PersonToBe } from '../../access/sign-in.ts'
import { dateAt } from '../../calendar/index.ts'
import { readCouncil } from '../../council/index.ts'
import { isRole, roles } from '../../journey/roles.ts'
import type { Role } from '../../journey/roles.ts'
import { openRoute, page, problem, redirect, redirectWithSession, textOf } from '../../web/index.ts'
import type { Answer, AskedByAnyone } from '../../web/index.ts'
import { enter } from './entering.ts'
import { openIdRoutes } from './openid.ts'
import { paths } from './paths.ts'

const shownAtOnce = 4

const view = ({ worker, name, role, teamName }: PersonToBe) => ({ value: `${worker}.${role}`, name, team: teamName })

const groupsOf = (people: readonly PersonToBe[], all: boolean) =>
  (Object.keys(roles) as Role[])
    .map(role => ({ role, of: people.filter(person => person.role === role) }))
    .filter(({ of }) => of.length > 0)
    .map(({ role, of }) => ({
      role,
      title: roles[role],
      says: roleMatrix[role].says,
      people: (all ? of : of.slice(0, shownAtOnce)).map(view),
      others: (all ? [] : of.slice(shownAtOnce)).map(view),
    }))

const elsewhere = (): Answer =>
  problem(
    403,
    'You cannot sign in from here',
    'Choosing a person to be is for trying and teaching. It works only in a browser on the machine that Righthelp itself runs on, and only at an address such as localhost.',
    'Open the page on that machine.',
  )

const notOffered = (): Answer =>
  problem(
    403,
    'Nobody can sign in here yet',
    'This council does not let people choose whom to be, and no other way to sign in has been connected.',
    'Whoever looks after the installation can connect one, or make the council anew with signIn set to choosing.',
  )

const entrances = { help: paths.help(), professionals: paths.professionals() }

const endingsInWords: Readonly<Partial<Record<Ending | 'open', string>>> = {
  idle: 'You were signed out because nothing had come from you for a while.',
  tooLong: 'You were signed out because you had been signed in for a long time.',
  endedElsewhere: 'You were signed out from another browser of yours.',
  endedByAdministrator: 'An administrator has signed you out.',
}

/** Why the browser's last session is over, where its person did not end it, and whether something they typed waits. */
const signedOutBecause = async ({ database, session }: AskedByAnyone) => {
  const behind = session === undefined ? undefined : await sessionBehind(database.sql, session)
  if (behind === undefined || session === undefined) return { because: undefined, isKept: false }
  const kept = await keptForm(database.sql, session, behind.worker)
  return {
    because: endingsInWords[behind.ended] ?? (kept === undefined ? undefined : 'You had been signed out.'),
    isKept: kept !== undefined,
  }
}

const withCouncilAccount = async (
  asked: AskedByAnyone,
  { hasSignedOut }: { readonly hasSignedOut: boolean },
): Promise<Answer> =>
  page('areas/administration/sign-in-openid.njk', {
    title: hasSignedOut ? 'You have signed out' : 'Sign in',
    heading: hasSignedOut ? 'You have signed out' : 'Sign in',
    ...(await signedOutBecause(asked)),
    begin: paths.beginSignIn({}, { next: textOf(asked.query.next) }),
    signOutThere: hasSignedOut && asked.provider !== undefined ? paths.signOutAtProvider() : undefined,
    entrances,
  })

/** Why this request may not choose a person to be, or undefined where it may. */
const refusal = async ({ database, loopback }: AskedByAnyone): Promise<Answer | undefined> => {
  const council = await readCouncil(database.sql)
  if (council?.signIn === 'openid') return redirect(paths.signIn())
  if (!loopback) return elsewhere()
  return council?.signIn === 'none' ? notOffered() : undefined
}

const choosing = async (
  asked: AskedByAnyone,
  { words = '', next = '', wrong }: { words?: string; next?: string; wrong?: string },
): Promise<Answer> => {
  const { database, now } = asked
  const [people, council] = await Promise.all([peopleToBe(database.sql, dateAt(now), words), readCouncil(database.sql)])
  return page(
    'areas/administration/sign-in.njk',
    {
      title: 'Sign in',
      simulated: council?.simulated === true,
      councilMade: council !== undefined,
      words,
      next,
      wrong,
      count: people.length,
      groups: groupsOf(people, words !== ''),
      ...(await signedOutBecause(asked)),
      entrances,
      paths: { signIn: paths.signIn(), find: paths.findPerson() },
    },
    { status: wrong === undefined ? 200 : 422 },
  )
}

const longestWords = 100

const become = async (asked: AskedByAnyone): Promise<Answer> => {
  const { form, browser } = asked
  const next = textOf(form.next)
  const [worker = '', role = ''] = textOf(form.person).split('.')
  const gone = () =>
    choosing(asked, { next, wrong: 'Choose a person from the list. The one you chose has no post today.' })
  if (!/^[1-9]\d{0,14}$/.test(worker) || !isRole(role)) return gone()
  const who = { worker: Number(worker), role }
  return (await enter(asked, who, { way: 'choosing', parts: null, browser }, next)) ?? gone()
}

const because = 'whoever signs in is not known before'

/** Signing in by choosing a person to be or with the council's own provider, and signing out. */
export const signInRoutes = [
  openRoute({
    method: 'GET',
    path: paths.signIn,
    because,
    audit: 'sign-in page',
    answer: async asked =>
      asked.council?.signIn === 'openid'
        ? withCouncilAccount(asked, { hasSignedOut: false })
        : ((await refusal(asked)) ?? choosing(asked, { next: textOf(asked.query.next) })),
  }),
  openRoute({
    method: 'POST',
    path: paths.findPerson,
    because,
    audit: 'find a person to be',
    answer: async asked =>
      (await refusal(asked)) ??
      choosing(asked, { words: textOf(asked.form.words).slice(0, longestWords), next: textOf(asked.form.next) }),
  }),
  openRoute({
    method: 'POST',
    path: paths.signIn,
    because,
    audit: 'sign in',
    answer: async asked => (await refusal(asked)) ?? become(asked),
  }),
  openRoute({
    method: 'POST',
    path: paths.signOut,
    because: 'signing out twice does no harm',
    audit: 'sign out',
    answer: async ({ database, session, context, now }) => {
      const behind = session === undefined ? undefined : await sessionBehind(database.sql, session)
      if (session !== undefined) await endSession(database.sql, session, now)
      if (context !== undefined) await note(database.sql, context, { act: 'sign out', answer: 'allowed' })
      return redirectWithSession(behind?.way === 'openid' ? paths.signedOut() : paths.signIn(), null)
    },
  }),
  openRoute({
    method: 'GET',
    path: paths.signedOut,
    because: 'whoever has signed out is nobody',
    audit: 'signed out',
    answer: asked =>
      asked.council?.signIn === 'openid' ? withCouncilAccount(asked, { hasSignedOut: true }) : redirect(paths.signIn()),
  }),
  ...openIdRoutes,
]
