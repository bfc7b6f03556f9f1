import { addDays } from '../../../calendar/index.ts'
import type { Period } from '../../../calendar/index.ts'
import { absencesWithin, awayInWords } from '../../../council/absences.ts'
import type { Absence } from '../../../council/absences.ts'
import { posts } from '../../../council/organisation.ts'
import type { Asked } from '../../../web/index.ts'
import type { Whose, Asking } from './whose.ts'
import { paths } from '../paths.ts'

/** The absences of the people of a manager's teams that touch some days, the manager's own left out. */
export const absencesOfTeams = async (
  { database, context }: Pick<Asked, 'database' | 'context'>,
  whose: Whose,
  days: Period,
): Promise<readonly Absence[]> => {
  const held = await posts(database.sql, { on: context.today })
  const people = held.filter(post => post.team !== null && whose.teams.includes(post.team)).map(({ worker }) => worker)
  return absencesWithin(
    database.sql,
    [...new Set(people)].filter(worker => worker !== whose.worker),
    { from: days.from, before: addDays(days.to, 1) },
  )
}

/** Somebody of a manager's teams who is away, or will be within the week. */
export type AwayLine = {
  readonly name: string
  readonly words: string
  readonly uncovered: boolean
  readonly href: string
}

/** Who is away of the teams of a manager, for that manager's page; undefined for anybody else's. */
export const awayOf = async (asking: Asking, whose: Whose): Promise<readonly AwayLine[] | undefined> => {
  if (whose.role !== 'teamManager') return undefined
  const { today } = asking.context
  const absences = await absencesOfTeams(asking, whose, { from: today, to: addDays(today, 7) })
  return absences.map(absence => ({
    name: absence.name,
    words: awayInWords(absence, absence.startedOn > today ? absence.startedOn : undefined),
    uncovered: absence.cover === null,
    href: paths.absences({ worker: absence.worker }),
  }))
}
