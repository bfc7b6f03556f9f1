import { sql } from 'kysely'
import { addDays, startOfDay } from '../../calendar/index.ts'
import type { CivilDate, Instant } from '../../calendar/index.ts'
import type { Database } from '../../store/index.ts'
import { testDatabase } from '../../store/testing.ts'
import type { Measure } from './measure.ts'
import { addTestPerson } from '../../people/testing.ts'

/** An instant, or the start of a date. */
type Moment = string

/** When something came to be recorded, and when it ceased to be believed. By default on the day itself, and still. */
type Recording = { readonly recorded?: Moment; readonly superseded?: Moment }

type EntryGiven = Recording & {
  readonly completed?: CivilDate
  readonly outcome?: string
  readonly answers?: Readonly<Record<string, unknown>>
  readonly follows?: number
  readonly team?: string
  /** A further version of the entry of this number. */
  readonly corrects?: number
  readonly version?: number
  readonly withdrawn?: boolean
}

type EpisodeGiven = Recording & {
  readonly detail?: Readonly<Record<string, unknown>>
  readonly openedBy?: number
  /** When the ending came to be recorded; by default on the day it ended. */
  readonly endRecorded?: Moment
}

type DutyGiven = Recording & {
  readonly due: CivilDate
  readonly met?: CivilDate
  readonly metBy?: number
  readonly lapsed?: CivilDate
  readonly anchor?: number
  /** The entry that opened the period whose rhythm it is. */
  readonly episode?: number
  readonly settledRecorded?: Moment
}

const instant = (moment: Moment): Instant => (moment.length === 10 ? startOfDay(moment) : moment)

/**
 * What stands on each of some days by the rows of a measure, without what is left out where these days alone are asked for:
 * how many are counted, and how many rows there are.
 */
export const standingByRows = async (
  { sql: db }: Pick<Database, 'sql'>,
  measure: Measure,
  days: readonly CivilDate[],
  known: Instant,
): Promise<readonly (readonly [number, number])[]> => {
  const asked = { from: days.toSorted()[0] ?? '', to: days.toSorted().at(-1) ?? '', known }
  const { rows } = await sql<{ readonly counted: number; readonly rows: number }>`
    select (count(*) filter (where r.counted))::integer as counted, count(r.started)::integer as rows
    from unnest(${days}::date[]) with ordinality as on_day (day, place)
    left join ${measure.rows(asked)} r on r.started <= on_day.day and (r.ended is null or r.ended > on_day.day)
    group by on_day.place order by on_day.place`.execute(db)
  return rows.map(({ counted, rows: standing }) => [counted, standing])
}

/** The tables that a small record fills, in an order in which they can be emptied. */
const rowsMade = [
  'duty',
  'episode',
  'entry_subject',
  'entry',
  'link',
  'post',
  'team',
  'service',
  'quadrant',
  'district',
  'person',
  'identity_version',
  'identity',
] as const

