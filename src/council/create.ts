import { sql } from 'kysely'
import type { Insertable, Kysely } from 'kysely'
import { instantOf, machineNow, startOfDay } from '../calendar/index.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import { takeTurnWithCouncil } from '../store/bulk/index.ts'
import { atOnce } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import { caseloadsOfFile, policyOfFile } from './file-policies.ts'
import { targetsOfFile } from './targets.ts'
import type { CouncilFile } from './file-schema.ts'
import { makeWay } from './make-way.ts'

/** What was made: the numbers of the workers, in the order of the file. */
export type MadeCouncil = { readonly workers: readonly number[] }

const rowsAtOnce = 1000

const insertAll = async <Table extends keyof Tables>(
  database: Kysely<Tables>,
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
): Promise<void> => {
  for (let start = 0; start < rows.length; start += rowsAtOnce)
    await database
      .insertInto(table)
      .values(rows.slice(start, start + rowsAtOnce))
      .execute()
}

const insertPlaces = async (database: Kysely<Tables>, { quadrants, districts, population }: CouncilFile) => {
  await insertAll(
    database,
    'quadrant',
    quadrants.map(({ key, name }, position) => ({ quadrant: key, name, position })),
  )
  await insertAll(
    database,
    'district',
    districts.map(({ key, name, quadrant, postcodes }, position) => ({
      district: key,
      name,
      quadrant,
      postcodes,
      position,
    })),
  )
  await insertAll(
    database,
    'population',
    Object.entries(population).map(([year, under_18]) => ({ year: Number(year), under_18 })),
  )
}

const insertWorkers = async (
  database: Kysely<Tables>,
  { workers }: CouncilFile,
  knownFrom: (startedOn: CivilDate) => Instant,
): Promise<readonly number[]> => {
  // Numbers are taken first, so that they are in the order of the file however the rows come back.
  const { rows } = await sql<{ worker: number }>`
    select nextval(pg_get_serial_sequence('worker', 'worker')) as worker from generate_series(1, ${workers.length}::int)
  `.execute(database)
  const numbered = workers.flatMap((worker, index) => {
    const number = rows[index]?.worker
    return number === undefined ? [] : [{ ...worker, number }]
  })
  await insertAll(
    database,
    'worker',
    numbered.map(({ number, given, family, newlyQualifiedOn }) => ({
      worker: number,
      given,
      family,
      newly_qualified_on: newlyQualifiedOn,
    })),
  )
  await insertAll(
    database,
    'post',
    numbered.flatMap(({ number, posts }) =>
      posts.map(post => ({
        worker: number,
        role: post.role,
        team: post.team,
        agency: post.agency,
        full_time_equivalent: post.fullTimeEquivalent,
        started_on: post.from,
        ended_on: post.until,
        known_from: knownFrom(post.from),
      })),
    ),
  )
  return numbered.map(({ number }) => number)
}

/** Writes the council itself, from when on the database holds one; its organisation stands already. */
export const insertCouncilItself = async (database: Kysely<Tables>, file: CouncilFile): Promise<void> => {
  const { shortName, strapline, colour, telephone, address } = file.brand
  const { signIn, openid, sessions, entrance, agreement } = file
  const rules = { policies: policyOfFile(file), caseloads: caseloadsOfFile(file), targets: targetsOfFile(file) }
  const settings = { signIn, openid, sessions, entrance, agreement, ...rules }
  await database
    .insertInto('council')
    .values({
      name: file.name,
      brand: JSON.stringify({
        shortName,
        strapline,
        colour,
        telephone: { ...telephone, describes: undefined },
        address,
      }),
      simulated: file.simulated !== undefined,
      settings: JSON.stringify(settings),
    })
    .execute()
  await database
    .insertInto('clock')
    .values(
      file.simulated === undefined
        ? { kind: 'machine', stands_at: null, running_since: null }
        : { kind: 'simulated', stands_at: instantOf(file.simulated.standsAt), running_since: null },
    )
    .execute()
}

/**
 * Writes a council's places, services, teams, workers and posts into a database that holds none, in the transaction that
 * the caller has begun. Of a simulated one each team and post is known from the day it began; of a council at work, from
 * the moment at which it is made.
 */
export const insertOrganisation = async (
  database: Kysely<Tables>,
  file: CouncilFile,
  at: Instant = machineNow(),
): Promise<MadeCouncil> => {
  const knownFrom = (startedOn: CivilDate) => (file.simulated === undefined ? at : startOfDay(startedOn))
  await insertPlaces(database, file)
  await insertAll(
    database,
    'service',
    file.services.map(({ key, name, caseloadThreshold }, position) => ({
      service: key,
      name,
      caseload_threshold: caseloadThreshold,
      position,
    })),
  )
  await insertAll(
    database,
    'team',
    file.teams
      // A line that was taken back before it began holds on no day.
      .filter(({ from, until }) => until === null || until > from)
      .map(({ key, name, service, quadrant, from, until }) => ({
        team: key,
        name,
        service,
        quadrant,
        started_on: from,
        ended_on: until,
        known_from: knownFrom(from),
      })),
  )
  return { workers: await insertWorkers(database, file, knownFrom) }
}

/**
 * Makes a council, empty of children and ready for work, or nothing at all. Throws CouncilExists where the database holds
 * one, unless it is to be replaced and is simulated or holds nobody’s work yet.
 */
export const createCouncil = (
  database: Kysely<Tables>,
  file: CouncilFile,
  { replace = false, at = machineNow() }: { readonly replace?: boolean; readonly at?: Instant } = {},
): Promise<MadeCouncil> =>
  atOnce(database, async queries => {
    await takeTurnWithCouncil(queries)
    await makeWay(queries, replace)
    await insertCouncilItself(queries, file)
    return insertOrganisation(queries, file, at)
  })
