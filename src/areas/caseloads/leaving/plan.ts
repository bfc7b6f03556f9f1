import { sql } from 'kysely'
import { workerNames } from '../../../council/index.ts'
import { textOf, textsOf } from '../../../web/index.ts'
import type { Asked, Sent } from '../../../web/index.ts'
import { caseloadsOn, roomOf } from '../loads/load.ts'
import type { Caseloads } from '../loads/load.ts'
import type { Part } from '../loads/parts.ts'
import { atPresent } from '../loads/stock.ts'
import { awayByWorker } from '../loads/away.ts'
import { chosenChildren, kindOfWork } from '../placing/chosen.ts'
import type { ChosenChild } from '../placing/chosen.ts'
import { ownTeams, receiversIn } from '../placing/receivers.ts'
import type { Receiver } from '../placing/receivers.ts'
import { childrenHeld } from '../worker/children.ts'
import { shareOut } from './share-out.ts'

export type ForWorker = Asked & { readonly params: { readonly worker: number } }

/** A child whom the worker holds, as it was chosen from the list, and to whom the child is to go. */
export type Move = {
  readonly child: ChosenChild
  readonly part: Part
  readonly heldBy: number
  /** The receiver's value; empty where the child stays. */
  readonly to: string
}

/** A worker’s children with what is to become of each. */
export type Plan = {
  readonly worker: number
  readonly name: string
  readonly leftOn: string | undefined
  readonly caseloads: Caseloads
  readonly receivers: readonly Receiver[]
  /** Who is away today, in words. */
  readonly away: ReadonlyMap<number, string>
  readonly moves: readonly Move[]
}

const homesOf = async ({ database, context }: Asked, identities: readonly number[]) => {
  const { rows } = await sql<{ readonly identity: number; readonly household: number }>`
    select distinct on (identity) identity, household from residence
    where identity = any (${[...identities]}::bigint[]) and known_to = 'infinity' and started_on <= ${context.today}::date
      and (ended_on is null or ended_on > ${context.today}::date)
    order by identity, started_on desc, id desc`.execute(database.sql)
  return new Map(rows.map(({ identity, household }) => [identity, household]))
}

const lastDayOf = async ({ database, context }: Asked, worker: number): Promise<string | undefined> => {
  const posts = await database.sql
    .selectFrom('post')
    .select(['ended_on'])
    .where('worker', '=', worker)
    .where('known_to', '=', sql<string>`'infinity'`)
    .execute()
  const ends = posts.map(({ ended_on }) => ended_on)
  return ends.length > 0 && ends.every(end => end !== null && end <= context.today)
    ? ends
        .flatMap(end => end ?? [])
        .sort()
        .at(-1)
    : undefined
}

/** What a form calls a child in one part. */
export const keyOf = (identity: number, part: Part): string => `${identity}-${part}`

const askedFor = (sent: Sent, identity: number, part: Part): string => textOf(sent[`to-${keyOf(identity, part)}`])

/** What is to become of each child whom the worker holds: as the form says, or shared out by room. */
export const planOf = async (asked: ForWorker, sent: Sent): Promise<Plan | undefined> => {
  const { database, context, params } = asked
  const asAt = atPresent(context)
  const [caseloads, names, held, leftOn] = await Promise.all([
    caseloadsOn(database.sql, asAt),
    workerNames(database.sql, [params.worker]),
    childrenHeld(database.sql, context, params.worker, asAt),
    lastDayOf(asked, params.worker),
  ])
  const name = names.get(params.worker)
  if (name === undefined) return undefined
  const own = held.flatMap(each => (each.part === null ? [] : [{ ...each, part: each.part }]))
  const children = await chosenChildren(
    asked,
    [...new Set(own.map(({ identity }) => identity))],
    'listed to be reallocated',
  )
  const teams = ownTeams(caseloads, context)
  const receivers = [...new Set(own.map(({ part }) => part))].flatMap(part =>
    receiversIn(caseloads, part, teams).filter(({ load }) => load.worker !== params.worker),
  )
  const moves = own.flatMap(({ identity, part, heldBy }): readonly Move[] => {
    const child = children.find(each => each.identity === identity)
    return child === undefined ? [] : [{ child, part, heldBy, to: askedFor(sent, identity, part) }]
  })
  return {
    worker: params.worker,
    name,
    leftOn,
    caseloads,
    receivers,
    away: await awayByWorker(
      database.sql,
      context.today,
      receivers.map(({ load }) => load.worker),
    ),
    moves: textOf(sent.share) === '' ? moves : await shared(asked, { caseloads, receivers, moves }, sent),
  }
}

/** The part in which a receiver works in the team. */
export const partOfReceiver = ({ load, team }: Receiver): string =>
  load.places.find(place => place.team.team === team.team)?.role ?? ''

/** The children who were named, or all, shared out among the workers who were ticked. */
const shared = async (
  asked: Asked,
  { caseloads, receivers, moves }: Pick<Plan, 'caseloads' | 'receivers' | 'moves'>,
  sent: Sent,
): Promise<readonly Move[]> => {
  const ticked = new Set(textsOf(sent.receiver))
  const homes = await homesOf(
    asked,
    moves.map(({ child }) => child.identity),
  )
  const given = shareOut(
    moves.map(({ child, part }) => ({
      identity: child.identity,
      part,
      weight: caseloads.policy.weights[kindOfWork(child, part)],
      home: homes.get(child.identity) ?? -child.identity,
    })),
    receivers
      .filter(({ value }) => ticked.has(value))
      .map(receiver => ({
        value: receiver.value,
        part: partOfReceiver(receiver),
        room: roomOf(receiver.load) ?? 0,
      })),
  )
  return moves.map(move => ({ ...move, to: given.get(move.child.identity) ?? '' }))
}

/** Those who are to go to somebody else. */
export const going = ({ moves }: Plan): readonly Move[] => moves.filter(({ to }) => to !== '')

/** What is wrong with a plan, in words. */
export const problemsOf = (plan: Plan): readonly string[] => {
  if (going(plan).length === 0) return ['Choose at least one child, and who takes over.']
  const offered = new Map(plan.receivers.map(receiver => [receiver.value, partOfReceiver(receiver)]))
  const wrong = going(plan).filter(({ to, part }) => offered.get(to) !== part)
  return wrong.map(({ child }) => `Choose for ${child.name} somebody from the list: that worker cannot be chosen.`)
}
