import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { inWords } from '../../calendar/index.ts'
import { workingKinds } from '../../journey/allocation-parts.ts'
import type { Tables } from '../../store/tables.ts'
import type { EndOfTeam } from './teams.ts'

type Still = { readonly name: string | null; readonly posts: number; readonly children: number }

const counted = (many: number, one: string, more: string): string => `${many} ${many === 1 ? one : more}`

/** The workers who are in a team, or hold children in it, on the day from which it is no more. */
const stillIn = async (queries: Kysely<Tables>, { team, on }: EndOfTeam): Promise<readonly Still[]> => {
  const { rows } = await sql<Still>`
    with still as (
      select post.worker, 1 as posts, 0 as children from post
      where post.team = ${team} and post.known_to = 'infinity' and (post.ended_on is null or post.ended_on > ${on}::date)
      union all
      select (held.detail ->> 'worker')::bigint, 0, 1 from episode held
      where held.kind in (${sql.join(workingKinds.map(kind => sql.lit(kind)))}) and held.detail ->> 'team' = ${team}
        and held.known_to = 'infinity' and (held.ended_on is null or held.ended_on > ${on}::date)
    )
    select worker.given || ' ' || worker.family as name, sum(still.posts)::int as posts, sum(still.children)::int as children
    from still left join worker on worker.worker = still.worker
    group by worker.worker, worker.given, worker.family order by worker.family, worker.given`.execute(queries)
  return rows
}

const inWordsOf = ({ name, posts, children }: Still): string => {
  const who = name ?? 'nobody in particular'
  const holds = counted(children, 'allocation', 'allocations')
  return children === 0 ? who : posts === 0 ? `${who} (${holds}, and no post in it)` : `${who} (${holds})`
}

const askedToTakeOver = async (queries: Kysely<Tables>, { team }: EndOfTeam): Promise<number> => {
  const row = await queries
    .selectFrom('transfer_request')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('to_team', '=', team)
    .where('answer', 'is', null)
    .executeTakeFirstOrThrow()
  return row.count
}

/** Why a team cannot end: who is in it after that day, and what must be moved first. Held still until the transaction ends. */
export const whyTeamsCannotEnd = async (
  queries: Kysely<Tables>,
  ends: readonly EndOfTeam[],
): Promise<readonly string[]> => {
  if (ends.length === 0) return []
  await sql`lock table post, episode, transfer_request in share mode`.execute(queries)
  const faults: string[] = []
  for (const end of ends) {
    const still = await stillIn(queries, end)
    const asked = await askedToTakeOver(queries, end)
    const leads = `${end.place}: “${end.name}” cannot end on ${inWords(end.on)}`
    if (still.length > 0)
      faults.push(
        `${leads} while these are in it: ${still.map(inWordsOf).join('; ')}. End their posts on the page Staff and hand their children on first, by that day`,
      )
    if (asked > 0)
      faults.push(
        `${leads} while ${counted(asked, 'child waits', 'children wait')} to be taken over by it: answer first`,
      )
  }
  return faults
}
