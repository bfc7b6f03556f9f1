import { inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { meetingKinds } from '../../../journey/meetings.ts'
import { leftInWords } from './words.ts'

/** The kinds of meeting, to filter by. */
export const kindTitles = Object.fromEntries(Object.entries(meetingKinds).map(([name, { title }]) => [name, title]))

/** A day by which something is due as a cell of a table, with the days that are left. */
export const dateCell = (dueOn: CivilDate | null, today: CivilDate, done: string) => {
  if (dueOn === null) return done
  const left = leftInWords(dueOn, today)
  return { text: inWords(dueOn), note: left.words, late: left.isLate }
}

/** The same as a link to where it is done. */
export const linkedDate = (dueOn: CivilDate, today: CivilDate, link: string) => {
  const left = leftInWords(dueOn, today)
  return { text: inWords(dueOn), note: left.words, late: left.isLate, link }
}
