import { sql } from 'kysely'
import type { Context } from '../../../access/context.ts'
import { posts } from '../../../council/organisation.ts'
import { workingKinds } from '../../../journey/allocation-parts.ts'
import { meetingKindOf } from '../../../journey/meetings.ts'
import type { MeetingKindName } from '../../../journey/meetings.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import { roles } from '../../../journey/roles.ts'

/** A worker who holds one of some children, in which part and team. */
export type Holder = {
  readonly worker: number
  readonly name: string
  readonly kind: string
  readonly team: string | null
}

/** The workers who hold some children today, once each. */
export const holdersOf = async (queries: Queries, children: readonly number[]): Promise<readonly Holder[]> => {
  const { rows } = await sql<Holder>`
    select distinct on (worker.worker) worker.worker, worker.given || ' ' || worker.family as name, episode.kind,
      episode.detail ->> 'team' as team
    from person self join person same on same.person = self.person
    join episode on episode.identity = same.identity
      and episode.kind in (${sql.join(workingKinds.map(kind => sql.lit(kind)))})
      and episode.ended_on is null and episode.known_to = 'infinity'
    join worker on worker.worker = (episode.detail ->> 'worker')::bigint
    where self.identity = any (${[...children]}::bigint[])
    order by worker.worker, episode.kind desc`.execute(queries)
  return rows
}

/** Somebody to choose, with the team in which they are. */
export type Choice = { readonly worker: number; readonly text: string; readonly team: string | null }

const once = (choices: readonly Choice[]): readonly Choice[] => [
  ...new Map(choices.map(choice => [choice.worker, choice])).values(),
]

/** Who may chair a meeting of a kind about some children: the chairs, or the workers and managers of the teams that hold them. */
export const chairsFor = async (
  queries: Queries,
  context: Context,
  kind: MeetingKindName,
  holders: readonly Holder[],
): Promise<readonly Choice[]> => {
  const { chairedBy } = meetingKindOf(kind)
  const when = { on: context.today }
  const isChairs = chairedBy.includes('conferenceChair')
  const teams = [...new Set(holders.flatMap(({ team }) => team ?? []))]
  const held = isChairs
    ? await posts(queries, when, { role: 'conferenceChair' })
    : (await Promise.all(teams.map(team => posts(queries, when, { team })))).flat()
  const may = held.filter(({ role }) => chairedBy.includes(role))
  const own =
    may.length === 0 || chairedBy.includes(context.role)
      ? [{ worker: context.worker, text: context.name, team: context.teams[0] ?? null }]
      : []
  return once([
    ...own,
    ...may.map(({ worker, name, team, role }) => ({ worker, team, text: `${name}, ${roles[role]}` })),
  ])
}

/** Who may write minutes: business support, those of the team that serves the meeting first. */
export const minuteTakers = async (
  queries: Queries,
  context: Context,
  team: string | null,
): Promise<readonly Choice[]> => {
  const held = await posts(queries, { on: context.today }, { role: 'businessSupport' })
  const first = held.filter(post => post.team === team)
  return once([...first, ...held].map(({ worker, name, team: of }) => ({ worker, text: name, team: of })))
}

/** The day by which a step is due for any of some children, and which of them it is due for. */
export const dueOf = async (
  queries: Queries,
  step: string,
  children: readonly number[],
): Promise<readonly { readonly identity: number; readonly dueOn: string | null; readonly anchor: number }[]> => {
  const { rows } = await sql<{ identity: number; dueOn: string | null; anchor: number }>`
    select self.identity, duty.due_on as "dueOn", duty.anchor
    from person self join person same on same.person = self.person join duty on duty.identity = same.identity
    where self.identity = any (${[...children]}::bigint[]) and duty.step = ${step} and duty.known_to = 'infinity'
      and duty.met_on is null and duty.lapsed_on is null
    order by duty.due_on nulls last`.execute(queries)
  return rows
}

/** The agencies that were invited to the last meeting about any of some children, as they were called. */
export const lastAgencies = async (
  queries: Queries,
  children: readonly number[],
): Promise<readonly { readonly name: string | null; readonly agency: string | null }[]> => {
  const { rows } = await sql<{ name: string | null; agency: string | null }>`
    select invitee.name, invitee.agency from meeting_invitee invitee
    where invitee.identity is null and invitee.worker is null and not invitee.uninvited and invitee.meeting = (
      select meeting.meeting from meeting join meeting_child child on child.meeting = meeting.meeting
      where child.identity = any (${[...children]}::bigint[]) and meeting.cancelled_at is null
        and exists (select 1 from meeting_invitee invited where invited.meeting = meeting.meeting and invited.identity is null
          and invited.worker is null)
      order by meeting.starts_at desc limit 1)
    order by invitee.invitee`.execute(queries)
  return rows
}
