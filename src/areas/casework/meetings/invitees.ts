import type { Context } from '../../../access/context.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import type { Invitee } from './meeting.ts'

/** Somebody to invite: one of the family, a worker, or somebody of an agency. */
export type ToInvite = { readonly meeting: number; readonly part: string; readonly interpreter?: string | null } & (
  | { readonly identity: number }
  | { readonly worker: number }
  | { readonly name: string | null; readonly agency: string | null }
)

/** Invites somebody once; false where they are invited already. */
export const inviteOne = async (queries: Queries, invitee: ToInvite): Promise<boolean> => {
  const row = await queries
    .insertInto('meeting_invitee')
    .values(invitee)
    .onConflict(clash => clash.doNothing())
    .returning('invitee')
    .executeTakeFirst()
  return row !== undefined
}

export type Needs = Pick<Invitee, 'interpreter' | 'interpreterBooked' | 'separateTime' | 'advocate' | 'needs'>

/** Says what somebody needs to take part. */
export const changeNeeds = async (queries: Queries, meeting: number, invitee: number, needs: Needs): Promise<void> => {
  await queries
    .updateTable('meeting_invitee')
    .set({
      interpreter: needs.interpreter,
      interpreter_booked: needs.interpreterBooked,
      separate_time: needs.separateTime,
      advocate: needs.advocate,
      needs: needs.needs,
    })
    .where('meeting', '=', meeting)
    .where('invitee', '=', invitee)
    .execute()
}

/** Takes somebody off the list, with the report that was asked of them. */
export const removeInvitee = async (queries: Queries, meeting: number, invitee: number): Promise<void> => {
  await queries.deleteFrom('meeting_report').where('meeting', '=', meeting).where('invitee', '=', invitee).execute()
  await queries.deleteFrom('meeting_invitee').where('meeting', '=', meeting).where('invitee', '=', invitee).execute()
}

/** Notes that an invitation goes out; false where it has gone already. */
export const noteInvited = async (
  queries: Queries,
  context: Context,
  meeting: number,
  invitee: number,
): Promise<boolean> => {
  const row = await queries
    .updateTable('meeting_invitee')
    .set({ invited_at: context.now, invited_by: context.worker })
    .where('meeting', '=', meeting)
    .where('invitee', '=', invitee)
    .where('invited_at', 'is', null)
    .returning('invitee')
    .executeTakeFirst()
  return row !== undefined
}

/** Notes the day on which a report came, or that it has not come after all. */
export const noteReport = async (
  queries: Queries,
  context: Context,
  { meeting, report, cameOn }: { readonly meeting: number; readonly report: number; readonly cameOn: CivilDate | null },
): Promise<void> => {
  await queries
    .updateTable('meeting_report')
    .set({ came_on: cameOn, noted_by: context.worker })
    .where('meeting', '=', meeting)
    .where('report', '=', report)
    .execute()
}
