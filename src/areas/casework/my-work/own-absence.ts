import { addDays, inWords, startOfDay } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { absenceKinds, isAbsenceKind } from '../../../council/absences.ts'
import type { Absence } from '../../../council/absences.ts'
import { paths } from '../paths.ts'
import type { Whose, Asking } from './whose.ts'
import { writtenBetween } from './written.ts'
import type { Written } from './written.ts'

/** What is said of a worker's own absence, the one that lasts, begins soon, or has just ended. */
export type OwnAbsence = { readonly words: string; readonly href: string; readonly nobodyCovers: boolean }

/** An absence of a worker in words, with where it is changed. */
export const ownAbsence = (absence: Absence, today: CivilDate, own: boolean): OwnAbsence => {
  const who = own ? 'You are' : `${absence.name} is`
  const begins = absence.startedOn > today
  const days = begins ? `${who} away from ${inWords(absence.startedOn)}` : `${who} away`
  const back = absence.backOn === null ? '; nobody knows yet until when' : `, back on ${inWords(absence.backOn)}`
  const why = isAbsenceKind(absence.kind) ? ` (${absenceKinds[absence.kind].toLowerCase()})` : ''
  const cover = absence.coverName === null ? 'Nobody covers yet.' : `${absence.coverName} covers.`
  return {
    words: `${days}${back}${why}. ${cover}`,
    href: paths.changeAbsence({ worker: absence.worker, absence: absence.absence }),
    nobodyCovers: absence.coverName === null,
  }
}

/** What was done while somebody was away who has come back. */
export type Meanwhile = Written & { readonly days: string }

/** What others wrote in an absence that has ended. */
export const meanwhileOf = async (
  { database, rules, context }: Asking,
  whose: Whose,
  ended: Absence | undefined,
): Promise<Meanwhile | undefined> => {
  if (ended?.backOn == null) return undefined
  const written = await writtenBetween(
    { queries: database.sql, rules, context, of: { worker: whose.worker, covered: [], own: whose.own } },
    startOfDay(ended.startedOn),
    startOfDay(ended.backOn),
  )
  return {
    ...written,
    days: `${inWords(ended.startedOn)} to ${inWords(addDays(ended.backOn, -1))}${ended.coverName === null ? '' : `, ${ended.coverName} covering`}`,
  }
}