/** A small record made by hand, row by row, in a database of its own. */
export const smallRecord = async () => {
  const database = await testDatabase()
  const db = database.sql
  await db.insertInto('worker').values({ given: 'Test', family: 'Worker', newly_qualified_on: null }).execute()

  const child = (bornOn: CivilDate = '2010-06-15'): Promise<number> =>
    addTestPerson(database, { given: 'Test', family: 'Child', bornOn, knownFrom: '2010-01-01T00:00:00.000Z' })

  const entry = async (
    step: string,
    children: number | readonly number[],
    happened: CivilDate,
    given: EntryGiven = {},
  ): Promise<number> => {
    const { completed = happened, outcome = 'recorded', answers = {}, corrects, version = 1 } = given
    const { rows } = await sql<{ lineage: number }>`
      with fresh as (select nextval(pg_get_serial_sequence('entry', 'id')) as id)
      insert into entry (id, lineage, subjects, version, step, answers, outcome, happened_on, completed_on, follows, author, team,
        recorded_at, superseded_at, withdrawn, correction_reason)
      select id, coalesce(${corrects ?? null}::bigint, id), ${[children].flat().toSorted((one, other) => one - other)}::bigint[], ${version}, ${step}, ${JSON.stringify(answers)}::jsonb, ${outcome},
        ${happened}, ${completed}, ${given.follows ?? null}::bigint, 1, ${given.team ?? null},
        ${instant(given.recorded ?? completed)},
        ${given.superseded === undefined ? 'infinity' : instant(given.superseded)}::timestamptz,
        ${given.withdrawn ?? false}, ${version > 1 ? 'mistake' : null}
      from fresh returning lineage`.execute(db)
    const lineage = rows[0]?.lineage ?? 0
    if (corrects === undefined)
      await db
        .insertInto('entry_subject')
        .values([children].flat().map(identity => ({ lineage, identity, paragraph: null })))
        .execute()
    return lineage
  }

  const episode = async (
    kind: string,
    identity: number,
    started: CivilDate,
    ended: CivilDate | null = null,
    given: EpisodeGiven = {},
  ): Promise<void> => {
    await sql`insert into episode (identity, kind, started_on, ended_on, detail, opened_by, known_from, known_to,
        settled_known_from)
      values (${identity}, ${kind}, ${started}, ${ended}, ${JSON.stringify(given.detail ?? {})}::jsonb,
        ${given.openedBy ?? 0}, ${instant(given.recorded ?? started)},
        ${given.superseded === undefined ? 'infinity' : instant(given.superseded)}::timestamptz,
        ${ended === null ? null : instant(given.endRecorded ?? ended)}::timestamptz)`.execute(db)
  }

  const duty = async (rule: string, identity: number, anchored: CivilDate, given: DutyGiven): Promise<void> => {
    const settled = given.met ?? given.lapsed
    await sql`insert into duty (identity, rule, step, anchor, anchored_on, due_on, episode, met_by, met_on, lapsed_on,
        known_from, known_to, settled_known_from)
      values (${identity}, ${rule}, ${rule}, ${given.anchor ?? 0}, ${anchored}, ${given.due},
        ${given.episode ?? null}::bigint, ${given.metBy ?? null}::bigint, ${given.met ?? null}::date, ${given.lapsed ?? null}::date, ${instant(given.recorded ?? anchored)},
        ${given.superseded === undefined ? 'infinity' : instant(given.superseded)}::timestamptz,
        ${settled === undefined ? null : instant(given.settledRecorded ?? settled)}::timestamptz)`.execute(db)
  }

  const same = (one: number, other: number, recorded: CivilDate = '2010-01-02') =>
    sql`insert into link (one, other, decision, reason, known_from)
      values (${Math.min(one, other)}, ${Math.max(one, other)}, 'same', 'one child', ${instant(recorded)})`.execute(db)

  const worker = async (team: string, from: CivilDate, to: CivilDate | null = null): Promise<number> => {
    const { worker: made } = await db
      .insertInto('worker')
      .values({ given: 'Another', family: 'Worker', newly_qualified_on: null })
      .returning('worker')
      .executeTakeFirstOrThrow()
    await sql`insert into post (worker, role, team, started_on, ended_on, known_from)
      values (${made}, 'socialWorker', ${team}, ${from}, ${to}, ${startOfDay(from)})`.execute(db)
    return made
  }

  /** Two quadrants, and in each a team of each service named. */
  const teams = async (services: readonly string[]): Promise<void> => {
    for (const [position, quadrant] of ['north', 'south'].entries())
      await db.insertInto('quadrant').values({ quadrant, name: quadrant, position }).execute()
    for (const [position, service] of services.entries()) {
      await db.insertInto('service').values({ service, name: service, caseload_threshold: null, position }).execute()
      for (const quadrant of ['north', 'south'])
        await sql`insert into team (team, name, service, quadrant, started_on, known_from)
          values (${`${service}-${quadrant}`}, ${`${service} ${quadrant}`}, ${service}, ${quadrant}, '2010-01-01', '2010-01-01')`.execute(
          db,
        )
    }
  }

  /** Deletes every row that was made here: a few of them go much faster so than tables are emptied. */
  const empty = async () => {
    for (const table of rowsMade) await db.deleteFrom(table).execute()
  }

  return { database, child, entry, episode, duty, same, worker, teams, empty, close: database.close }
}

export type SmallRecord = Awaited<ReturnType<typeof smallRecord>>

/** A day at noon, later than everything recorded: what is known now. */
export const today: Instant = '2030-01-01T12:00:00.000Z'

/** The day before another. */
export const dayBefore = (date: CivilDate): CivilDate => addDays(date, -1)
