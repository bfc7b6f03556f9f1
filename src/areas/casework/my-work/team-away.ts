import { addDays } from '../../../calendar/index.ts'
import type { Period } from '../../../calendar/index.ts'
import { absencesWithin } from '../../../council/absences.ts'
import type { Absence } from '../../../council/absences.ts'
import { posts } from '../../../council/organisation.ts'
import type { Asked } from '../../../web/index.ts'
import type { Whose } from './whose.ts'

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
