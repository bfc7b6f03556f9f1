import { sql } from 'kysely'
import { contextAt, mayOpen } from '../access/index.ts'
import type { Context } from '../access/index.ts'
import type { CivilDate } from '../calendar/index.ts'
import { awayInWords, awayOn } from '../council/absences.ts'
import { postsCovered } from '../council/covered-posts.ts'
import { inPostOn, teamOn } from '../council/organisation.ts'
import { workingKinds } from '../journey/index.ts'
import type { AnyStep, Role } from '../journey/index.ts'
import type { Queries } from './ledger.ts'

/** A manager to whom something may be sent to be authorised. */
export type Authoriser = {
  readonly worker: number
  readonly name: string
  readonly role: Role
  readonly team: string
  /** That they are away and who covers, or for whom they cover. */
  readonly says: string | undefined
}

type Held = Omit<Authoriser, 'says'> & { readonly service: string; readonly covers?: string }

/**
 * The managers in post on a day of the teams of whoever asks and of those who held the children then, and those above: of their
 * services. Whoever covers for one who is away is among them.
 */
const managersNear = async (
  queries: Queries,
  context: Context,
  roles: readonly Role[],
  subjects: readonly number[],
  on: CivilDate,
): Promise<readonly Held[]> => {
  const [{ rows }, covered] = await Promise.all([
    sql<Held>`
      with near as materialized (
        select team.team, team.service from team where ${teamOn('team', on)} and team.team in (
          select unnest(${[...context.teams]}::text[])
          union select episode.detail ->> 'team' from person self join person same on same.person = self.person
            join episode on episode.identity = same.identity and episode.known_to = 'infinity'
              and episode.started_on <= ${on}::date and (episode.ended_on is null or episode.ended_on > ${on}::date)
              and episode.kind in (${sql.join(workingKinds.map(kind => sql.lit(kind)))})
            where self.identity = any (${[...subjects]}::bigint[])))
      select distinct post.worker, worker.given || ' ' || worker.family as name, post.role, post.team, team.service
      from post join worker on worker.worker = post.worker
      join team on team.team = post.team and ${teamOn('team', on)}
      where post.role = any (${[...roles]}::text[]) and ${inPostOn('post', on)}
        and case post.role when 'serviceManager' then team.service in (select service from near)
          else team.team in (select team from near) end
      order by post.role desc, name, post.team`.execute(queries),
    postsCovered(queries, on),
  ])
  const standIns = covered.flatMap(({ worker, name, role, team, absentName }) => {
    const post = rows.find(each => each.role === role && each.team === team)
    return post === undefined ? [] : [{ ...post, worker, name, covers: absentName }]
  })
  return [...rows, ...standIns].filter(({ worker }) => worker !== context.worker)
}

const opensAll = async (queries: Queries, as: Context, subjects: readonly number[]): Promise<boolean> => {
  const open = await queries
    .selectFrom('identity')
    .select('identity.identity')
    .where(sql<boolean>`identity.identity = any (${[...subjects]}::bigint[])`)
    .where(mayOpen(as, 'identity.identity', 'few'))
    .execute()
  return open.length === new Set(subjects).size
}

/** The managers who may authorise a step about these children: every one of them opens to them. Who is here comes first. */
export const authorisersOf = async (
  queries: Queries,
  context: Context,
  { may }: Pick<AnyStep, 'may'>,
  subjects: readonly number[],
): Promise<readonly Authoriser[]> => {
  if (may.authorise === undefined || may.authorise.includes(context.role)) return []
  const near = await managersNear(queries, context, may.authorise, subjects, context.today)
  const away = await awayOn(
    queries,
    context.today,
    near.map(({ worker }) => worker),
  )
  const people = await Promise.all(
    [...Map.groupBy(near, ({ worker, role }) => `${worker} ${role}`).values()].map(async held => {
      const [first] = held
      if (first === undefined) return []
      const { worker, name, role, team, covers } = first
      const teams = held.map(each => each.team)
      const services = [...new Set(held.map(each => each.service))]
      if (!(await opensAll(queries, contextAt({ worker, name, role, teams, services }, context.now), subjects)))
        return []
      const absence = away.get(worker)
      const says =
        absence === undefined ? (covers === undefined ? undefined : `covers for ${covers}`) : awayInWords(absence)
      return [{ worker, name, role, team, says, isAway: absence !== undefined }]
    }),
  )
  return people.flat().toSorted((one, other) => Number(one.isAway) - Number(other.isAway))
}

/**
 * The managers of whom it can be said that they authorised something on a day: those in post then, by name, each once. Nothing is
 * sent to them, so they may have left or moved, and the children need not open to them today.
 */
export const authorisersOnDay = async (
  queries: Queries,
  context: Context,
  { may }: Pick<AnyStep, 'may'>,
  subjects: readonly number[],
  day: CivilDate,
): Promise<readonly Pick<Authoriser, 'worker' | 'name'>[]> => {
  if (may.authorise === undefined || may.authorise.includes(context.role)) return []
  const near = await managersNear(queries, context, may.authorise, subjects, day)
  return [...new Map(near.map(({ worker, name }) => [worker, { worker, name }])).values()]
}
