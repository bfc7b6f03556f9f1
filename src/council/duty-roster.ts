import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { CivilDate, Instant } from '../calendar/index.ts'
import type { DutyDiscipline } from '../journey/index.ts'
import type { Role } from '../journey/roles.ts'
import type { Tables } from '../store/tables.ts'
import { hoursOf } from './duty-hours.ts'
import type { Span } from './duty-hours.ts'
import { posts, teamOn } from './organisation.ts'

/** A shift of the roster as it is believed now. */
export type DutyShift = Span & {
  /** The number of this version, and the number that the shift keeps through all of them. */
  readonly id: number
  readonly shift: number
  readonly worker: number
  readonly name: string
  readonly discipline: string
  readonly telephone: string | null
}

/** A shift as somebody wants it on the roster. */
export type ShiftToRecord = Span & {
  readonly worker: number
  readonly discipline: DutyDiscipline
  readonly telephone: string | null
}

/** Why the roster is not changed, and which question the words belong to. Nothing was written. */
export class RosterRefused extends Error {
  readonly question: 'worker' | 'until' | 'because' | 'shift'
  constructor(question: RosterRefused['question'], message: string) {
    super(message)
    this.question = question
  }
}

type Writing = { readonly worker: number; readonly now: Instant }

const longest = 24

const chosen = (queries: Kysely<Tables>) =>
  queries
    .selectFrom('duty_shift')
    .innerJoin('worker', 'worker.worker', 'duty_shift.worker')
    .select([
      'duty_shift.id',
      'duty_shift.shift',
      'duty_shift.worker',
      sql<string>`worker.given || ' ' || worker.family`.as('name'),
      'duty_shift.discipline',
      'duty_shift.starts_at as from',
      'duty_shift.ends_at as until',
      'duty_shift.telephone',
    ])
    .orderBy('duty_shift.starts_at')
    .orderBy('worker.family')
    .orderBy('duty_shift.worker')

const believed = sql<boolean>`duty_shift.known_to = 'infinity'`

/** Everybody's shifts that touch a time. */
export const rosterWithin = (queries: Kysely<Tables>, { from, until }: Span): Promise<readonly DutyShift[]> =>
  chosen(queries)
    .where(believed)
    .where('duty_shift.starts_at', '<', until)
    .where('duty_shift.ends_at', '>', from)
    .execute()

/** Who is on duty at an instant. */
export const onDutyAt = (queries: Kysely<Tables>, now: Instant): Promise<readonly DutyShift[]> =>
  chosen(queries)
    .where(believed)
    .where('duty_shift.starts_at', '<=', now)
    .where('duty_shift.ends_at', '>', now)
    .execute()

/** Who comes on next: those whose shifts begin first after an instant. */
export const onDutyNext = (queries: Kysely<Tables>, now: Instant): Promise<readonly DutyShift[]> =>
  chosen(queries)
    .where(believed)
    .where('duty_shift.starts_at', '=', within =>
      within
        .selectFrom('duty_shift as next')
        .select(({ fn }) => fn.min('next.starts_at').as('at'))
        .where('next.known_to', '=', 'infinity')
        .where('next.starts_at', '>', now),
    )
    .execute()

/** One version of a shift, where it is the one believed now. */
export const shiftNow = (queries: Kysely<Tables>, id: number): Promise<DutyShift | undefined> =>
  chosen(queries).where(believed).where('duty_shift.id', '=', id).executeTakeFirst()

/** What was changed on the roster of a time: the version that went, who took it away, and what stands in its place. */
export type RosterChange = DutyShift & {
  readonly at: Instant
  readonly by: string
  readonly because: string | null
  readonly now: Pick<DutyShift, 'name' | 'from' | 'until'> | null
}

/** The changes to the shifts that touch a time, the latest first. */
export const rosterChanges = async (
  queries: Kysely<Tables>,
  { from, until }: Span,
): Promise<readonly RosterChange[]> => {
  const { rows } = await sql<
    Omit<RosterChange, 'now'> & { nextName: string | null; nextFrom: Instant | null; nextUntil: Instant | null }
  >`
    select old.id, old.shift, old.worker, worker.given || ' ' || worker.family as name, old.discipline,
      old.starts_at as "from", old.ends_at as "until", old.telephone, old.known_to as at,
      changer.given || ' ' || changer.family as by, old.closed_because as because,
      next_worker.given || ' ' || next_worker.family as "nextName", next.starts_at as "nextFrom", next.ends_at as "nextUntil"
    from duty_shift old
      join worker on worker.worker = old.worker
      join worker changer on changer.worker = old.closed_by
      left join duty_shift next on next.shift = old.shift and next.known_from = old.known_to
      left join worker next_worker on next_worker.worker = next.worker
    where old.known_to <> 'infinity' and old.starts_at < ${until}::timestamptz and old.ends_at > ${from}::timestamptz
    order by old.known_to desc, old.id desc limit 100`.execute(queries)
  return rows.map(({ nextName, nextFrom, nextUntil, ...row }) => ({
    ...row,
    now:
      nextName === null || nextFrom === null || nextUntil === null
        ? null
        : { name: nextName, from: nextFrom, until: nextUntil },
  }))
}

