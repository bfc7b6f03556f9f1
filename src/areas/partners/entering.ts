import { notePartner } from '../../door/partner-looks.ts'
import { beginPartnerSession } from '../../door/partner-sessions.ts'
import { partnerContextOf } from '../../door/partners.ts'
import { isOurs, redirect, withCookies } from '../../web/index.ts'
import type { Answer, AskedByAnyone } from '../../web/index.ts'
import { partnerCookie } from './partner-route.ts'
import { paths } from './paths.ts'

/** Why somebody has to sign in again, by what the address says. */
export const whyEnded: Readonly<Record<string, string>> = {
  kept: 'You had done nothing for a while, so we signed you out. What you typed is kept: sign in again and it is there.',
  idle: 'You had done nothing for a while, so we signed you out.',
}

/** Where to go on after signing in: a page of professionals and no other. */
export const nextOf = (text: string): string =>
  isOurs(text) && /^\/professionals(\/|$)/.test(text) ? text : paths.home()

/** Signs somebody in, however it was found out who they are; undefined where they or their organisation have left. */
export const enterAs = async (
  { database, now }: AskedByAnyone,
  person: number,
  next: string,
): Promise<Answer | undefined> => {
  const token = await beginPartnerSession(database.sql, person, now)
  const partner = await partnerContextOf(database.sql, person, now)
  if (token === undefined || partner === undefined) return undefined
  await notePartner(database.sql, partner, { act: 'sign in', answer: 'allowed' })
  return withCookies(redirect(nextOf(next)), { [partnerCookie]: token })
}
