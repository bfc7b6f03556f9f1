import { linkAccount, unlinkAccount } from '../../../access/accounts.ts'
import { endSessionsOf } from '../../../access/open-sessions.ts'
import { noteOfWorker, StaffRefusal } from '../../../council/index.ts'
import { notFound, redirect } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { saidBy } from '../said-by.ts'
import { typedIn } from './form.ts'
import type { Problems } from './form.ts'
import { showMember } from './member.ts'

type AboutWorker = Asked<unknown> & { readonly worker: number }

const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text)

/** Links an account at the provider to one of the staff: by e-mail address, or by the subject where that is known. */
export const takeLink = async (asked: AboutWorker): Promise<Answer> => {
  const { database, issuer, worker } = asked
  if (issuer === undefined) return notFound()
  const typed = typedIn(asked.form)
  const { email = '', subject = '' } = typed
  const again = (problems: Problems) => showMember(asked, worker, { typed, problems })
  if (email === '' && subject === '') return again({ email: 'Enter their e-mail address or their subject' })
  if (email !== '' && !isEmail(email)) return again({ email: 'Enter an e-mail address, like name@example.org' })
  const named = { ...(email === '' ? {} : { email }), ...(subject === '' ? {} : { subject }) }
  try {
    await linkAccount(database.sql, { worker, issuer, ...named }, await saidBy(asked))
  } catch (error) {
    if (error instanceof StaffRefusal) return again({ email: error.message })
    throw error
  }
  return redirect(paths.staffMember({ worker }))
}

const signOutEverywhere = async ({ database, context, worker }: AboutWorker): Promise<number> =>
  endSessionsOf(database.sql, worker, { at: context.now, because: 'endedByAdministrator', by: context.worker })

/** Unlinks an account: whoever is signed in with it is out at once. */
export const takeUnlink = async (asked: AboutWorker, account: number): Promise<Answer> => {
  const { database, worker } = asked
  await unlinkAccount(database.sql, { worker, account }, await saidBy(asked))
  await signOutEverywhere(asked)
  return redirect(paths.staffMember({ worker }))
}

/** Signs one of the staff out wherever they are signed in. */
export const takeEndSessions = async (asked: AboutWorker): Promise<Answer> => {
  const { database, worker } = asked
  const ended = await signOutEverywhere(asked)
  if (ended > 0) await noteOfWorker(database.sql, await saidBy(asked), { worker, kind: 'sessionsEnded', count: ended })
  return redirect(paths.staffMember({ worker }))
}