const refuseTheImpossible = async (queries: Kysely<Tables>, wanted: ShiftToRecord, but?: number): Promise<void> => {
  if (wanted.until <= wanted.from) throw new RosterRefused('until', 'The shift must end after it begins')
  if (hoursOf(wanted) > longest)
    throw new RosterRefused('until', `A shift lasts ${longest} hours at most. Make two of it`)
  const clash = (await rosterWithin(queries, wanted)).find(
    ({ worker, shift }) => worker === wanted.worker && shift !== but,
  )
  if (clash !== undefined)
    throw new RosterRefused('worker', `${clash.name} is on the roster at that time already. Change that shift instead`)
}

const lockWorkers = (queries: Kysely<Tables>, workers: readonly number[]) =>
  queries
    .selectFrom('worker')
    .select('worker')
    .where('worker', 'in', [...new Set(workers)])
    .orderBy('worker')
    .forUpdate()
    .execute()

const insert = async (queries: Kysely<Tables>, by: Writing, wanted: ShiftToRecord, shift?: number): Promise<number> => {
  const { id } = await queries
    .insertInto('duty_shift')
    .values({
      ...(shift === undefined ? {} : { shift }),
      worker: wanted.worker,
      discipline: wanted.discipline,
      starts_at: wanted.from,
      ends_at: wanted.until,
      telephone: wanted.telephone,
      author: by.worker,
      known_from: by.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Puts somebody on the roster, inside the caller's transaction. Throws RosterRefused. */
export const recordShift = async (queries: Kysely<Tables>, by: Writing, wanted: ShiftToRecord): Promise<number> => {
  await lockWorkers(queries, [wanted.worker])
  await refuseTheImpossible(queries, wanted)
  return insert(queries, by, wanted)
}

/**
 * Puts another version in the place of a shift, or takes it off the roster where there is none. What stood there stays
 * readable with who changed it and why. Throws RosterRefused.
 */
export const changeShift = async (
  queries: Kysely<Tables>,
  by: Writing,
  { id, wanted, because }: { readonly id: number; readonly wanted?: ShiftToRecord; readonly because: string },
): Promise<void> => {
  if (because.trim() === '')
    throw new RosterRefused('because', 'Say why the roster changes, for whoever reads it later')
  const before = await shiftNow(queries, id)
  const meanwhile = new RosterRefused('shift', 'This shift was changed while you were looking at it. Look at it again')
  if (before === undefined) throw meanwhile
  await lockWorkers(queries, [before.worker, ...(wanted === undefined ? [] : [wanted.worker])])
  const { numUpdatedRows } = await queries
    .updateTable('duty_shift')
    .set({ known_to: by.now, closed_by: by.worker, closed_because: because.trim() })
    .where('id', '=', id)
    .where('known_to', '=', 'infinity')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw meanwhile
  if (wanted === undefined) return
  await refuseTheImpossible(queries, wanted, before.shift)
  await insert(queries, by, wanted, before.shift)
}

/** The teams in which duty workers have their posts on a day: the duty team, whatever it is called. */
export const dutyTeams = async (queries: Kysely<Tables>, on: CivilDate): Promise<readonly string[]> => [
  ...new Set((await posts(queries, { on }, { role: 'dutyWorker' })).flatMap(({ team }) => team ?? [])),
]

/** Whether somebody manages the duty team: its team manager, or the manager of its service. */
export const managesDutyTeam = async (
  queries: Kysely<Tables>,
  who: {
    readonly role: Role
    readonly teams: readonly string[]
    readonly services: readonly string[]
    readonly today: CivilDate
  },
): Promise<boolean> => {
  if (who.role !== 'teamManager' && who.role !== 'serviceManager') return false
  const teams = await dutyTeams(queries, who.today)
  if (who.role === 'teamManager') return teams.some(team => who.teams.includes(team))
  if (teams.length === 0) return false
  const { rows } = await sql<{ service: string }>`
    select distinct service from team where team = any (${[...teams]}::text[]) and ${teamOn('team', who.today)}`.execute(
    queries,
  )
  return rows.some(({ service }) => who.services.includes(service))
}
