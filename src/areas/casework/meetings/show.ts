import { awayInWords, awayOn } from '../../../council/absences.ts'
import { dateAt } from '../../../calendar/index.ts'
import { whoMayRecord } from '../../../journey/step.ts'
import { attendances, meetingKindOf, ownWays } from '../../../journey/meetings.ts'
import { page, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { paths as shared } from '../../../web/paths.ts'
import { ageOf } from '../child/facts.ts'
import { paths as casework } from '../paths.ts'
import { clashesOf } from './chairs-time.ts'
import type { Invitee, Meeting } from './meeting.ts'
import { servesMeetings } from './open.ts'
import type { AskedAboutMeeting } from './open.ts'
import { paths } from './paths.ts'
import { changesOf } from './read.ts'
import { needsOf, standingOf, standingWords } from './ready.ts'
import { decisionInWords, inviteeInWords, needsInWords, titleOf, whenInWords, whereInWords } from './words.ts'

const noticeOf = (query: AskedAboutMeeting['query']): string | undefined =>
  textOf(query.planned) !== ''
    ? 'The meeting is planned. Below is what it still needs.'
    : textOf(query.saved) !== ''
      ? 'Saved.'
      : undefined

const inviteeRow = (meeting: Meeting, invitee: Invitee) => ({
  who: inviteeInWords(invitee),
  needs: needsInWords(invitee),
  invitedAt: invitee.invitedAt,
  uninvited: invitee.uninvited,
  attendance: invitee.attendance === null ? undefined : attendances[invitee.attendance],
  view: invitee.view,
  isDissent: invitee.dissents,
  dissent: invitee.dissentReason,
  href: paths.invitee({ meeting: meeting.meeting, invitee: invitee.invitee }),
})

/** A child of the meeting as its page lists them. */
const childRow = (asked: AskedAboutMeeting, meeting: Meeting) => (child: Meeting['children'][number]) => {
  const step = asked.rules.pathway.steps[meetingKindOf(meeting.kind).step]
  return {
    name: child.name,
    age: ageOf(child, asked.context.today),
    href: shared.child({ child: child.identity }),
    ownWay: ownWays[child.ownWay],
    paragraph: child.paragraph,
    outcome: child.outcome === null ? undefined : step?.outcomes[child.outcome]?.label,
    entry: child.entry === null ? undefined : shared.entry({ child: child.identity, entry: child.entry }),
    draft: child.entry === null && child.draft !== null ? casework.checkDraft({ draft: child.draft }) : undefined,
  }
}

/** The page of one meeting: what is ready and what is missing, who is invited, and from here all that is done about it. */
export const showMeeting = async (asked: AskedAboutMeeting): Promise<Answer> => {
  const { database, context, meeting, rules } = asked
  const { meeting: number } = meeting
  const kind = meetingKindOf(meeting.kind)
  const day = dateAt(meeting.startsAt)
  const [changes, clashes, away] = await Promise.all([
    changesOf(database.sql, number),
    clashesOf(database.sql, [number]),
    meeting.chair === null ? undefined : awayOn(database.sql, day, [meeting.chair]),
  ])
  const standing = standingOf(meeting, context.today)
  const isOpen = meeting.heldAt === null && meeting.cancelledAt === null
  const serves = servesMeetings(context)
  const absence = meeting.chair === null ? undefined : away?.get(meeting.chair)
  const step = rules.pathway.steps[kind.step]
  return page('areas/casework/meetings/meeting.njk', {
    title: 'A meeting',
    notice: noticeOf(asked.query),
    heading: titleOf(meeting),
    when: whenInWords(meeting),
    where: whereInWords(meeting),
    standing: standingWords[standing],
    meeting,
    kind,
    needs: isOpen
      ? needsOf(meeting, context.today, {
          clashes: clashes.get(number) ?? [],
          away: absence === undefined ? undefined : awayInWords(absence),
        })
      : [],
    children: meeting.children.map(childRow(asked, meeting)),
    invitees: meeting.invitees.map(invitee => inviteeRow(meeting, invitee)),
    reports: meeting.reports.map(report => ({
      ...report,
      isLate: report.cameOn === null && report.dueOn < context.today,
      href: paths.report({ meeting: number, report: report.report }),
    })),
    decisions: meeting.decisions.map(decision => ({
      words: decisionInWords(decision),
      of: meeting.children.find(({ identity }) => identity === decision.identity)?.name,
    })),
    changes,
    isOpen,
    serves,
    mayHold: serves && meeting.cancelledAt === null && standing !== 'recorded',
    mayRecord: step !== undefined && whoMayRecord(step, context.today).includes(context.role),
    isHeld: meeting.heldAt !== null,
    links: {
      change: paths.change({ meeting: number }),
      cancel: paths.cancel({ meeting: number }),
      invite: paths.invite({ meeting: number }),
      letters: paths.letters({ meeting: number }),
      hold: paths.hold({ meeting: number }),
      decisions: kind.decisionStep === undefined ? undefined : paths.decisions({ meeting: number }),
      minutes: kind.hasMinutes ? paths.minutes({ meeting: number }) : undefined,
      diary: paths.diary(),
    },
  })
}
