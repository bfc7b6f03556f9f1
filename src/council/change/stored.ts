import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { CivilDate } from '../../calendar/index.ts'
import type { Tables } from '../../store/tables.ts'
import { districts } from '../districts.ts'
import { quadrants, services } from '../organisation.ts'

const object = z.record(z.string(), z.unknown())

/** A team's place as it is believed now, with the number of its row. */
export type StoredTeam = {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly service: string
  readonly quadrant: string | null
  readonly from: CivilDate
  readonly until: CivilDate | null
}

/** What a council says of itself today, as far as a file may say otherwise. */
export const readStored = async (queries: Kysely<Tables>) => {
  const council = await queries.selectFrom('council').selectAll().executeTakeFirst()
  if (council === undefined) return undefined
  const teams: readonly StoredTeam[] = await queries
    .selectFrom('team')
    .select(['id', 'team as key', 'name', 'service', 'quadrant', 'started_on as from', 'ended_on as until'])
    .where('known_to', '=', 'infinity')
    .orderBy('team')
    .orderBy('started_on')
    .execute()
  const population = await queries.selectFrom('population').selectAll().orderBy('year').orderBy('known_from').execute()
  return {
    name: council.name,
    simulated: council.simulated,
    brand: object.parse(council.brand),
    settings: object.parse(council.settings),
    quadrants: await quadrants(queries),
    districts: await districts(queries),
    services: await services(queries),
    teams,
    /** The latest estimate of each year. */
    population: new Map(population.map(({ year, under_18 }) => [year, under_18])),
  }
}

export type StoredCouncil = NonNullable<Awaited<ReturnType<typeof readStored>>>

/** What comparing needs beside the file: what is stored, and the council's day. */
export type Comparing = { readonly stored: StoredCouncil; readonly today: CivilDate }
