import { handOverKeptForm } from '../../access/kept-forms.ts'
import { note } from '../../access/log.ts'
import { beginSession, endSession } from '../../access/sessions.ts'
import type { Manner } from '../../access/sessions.ts'
import { contextOf } from '../../access/sign-in.ts'
import type { Role } from '../../journey/roles.ts'
import { redirectWithSession } from '../../web/index.ts'
import type { Answer, AskedByAnyone } from '../../web/index.ts'
import { paths } from './paths.ts'

/**
 * Signs a worker in under a new token, whatever the browser brought with it. What they typed when their last session was
 * over comes first; then the page they were going to. Undefined where they have not that part now.
 */
export const enter = async (
  { database: { sql: queries }, session, now }: AskedByAnyone,
  who: { readonly worker: number; readonly role: Role },
  manner: Manner,
  next: string,
): Promise<Answer | undefined> => {
  const [token, context] = [await beginSession(queries, who, now, manner), await contextOf(queries, who, now)]
  if (token === undefined || context === undefined) return undefined
  if (session !== undefined) await endSession(queries, session, now)
  const hasKept =
    session !== undefined && (await handOverKeptForm(queries, { from: session, to: token, worker: who.worker }))
  await note(queries, context, { act: 'sign in', answer: 'allowed' })
  return redirectWithSession(hasKept ? paths.keptForm() : next === '' ? paths.home() : next, token)
}
