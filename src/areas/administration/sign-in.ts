import { note } from '../../access/log.ts'
import { roleMatrix } from '../../access/role-matrix.ts'
import { beginSession, endSession } from '../../access/sessions.ts'
import { contextOf, peopleToBe } from '../../access/sign-in.ts'
import type { PersonToBe } from '../../access/sign-in.ts'
import { dateAt } from '../../calendar/index.ts'
import { readCouncil } from '../../council/index.ts'
import { isRole, roles } from '../../journey/roles.ts'
import type { Role } from '../../journey/roles.ts'
import { openRoute, page, problem, redirectWithSession, textOf } from '../../web/index.ts'
import type { Answer, AskedByAnyone } from '../../web/index.ts'
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

/** Why this request may not choose a person to be, or undefined where it may. */
const refusal = async ({ database, loopback }: AskedByAnyone): Promise<Answer | undefined> => {
  if (!loopback) return elsewhere()
  const council = await readCouncil(database.sql)
  return council?.signIn === 'none' ? notOffered() : undefined
}

const choosing = async (
  { database, now }: AskedByAnyone,
  { words = '', next = '', wrong }: { words?: string; next?: string; wrong?: string },
): Promise<Answer> => {
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
      paths: { signIn: paths.signIn(), find: paths.findPerson() },
    },
    { status: wrong === undefined ? 200 : 422 },
  )
}

const longestWords = 100

const enter = async (asked: AskedByAnyone): Promise<Answer> => {
  const { database, form, now } = asked
  const next = textOf(form.next)
  const [worker = '', role = ''] = textOf(form.person).split('.')
  const gone = () =>
    choosing(asked, { next, wrong: 'Choose a person from the list. The one you chose has no post today.' })
  if (!/^[1-9]\d{0,14}$/.test(worker) || !isRole(role)) return gone()
  const who = { worker: Number(worker), role }
  const token = await beginSession(database.sql, who, now)
  const context = await contextOf(database.sql, who, now)
  if (token === undefined || context === undefined) return gone()
  await note(database.sql, context, { act: 'sign in', answer: 'allowed' })
  return redirectWithSession(next === '' ? paths.home() : next, token)
}

const because = 'whoever signs in is not known before'

/** Signing in by choosing a person to be, and signing out. */
export const signInRoutes = [
  openRoute({
    method: 'GET',
    path: paths.signIn,
    because,
    audit: 'sign-in page',
    answer: async asked => (await refusal(asked)) ?? choosing(asked, { next: textOf(asked.query.next) }),
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
    answer: async asked => (await refusal(asked)) ?? enter(asked),
  }),
  openRoute({
    method: 'POST',
    path: paths.signOut,
    because: 'signing out twice does no harm',
    audit: 'sign out',
    answer: async ({ database, session, context, now }) => {
      if (session !== undefined) await endSession(database.sql, session, now)
      if (context !== undefined) await note(database.sql, context, { act: 'sign out', answer: 'allowed' })
      return redirectWithSession(paths.signIn(), null)
    },
  }),
]
