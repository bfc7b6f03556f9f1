import { note } from '../../../access/log.ts'
import { roleMatrix } from '../../../access/role-matrix.ts'
import { mayChangePeople } from '../people/may-change.ts'
import { notFound, problem, route } from '../../../web/index.ts'
import type { Answer, Asked, Path, Permission, Route } from '../../../web/index.ts'
import type { Part } from '../../../web/path.ts'
import type { Meeting } from './meeting.ts'
import { readMeetings } from './read.ts'

/** A request about a meeting of which at least one child opens to whoever asks. */
export type AskedAboutMeeting<P = object> = Asked<P> & { readonly meeting: Meeting }

/** Parts that read meetings: whoever opens a child's record at all. Whose is asked of each child. */
export const readsMeetings: Permission = ({ role }) => roleMatrix[role].opens !== 'none'

/** Parts that plan, hold and write meetings. */
export const servesMeetings: Permission = mayChangePeople

/**
 * Declares a page or an action about one meeting. The look is kept for each of its children who opens; a meeting of whom
 * none opens is a page that does not exist.
 */
export const meetingRoute = <P extends { readonly meeting: Part<number> }>(declared: {
  readonly method: Route['method']
  readonly path: Path<P>
  readonly permission: Permission
  readonly audit: string
  readonly answer: (asked: AskedAboutMeeting<P>) => Promise<Answer> | Answer
}): Route =>
  route({
    ...declared,
    answer: async asked => {
      const { database, context } = asked
      const { meeting: number } = asked.params as { readonly meeting: number }
      const [meeting] = await readMeetings(database.sql, context, [number])
      if (meeting === undefined) return notFound()
      await note(
        database.sql,
        context,
        meeting.children.map(({ identity }) => ({ act: declared.audit, answer: 'open' as const, identity })),
      )
      return declared.answer({ ...asked, meeting })
    },
  })

/** A meeting that somebody changed while another person had it in front of them. */
export const changedMeanwhile = (): Answer =>
  problem(
    409,
    'Somebody changed this meeting meanwhile',
    'It was changed while it was in front of you. Nothing of yours was saved, and nothing of theirs is lost.',
    'Go back to the meeting, look at it as it stands now, and make your change again.',
  )

/** A meeting that can no longer be changed: it has been held or cancelled. */
export const isOver = (meeting: Meeting): Answer | undefined =>
  meeting.cancelledAt !== null
    ? problem(
        409,
        'This meeting was cancelled',
        'It cannot be changed any more. Plan another one from the child’s page.',
      )
    : meeting.heldAt !== null
      ? problem(
          409,
          'This meeting has been held',
          'When and where it was, and who was invited, can no longer be changed.',
        )
      : undefined
