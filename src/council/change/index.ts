import type { Kysely } from 'kysely'
import { dateAt } from '../../calendar/index.ts'
import type { CivilDate, Instant } from '../../calendar/index.ts'
import { takeTurnWithCouncil } from '../../store/bulk/index.ts'
import { atOnce } from '../../store/database.ts'
import type { Tables } from '../../store/tables.ts'
import { nextMoment, now } from '../clock.ts'
import { readCouncil } from '../council.ts'
import { CouncilFileRefused } from '../file.ts'
import type { CouncilFile } from '../file-schema.ts'
import { together } from './change.ts'
import type { Change } from './change.ts'
import { compareDistricts, comparePopulation, compareQuadrants, compareServices } from './places.ts'
import { compareCaseloads, comparePolicies, compareTargets } from './rules.ts'
import { storedSignIn } from '../signing-in.ts'
import { compareSettings } from './settings.ts'
import { whyTeamsCannotEnd } from './still-in-team.ts'
import { readStored } from './stored.ts'
import { compareTeams } from './teams.ts'
import type { EndOfTeam } from './teams.ts'

/** There is no council in the database that could change. */
export class NoCouncil extends Error {
  override readonly name = 'NoCouncil'
}

/** A file with what it says in so many words: what it leaves out changes nothing. */
export type FileToChangeBy = { readonly file: CouncilFile; readonly typed: unknown }

/** What a file changes, in words, and what it leaves out, which stays. */
export type CouncilChanged = {
  readonly name: string
  readonly changes: readonly string[]
  readonly leftOut: readonly string[]
  /** The moment from which the changes are known; undefined where nothing was to change, or nothing was to be written. */
  readonly at?: Instant
}

/** A part that the provider gives, by the file or by what it leaves out, in a team that is no more. */
const partsInEnded = (
  { openid }: CouncilFile,
  settings: Readonly<Record<string, unknown>>,
  ends: readonly EndOfTeam[],
): readonly string[] => {
  const { parts } = storedSignIn.openid.parse(settings['openid'])
  const isInFile = openid?.parts !== undefined
  return (parts?.values ?? []).flatMap(({ value, team }, index) => {
    const end = ends.find(each => each.team === team)
    if (end === undefined) return []
    const place = isInFile
      ? `openid.parts.values[${index}].team`
      : `openid.parts, which the file leaves out, “${value}”`
    return [`${place}: the provider would give parts in “${end.name}”, which ends`]
  })
}

const compareAll = async (queries: Kysely<Tables>, { file, typed }: FileToChangeBy, at: Instant) => {
  const [stored, council] = [await readStored(queries), await readCouncil(queries)]
  if (stored === undefined || council === undefined)
    throw new NoCouncil('There is no council in this database that could change: make it first, with council new.')
  const today: CivilDate = dateAt(at)
  const comparing = { stored, today }
  const settings = compareSettings(file, typed, stored, today)
  const teams = compareTeams(file, comparing)
  const policies = await comparePolicies(queries, file, council, today)
  const targets = compareTargets(file, council, today)
  const caseloads = compareCaseloads(file, council, today)
  const all = together([
    settings,
    compareQuadrants(file, comparing),
    compareDistricts(file, comparing),
    compareServices(file, comparing),
    teams,
    policies,
    caseloads,
    targets,
    comparePopulation(file, comparing),
  ])
  const faults = [
    ...all.faults,
    ...partsInEnded(file, settings.settings, teams.ends),
    ...(await whyTeamsCannotEnd(queries, teams.ends)),
  ]
  if (faults.length > 0) throw new CouncilFileRefused(faults)
  const rules = { policies: policies.policies, targets: targets.targets, caseloads: caseloads.caseloads }
  return { ...all, name: settings.name, brand: settings.brand, settings: { ...settings.settings, ...rules } }
}

const write = async (
  queries: Kysely<Tables>,
  to: { readonly name: string; readonly brand: object; readonly settings: object; readonly changes: readonly Change[] },
  at: Instant,
): Promise<void> => {
  for (const change of to.changes) await change.write?.(queries, at)
  // The row is written whatever changes: servers know by it that what they have kept is of the council as it was.
  await queries
    .updateTable('council')
    .set({ name: to.name, brand: JSON.stringify(to.brand), settings: JSON.stringify(to.settings) })
    .execute()
  await queries
    .insertInto('council_change')
    .values({ changed_at: at, words: to.changes.map(({ words }) => words) })
    .execute()
}

/**
 * Changes a council at work by its file, all of it or nothing: adds what is new from its day on, alters nothing that has been in
 * force and removes nothing. Throws CouncilFileRefused, which says which line of the file tries to. `check` writes nothing.
 */
export const changeCouncil = (
  database: Kysely<Tables>,
  by: FileToChangeBy,
  { check = false }: { readonly check?: boolean } = {},
): Promise<CouncilChanged> =>
  atOnce(database, async queries => {
    await takeTurnWithCouncil(queries)
    // Whoever records takes the moment first and then writes: who is in a team is held still after it, as they do.
    const at = check ? await now(queries) : await nextMoment(queries)
    const compared = await compareAll(queries, by, at)
    const said = {
      name: compared.name,
      changes: compared.changes.map(({ words }) => words),
      leftOut: compared.leftOut,
    }
    if (check || said.changes.length === 0) return said
    await write(queries, compared, at)
    return { ...said, at }
  })

/** What the council has changed of itself by its file, the latest first. */
export const changesOfCouncil = (
  database: Kysely<Tables>,
  atMost: number,
): Promise<readonly { readonly at: Instant; readonly words: readonly string[] }[]> =>
  database
    .selectFrom('council_change')
    .select(['changed_at as at', 'words'])
    .orderBy('id', 'desc')
    .limit(atMost)
    .execute()
