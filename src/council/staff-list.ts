import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { CivilDate } from '../calendar/index.ts'
import { roles } from '../journey/roles.ts'
import type { Tables } from '../store/tables.ts'

/** Somebody on the list of staff: their parts on the day in words, or when the last of them ended or the first begins. */
export type StaffMember = {
  readonly worker: number
  readonly name: string
  readonly parts: readonly { readonly role: string; readonly teamName: string | null }[]
  readonly lastEndedOn: CivilDate | null
  readonly firstStartsOn: CivilDate | null
  readonly hasAccount: boolean
}

export type StaffAsked = {
  readonly on: CivilDate
  /** Words that name, role or team all contain. */
  readonly words?: string
  readonly which?: 'here' | 'left' | 'coming' | 'withoutAccount'
  readonly page: number
  readonly perPage: number
}

/** `%` and `_` mean themselves in what somebody searches for. */
const containing = (word: string) => `%${word.replaceAll(/[\\%_]/g, mark => `\\${mark}`)}%`

/** The staff by family name, a page at a time, and how many there are in all. */
export const staff = async (
  database: Kysely<Tables>,
  { on, words = '', which = 'here', page, perPage }: StaffAsked,
): Promise<{ readonly members: readonly StaffMember[]; readonly total: number }> => {
  const titles = JSON.stringify(roles)
  const wanted = words.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean).map(containing)
  const narrowed = {
    here: sql`here`,
    left: sql`not here and not coming`,
    coming: sql`not here and coming`,
    withoutAccount: sql`here and not "hasAccount"`,
  }[which]
  const { rows } = await sql<(StaffMember | { readonly worker: null }) & { readonly total: number }>`
    with known as (
      select post.*, post.started_on <= ${on}::date and (post.ended_on is null or post.ended_on > ${on}::date) as here,
        ${titles}::jsonb ->> post.role as title,
        (select team.name from team where team.team = post.team and team.known_to = 'infinity'
          order by team.started_on desc limit 1) as team_name
      from post where known_to = 'infinity'
    ), member as (
      select worker.worker, worker.given, worker.family,
        coalesce(jsonb_agg(distinct jsonb_build_object('role', known.role, 'teamName', known.team_name))
          filter (where known.here), '[]') as parts,
        coalesce(bool_or(known.here), false) as here,
        coalesce(bool_or(known.started_on > ${on}::date), false) as coming,
        max(known.ended_on) as "lastEndedOn",
        min(known.started_on) filter (where known.started_on > ${on}::date) as "firstStartsOn",
        exists (select 1 from account where account.worker = worker.worker and account.known_to = 'infinity') as "hasAccount",
        lower(worker.given || ' ' || worker.family || ' ' || coalesce(string_agg(concat_ws(' ', known.title, known.team_name), ' '), '')) as text
      from worker left join known on known.worker = worker.worker
      group by worker.worker
    ), chosen as materialized (
      select * from member where ${narrowed} and text like all (${wanted}::text[])
    )
    select shown.worker, shown.given || ' ' || shown.family as name, shown.parts, shown."lastEndedOn", shown."firstStartsOn",
      shown."hasAccount", counted.total
    from (select count(*)::int as total from chosen) counted
    -- A page past the end has nobody on it, and is told of how many all the same.
    left join (select * from chosen order by family, given, worker limit ${perPage} offset ${(page - 1) * perPage}) shown on true
    order by shown.family, shown.given, shown.worker`.execute(database)
  return { members: rows.filter(row => row.worker !== null), total: rows[0]?.total ?? 0 }
}
