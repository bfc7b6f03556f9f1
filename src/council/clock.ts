import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import {
  addDays,
  dateAt,
  instantAt,
  instantOf,
  isLocalTime,
  localTime,
  machineNow,
  millisecondsOf,
} from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'

/** A council at work goes by the machine's clock; a simulated one by a clock that stands, or runs from where it was set. */
export type Clock =
  | { readonly kind: 'machine' }
  | { readonly kind: 'simulated'; readonly standsAt: Instant; readonly runningSince: Instant | null }

/** Why a clock cannot be set: a council at work has the machine's. */
export class ClockIsTheMachines extends Error {
  constructor() {
    super('This council goes by the machine’s clock, which cannot be set from here.')
  }
}

/** The clock as it stands in the database; the machine's where no council has been made yet. */
export const readClock = async (database: Kysely<Tables>): Promise<Clock> => {
  const row = await database.selectFrom('clock').select(['kind', 'stands_at', 'running_since']).executeTakeFirst()
  return row?.kind === 'simulated' && row.stands_at !== null
    ? { kind: 'simulated', standsAt: row.stands_at, runningSince: row.running_since }
    : { kind: 'machine' }
}

/** What a clock says when the machine's says `machine`. */
export const readingOf = (clock: Clock, machine: Instant = machineNow()): Instant => {
  if (clock.kind === 'machine') return machine
  if (clock.runningSince === null) return clock.standsAt
  const elapsed = Math.max(0, millisecondsOf(machine) - millisecondsOf(clock.runningSince))
  return instantAt(millisecondsOf(clock.standsAt) + elapsed)
}

/** The council's present moment. */
export const now = async (database: Kysely<Tables>): Promise<Instant> => readingOf(await readClock(database))

/**
 * The moment of a piece of recording: later than that of every other, so that what was known before it and after it can
 * be told apart even while a simulated clock stands. Such a clock moves on by a millisecond.
 */
export const nextMoment = async (database: Kysely<Tables>): Promise<Instant> => {
  const row = await database
    .updateTable('clock')
    .set({ stands_at: sql<Instant>`stands_at + interval '1 millisecond'` })
    .where('kind', '=', 'simulated')
    .returning(['stands_at', 'running_since'])
    .executeTakeFirst()
  if (row?.stands_at == null) return machineNow()
  return readingOf({ kind: 'simulated', standsAt: row.stands_at, runningSince: row.running_since })
}

const changeSimulated = async (
  database: Kysely<Tables>,
  change: (reading: Instant, machine: Instant, running: boolean) => { standsAt: Instant; running: boolean },
): Promise<Instant> => {
  const clock = await readClock(database)
  if (clock.kind === 'machine') throw new ClockIsTheMachines()
  const machine = machineNow()
  const { standsAt, running } = change(readingOf(clock, machine), machine, clock.runningSince !== null)
  await database
    .updateTable('clock')
    .set({ stands_at: standsAt, running_since: running ? machine : null })
    .execute()
  return standsAt
}

/** The same time of day on the next day in England; an hour that the clocks skip that day becomes the one after it. */
const sameTimeTomorrow = (instant: Instant): Instant => {
  const local = localTime(instant)
  const tomorrow = addDays(dateAt(instant), 1)
  const wanted = `${tomorrow}${local.slice(10)}`
  const rest = instant.slice(16)
  try {
    return `${instantOf(wanted).slice(0, 16)}${rest}`
  } catch {
    const later = `${tomorrow}T02${local.slice(13)}`
    if (!isLocalTime(later)) throw new RangeError(`There is no ${wanted}.`)
    return `${instantOf(later).slice(0, 16)}${rest}`
  }
}

/** Moves a simulated clock on to the same time tomorrow, standing or running as it was. Throws ClockIsTheMachines. */
export const moveOnOneDay = (database: Kysely<Tables>): Promise<Instant> =>
  changeSimulated(database, (reading, _machine, running) => ({ standsAt: sameTimeTomorrow(reading), running }))

/** Lets a simulated clock run with the machine's from where it stands. Throws ClockIsTheMachines. */
export const letRun = (database: Kysely<Tables>): Promise<Instant> =>
  changeSimulated(database, reading => ({ standsAt: reading, running: true }))

/** Stops a simulated clock where it is. Throws ClockIsTheMachines. */
export const stand = (database: Kysely<Tables>): Promise<Instant> =>
  changeSimulated(database, reading => ({ standsAt: reading, running: false }))
