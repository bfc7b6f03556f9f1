import { sql } from 'kysely'
import { inWords } from '../calendar/index.ts'
import type { CivilDate } from '../calendar/index.ts'
import type { AnyStep, FieldKind, StoredAnswers } from '../journey/index.ts'
import type { Queries } from './ledger.ts'

/** A worker and every post of theirs that is believed, those that have ended included. */
export type WorkerWithPosts = {
  readonly name: string
  readonly posts: readonly {
    readonly team: string | null
    readonly startedOn: CivilDate
    readonly endedOn: CivilDate | null
  }[]
}

/** These workers by number, those who have left included; there is none for a number that is nobody's. */
export const workersWithPosts = async (
  queries: Queries,
  workers: readonly number[],
): Promise<ReadonlyMap<number, WorkerWithPosts>> => {
  if (workers.length === 0) return new Map()
  const { rows } = await sql<WorkerWithPosts & { readonly worker: number }>`
    select worker.worker, worker.given || ' ' || worker.family as name,
      coalesce(jsonb_agg(jsonb_build_object('team', post.team, 'startedOn', post.started_on, 'endedOn', post.ended_on))
        filter (where post.worker is not null), '[]') as posts
    from worker left join post on post.worker = worker.worker and post.known_to = 'infinity'
    where worker.worker = any (${[...new Set(workers)]}::bigint[])
    group by worker.worker`.execute(queries)
  return new Map(rows.map(({ worker, name, posts }) => [worker, { name, posts }]))
}

type Received = { readonly team: string; readonly on: CivilDate; readonly today: CivilDate }

/** Why a child cannot come into this worker's hands in a team on a day, in words; undefined where nothing speaks against it. */
export const whyNotInPost = ({ name, posts }: WorkerWithPosts, { team, on, today }: Received): string | undefined => {
  const held = posts.filter(({ startedOn, endedOn }) => startedOn <= on && (endedOn === null || endedOn > on))
  if (held.some(post => post.team === team)) return undefined
  const left = posts
    .flatMap(({ endedOn }) => (endedOn !== null && endedOn <= on ? [endedOn] : []))
    .toSorted()
    .at(-1)
  return held.length === 0 && left !== undefined
    ? `${name} left on ${inWords(left)} and can be allocated nobody. Choose somebody from the list.`
    : `${name} has no post in that team ${on === today ? 'today' : `on ${inWords(on)}`}. Choose somebody from the list.`
}

const nobody = 'There is no such worker. Choose somebody from the list.'

const namedBy = (step: AnyStep, kind: FieldKind, answers: StoredAnswers): readonly string[] =>
  Object.entries(step.fields).flatMap(([name, field]) =>
    field.kind === kind && answers[name] !== undefined ? [name] : [],
  )

const missingTeams = async (queries: Queries, teams: readonly string[]): Promise<ReadonlySet<string>> => {
  if (teams.length === 0) return new Set()
  const rows = await queries
    .selectFrom('team')
    .select('team')
    .where('team', 'in', [...teams])
    .where('known_to', '=', sql<string>`'infinity'`)
    .execute()
  const known = new Set(rows.map(({ team }) => team))
  return new Set(teams.filter(team => !known.has(team)))
}

/**
 * What is wrong with whom and what the answers name, by the name of the question: a worker or a team that there is not, or,
 * where a step asks for both, a worker who has no post in that team on its day. One who has left since may be named for a day
 * before, however late it is recorded; what a correction leaves as it stood is not asked again.
 */
export const problemsWithNamed = async (
  queries: Queries,
  step: AnyStep,
  answers: StoredAnswers,
  { today, before = {} }: { readonly today: CivilDate; readonly before?: StoredAnswers },
): Promise<Readonly<Record<string, string>>> => {
  const [byWorker, byTeam] = [namedBy(step, 'worker', answers), namedBy(step, 'team', answers)]
  const isNew = (name: string) => answers[name] !== before[name]
  if (![...byWorker, ...byTeam].some(isNew)) return {}
  const workers = await workersWithPosts(
    queries,
    byWorker.map(name => Number(answers[name])),
  )
  const missing = await missingTeams(
    queries,
    byTeam.map(name => String(answers[name])),
  )
  const [teamName] = byTeam
  const team = teamName === undefined ? undefined : String(answers[teamName])
  const isNewTeam = teamName !== undefined && isNew(teamName)
  const completed = answers[step.completedOn]
  const on = typeof completed === 'string' ? completed.slice(0, 10) : today
  const ofWorker = (name: string): string | undefined => {
    const found = workers.get(Number(answers[name]))
    if (found === undefined) return isNew(name) ? nobody : undefined
    if (team === undefined || missing.has(team) || !(isNew(name) || isNewTeam)) return undefined
    return whyNotInPost(found, { team, on, today })
  }
  return Object.fromEntries([
    ...byWorker.flatMap(name => {
      const problem = ofWorker(name)
      return problem === undefined ? [] : [[name, problem] as const]
    }),
    ...(isNewTeam && team !== undefined && missing.has(team)
      ? [[teamName, 'There is no such team. Choose one from the list.'] as const]
      : []),
  ])
}
