import { page } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { toMeeting } from './invitee-form.ts'
import { invitationsOf, sendInvitations } from './letters.ts'
import { isOver } from './open.ts'
import type { AskedAboutMeeting } from './open.ts'
import { paths } from './paths.ts'
import { childrenInWords, titleOf, whenInWords, whereInWords } from './words.ts'

/** The invitations, one to a page when printed; each says when, where, what it is about and what the reader needs. */
export const showLetters = (asked: AskedAboutMeeting): Answer => {
  const { meeting, context } = asked
  return page('areas/casework/meetings/letters.njk', {
    title: 'Invitations',
    meeting,
    heading: titleOf(meeting),
    about: childrenInWords(meeting),
    when: whenInWords(meeting),
    where: whereInWords(meeting),
    today: context.today,
    letters: invitationsOf(meeting),
    toSend: meeting.invitees.filter(({ invitedAt, uninvited }) => invitedAt === null && !uninvited).length,
    isOpen: meeting.heldAt === null && meeting.cancelledAt === null,
    back: paths.meeting({ meeting: meeting.meeting }),
  })
}

export const markSent = async (asked: AskedAboutMeeting): Promise<Answer> => {
  const over = isOver(asked.meeting)
  if (over !== undefined) return over
  await sendInvitations(asked, asked.meeting)
  return toMeeting(asked)
}
