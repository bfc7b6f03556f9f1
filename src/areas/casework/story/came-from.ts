import type { Kysely } from 'kysely'
import type { Entry } from '../../../ledger/read.ts'
import type { Tables } from '../../../store/tables.ts'
import { cameFrom } from './story.ts'

/** A team, or another system, in which some of a story was recorded. */
export type Source = { readonly value: string; readonly text: string }

/** The name of each team as it is or was last called. */
const teamNames = async (queries: Kysely<Tables>, teams: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (teams.length === 0) return new Map()
  const rows = await queries
    .selectFrom('team')
    .distinctOn('team')
    .select(['team', 'name'])
    .where('team', 'in', [...teams])
    .where('known_to', '=', 'infinity')
    .orderBy('team')
    .orderBy('started_on', 'desc')
    .execute()
  return new Map(rows.map(({ team, name }) => [team, name]))
}

/** Where some entries were recorded, by name. */
export const sourcesIn = async (queries: Kysely<Tables>, entries: readonly Entry[]): Promise<readonly Source[]> => {
  const values = [...new Set(entries.map(cameFrom))].filter(value => value !== '')
  const after = (value: string) => value.slice(value.indexOf(':') + 1)
  const names = await teamNames(queries, values.filter(value => value.startsWith('team:')).map(after))
  return values
    .map(value => ({
      value,
      text: value.startsWith('team:') ? (names.get(after(value)) ?? after(value)) : `From ${after(value)}`,
    }))
    .toSorted((one, other) => one.text.localeCompare(other.text, 'en-GB'))
}
