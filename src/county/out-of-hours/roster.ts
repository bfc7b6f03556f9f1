import type { Insertable, Kysely } from 'kysely'
import { addDays, dayNumber } from '../../calendar/index.ts'
import type { CivilDate, Instant } from '../../calendar/index.ts'
import { posts, shiftsOn } from '../../council/index.ts'
import type { DutyDiscipline } from '../../journey/index.ts'
import type { Tables } from '../../store/index.ts'

type Shift = Insertable<Tables['duty_shift']>

/** What fourteen people of the duty team are, one after another. */
const disciplineOf: readonly DutyDiscipline[] = [
  'socialWorker',
  'placements',
  'mentalHealthNurse',
  'socialWorker',
  'youthWorker',
  'socialWorker',
  'conferenceCoordinator',
  'socialWorker',
  'placements',
  'youthWorker',
  'socialWorker',
  'mentalHealthNurse',
  'socialWorker',
  'socialWorker',
]

/** Who is needed: at night fewer. */
const needed = {
  day: { socialWorker: 2, youthWorker: 1, conferenceCoordinator: 1, placements: 1, mentalHealthNurse: 1 },
  evening: { socialWorker: 2, youthWorker: 1, conferenceCoordinator: 1, placements: 1, mentalHealthNurse: 1 },
  night: { socialWorker: 1, youthWorker: 0, conferenceCoordinator: 0, placements: 1, mentalHealthNurse: 1 },
} as const satisfies Readonly<Record<string, Readonly<Record<DutyDiscipline, number>>>>

/** The duty workers on a day, in the order of their numbers, and who manages them. */
export const dutyTeamOn = async (queries: Kysely<Tables>, on: CivilDate) => {
  const held = await posts(queries, { on }, { team: 'emergency-duty' })
  const numbers = (role: string) =>
    held
      .filter(each => each.role === role)
      .map(({ worker }) => worker)
      .toSorted((one, other) => one - other)
  return { workers: numbers('dutyWorker'), manager: numbers('teamManager')[0] }
}

/** Puts the duty team on a roster from one day to another, each discipline in turn; one shift was changed in time. */
export const writeRoster = async (
  queries: Kysely<Tables>,
  {
    workers,
    manager,
    from,
    to,
    known,
  }: {
    readonly workers: readonly number[]
    readonly manager: number
    readonly from: CivilDate
    readonly to: CivilDate
    readonly known: Instant
  },
): Promise<void> => {
  const rows: Shift[] = []
  const turns = new Map<string, number>()
  for (let day = from; day <= to; day = addDays(day, 1))
    for (const { period, from: starts_at, until: ends_at } of shiftsOn(day))
      for (const [discipline, count] of Object.entries(needed[period])) {
        const own = workers.filter((_, place) => disciplineOf[place % disciplineOf.length] === discipline)
        for (let place = 0; place < Math.min(count, own.length); place += 1) {
          const turn = turns.get(discipline) ?? dayNumber(from)
          turns.set(discipline, turn + 1)
          const worker = own[turn % own.length]
          if (worker === undefined) continue
          rows.push({
            worker,
            discipline,
            starts_at,
            ends_at,
            telephone: `01632 9601${String(70 + (worker % 30)).padStart(2, '0')}`,
            author: manager,
            known_from: known,
          })
        }
      }
  if (rows.length > 0) await queries.insertInto('duty_shift').values(rows).execute()
}
