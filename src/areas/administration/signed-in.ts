import { handOverKeptForm } from '../../access/kept-forms.ts'
import { note } from '../../access/log.ts'
import { contextOf } from '../../access/sign-in.ts'
import { partsOf } from '../../access/parts.ts'
import { endSessionsOf, openSessionsOf } from '../../access/open-sessions.ts'
import { changePart, sessionBehind } from '../../access/sessions.ts'
import type { OpenSession } from '../../access/open-sessions.ts'
import { isRole, roles } from '../../journey/roles.ts'
import { instantInWords, page, redirect, redirectWithSession, route, textOf, wholeNumber } from '../../web/index.ts'
import type { Answer, Asked } from '../../web/index.ts'
import { paths } from './paths.ts'

const listInWords = (names: readonly string[]) =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')

/** Sessions as a page shows them. */
export const sessionsView = (sessions: readonly OpenSession[]) =>
  sessions.map(({ session, role, startedAt, seenAt, browser, isThis }) => ({
    session,
    role: roles[role],
    began: instantInWords(startedAt),
    used: instantInWords(seenAt),
    browser: browser === '' ? 'An unknown browser' : browser,
    isThis,
  }))

const partsView = async ({ database, context, session = '' }: Asked) => {
  const behind = await sessionBehind(database.sql, session)
  const parts = await partsOf(database.sql, context.worker, context.today, behind?.parts ?? null)
  return parts.map(({ role, teamNames }) => ({
    value: role,
    text: roles[role],
    hint: { text: listInWords(teamNames) },
    checked: role === context.role,
  }))
}

const show = async (asked: Asked): Promise<Answer> => {
  const { database, context, session, query } = asked
  const [sessions, parts] = await Promise.all([openSessionsOf(database.sql, context.worker, session), partsView(asked)])
  return page('areas/administration/signed-in.njk', {
    title: 'Where you are signed in',
    sessions: sessionsView(sessions),
    others: sessions.filter(({ isThis }) => !isThis).length,
    parts,
    ended: textOf(query.ended),
    actions: { part: paths.choosePart(), end: paths.endSessions() },
  })
}

const choose = async (asked: Asked, next: string, wrong?: string): Promise<Answer> =>
  page(
    'areas/administration/choose-part.njk',
    {
      title: 'Which part do you work in now?',
      parts: await partsView(asked),
      next,
      action: paths.choosePart(),
      errors: wrong === undefined ? [] : [{ text: wrong, href: '#role' }],
    },
    { status: wrong === undefined ? 200 : 422 },
  )

const change = async (asked: Asked): Promise<Answer> => {
  const { database, context, form, session = '' } = asked
  const [role, next] = [textOf(form.role), textOf(form.next)]
  const going = next === '' ? paths.home() : next
  if (role === context.role) return redirect(going)
  const token = isRole(role) ? await changePart(database.sql, session, role, context.now) : undefined
  if (token === undefined || !isRole(role)) return choose(asked, next, 'Choose a part that you have today')
  await handOverKeptForm(database.sql, { from: session, to: token, worker: context.worker })
  const changed = await contextOf(database.sql, { worker: context.worker, role }, context.now)
  if (changed !== undefined) await note(database.sql, changed, { act: 'change part', answer: 'allowed' })
  return redirectWithSession(going, token)
}

/** Ends one other session, or all others; that of whoever asks ends by signing out. */
const end = async ({ database, context, form, session = '' }: Asked): Promise<Answer> => {
  const only = wholeNumber.read(textOf(form.session))
  const ended = await endSessionsOf(database.sql, context.worker, {
    at: context.now,
    because: 'endedElsewhere',
    by: context.worker,
    butNot: session,
    ...(only === undefined ? {} : { only }),
  })
  return redirect(paths.signedIn({}, { ended }))
}

const anyone = () => true

/** Where somebody is signed in, and in which of their parts. */
export const signedInRoutes = [
  route({ method: 'GET', path: paths.signedIn, permission: anyone, audit: 'where I am signed in', answer: show }),
  route({ method: 'POST', path: paths.endSessions, permission: anyone, audit: 'end sessions of mine', answer: end }),
  route({
    method: 'GET',
    path: paths.choosePart,
    permission: anyone,
    audit: 'choose a part',
    answer: asked => choose(asked, textOf(asked.query.next)),
  }),
  route({ method: 'POST', path: paths.choosePart, permission: anyone, audit: 'change part', answer: change }),
]
