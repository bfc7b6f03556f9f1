import { sql } from 'kysely'
import type { Context } from '../../../access/context.ts'
import { note } from '../../../access/log.ts'
import { dateAt, inWords } from '../../../calendar/index.ts'
import type { CivilDate, Instant } from '../../../calendar/index.ts'
import { meetingKindOf, reportDueOn } from '../../../journey/meetings.ts'
import type { MeetingKindName, MeetingManner, OwnWay } from '../../../journey/meetings.ts'
import { demandOpen } from '../../../ledger/checks.ts'
import type { Ledger, Queries } from '../../../ledger/ledger.ts'
import { inTransaction } from '../../../store/database.ts'

export type FamilyToInvite = { readonly identity: number; readonly part: string; readonly interpreter: string | null }
export type WorkerToInvite = { readonly worker: number; readonly part: string }
export type AgencyToInvite = { readonly name: string | null; readonly agency: string | null }

/** A meeting as somebody wants it planned: everything has been read and checked but whether the children open. */
export type MeetingToPlan = {
  readonly kind: MeetingKindName
  readonly startsAt: Instant
  readonly length: number
  readonly manner: MeetingManner
  readonly place: string | null
  readonly chair: number
  readonly minuteTaker: number | null
  readonly team: string | null
  readonly familyTold: string | null
  readonly dueOn: CivilDate | null
  readonly children: readonly { readonly identity: number; readonly ownWay: OwnWay }[]
  readonly family: readonly FamilyToInvite[]
  readonly workers: readonly WorkerToInvite[]
  readonly agencies: readonly AgencyToInvite[]
}

/** Writes what was changed of a meeting into its own history. */
export const noteChange = async (queries: Queries, context: Context, meeting: number, words: string): Promise<void> => {
  await queries
    .insertInto('meeting_change')
    .values({ meeting, at: context.now, worker: context.worker, words })
    .execute()
}

const waysWithoutInvitation: readonly OwnWay[] = ['tooYoung', 'notThere']

const invite = async (queries: Queries, meeting: number, wanted: MeetingToPlan) => {
  const family = [
    ...wanted.children
      .filter(({ ownWay }) => meetingKindOf(wanted.kind).withFamily && !waysWithoutInvitation.includes(ownWay))
      .map(({ identity }) => ({ meeting, identity, part: 'the child', interpreter: null })),
    ...wanted.family.map(({ identity, part, interpreter }) => ({ meeting, identity, part, interpreter })),
  ]
  const workers = wanted.workers.map(({ worker, part }) => ({ meeting, worker, part }))
  const agencies = wanted.agencies.map(({ name, agency }) => ({ meeting, name, agency, part: agency ?? '' }))
  const none: { invitee: number; worker: number | null }[] = []
  const add = async (rows: readonly (typeof family)[number][] | typeof workers | typeof agencies) =>
    rows.length === 0
      ? none
      : queries
          .insertInto('meeting_invitee')
          .values([...rows])
          .returning(['invitee', 'worker'])
          .execute()
  return { family: await add(family), workers: await add(workers), agencies: await add(agencies) }
}

type Invited = Awaited<ReturnType<typeof invite>>

/** Asks for the reports that a meeting of the kind needs: the social worker's, and one of each agency. */
const askForReports = async (queries: Queries, meeting: number, wanted: MeetingToPlan, invited: Invited) => {
  const day = dateAt(wanted.startsAt)
  const rows = meetingKindOf(wanted.kind).reports.flatMap(({ what, from, before }) => {
    const due_on = reportDueOn(day, before)
    return from === 'socialWorker'
      ? [{ meeting, what, due_on, invitee: invited.workers[0]?.invitee ?? null }]
      : invited.agencies.map(({ invitee }) => ({ meeting, what, due_on, invitee }))
  })
  if (rows.length > 0) await queries.insertInto('meeting_report').values(rows).execute()
}

/**
 * Plans a meeting about children all of whom open to whoever plans it, with its invitations and the reports it needs:
 * whole, or not at all. Answers its number. Throws a Refusal.
 */
export const planMeeting = (
  { database }: Pick<Ledger, 'database'>,
  context: Context,
  wanted: MeetingToPlan,
): Promise<number> =>
  inTransaction(
    database,
    async queries => {
      const about = wanted.children.map(({ identity }) => identity)
      await demandOpen(queries, context, about)
      const { meeting } = await queries
        .insertInto('meeting')
        .values({
          kind: wanted.kind,
          starts_at: wanted.startsAt,
          minutes: wanted.length,
          manner: wanted.manner,
          place: wanted.place,
          chair: wanted.chair,
          minute_taker: wanted.minuteTaker,
          team: wanted.team,
          family_told: wanted.familyTold,
          due_on: wanted.dueOn,
          called_by: context.worker,
          called_at: context.now,
        })
        .returning('meeting')
        .executeTakeFirstOrThrow()
      await queries
        .insertInto('meeting_child')
        .values(wanted.children.map(({ identity, ownWay }) => ({ meeting, identity, own_way: ownWay })))
        .execute()
      await askForReports(queries, meeting, wanted, await invite(queries, meeting, wanted))
      await noteChange(queries, context, meeting, `Planned for ${inWords(dateAt(wanted.startsAt))}.`)
      await note(
        queries,
        context,
        about.map(identity => ({ act: 'plan a meeting', answer: 'open' as const, identity })),
      )
      return meeting
    },
    { isolation: 'read committed' },
  )

/** What somebody needs to take part, as the record of the person says: an interpreter, and for which language. */
export const interpretersFor = async (
  queries: Queries,
  identities: readonly number[],
): Promise<ReadonlyMap<number, string>> => {
  if (identities.length === 0) return new Map()
  const { rows } = await sql<{ identity: number; language: string | null }>`
    select version.identity, version.language from identity_version version
    where version.identity = any (${[...identities]}::bigint[]) and version.known_to = 'infinity' and version.interpreter`.execute(
    queries,
  )
  return new Map(rows.map(({ identity, language }) => [identity, language ?? '']))
}
