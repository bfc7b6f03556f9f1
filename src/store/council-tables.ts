import type { Generated, JSONColumnType } from 'kysely'
import type { CivilDate, Instant } from '../calendar/index.ts'
import type { Knowledge } from './knowledge.ts'

type Json = JSONColumnType<Readonly<Record<string, unknown>>>

type CouncilTable = {
  only: Generated<boolean>
  name: string
  brand: Json
  simulated: boolean
  settings: Json
}
type ClockTable = {
  only: Generated<boolean>
  kind: 'machine' | 'simulated'
  stands_at: Instant | null
  running_since: Instant | null
}
type QuadrantTable = { quadrant: string; name: string; position: number }
type DistrictTable = {
  district: string
  name: string
  quadrant: string
  position: number
  /** With what its postcodes begin. */
  postcodes: Generated<readonly string[]>
}
type CouncilChangeTable = { id: Generated<number>; changed_at: Instant; words: readonly string[] }
type ServiceTable = { service: string; name: string; caseload_threshold: number | null; position: number }
type TeamTable = Knowledge & {
  id: Generated<number>
  team: string
  name: string
  service: string
  quadrant: string | null
  started_on: CivilDate
  ended_on: CivilDate | null
}
type PopulationTable = { year: number; under_18: number; known_from: Generated<Instant> }
type WorkerTable = {
  worker: Generated<number>
  given: string
  family: string
  newly_qualified_on: CivilDate | null
}
type PostTable = Knowledge & {
  id: Generated<number>
  worker: number
  role: string
  team: string | null
  agency: Generated<boolean>
  full_time_equivalent: Generated<number>
  started_on: CivilDate
  ended_on: CivilDate | null
}
type AbsenceTable = Knowledge & {
  id: Generated<number>
  worker: number
  kind: string
  started_on: CivilDate
  /** The first day back; null while nobody knows when. */
  ended_on: CivilDate | null
  cover: number | null
  note: string | null
  author: number
}

/** The council, its clock and its organisation. */
export type CouncilTables = {
  council: CouncilTable
  clock: ClockTable
  quadrant: QuadrantTable
  district: DistrictTable
  council_change: CouncilChangeTable
  service: ServiceTable
  team: TeamTable
  population: PopulationTable
  worker: WorkerTable
  post: PostTable
  absence: AbsenceTable
}
