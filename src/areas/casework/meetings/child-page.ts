import { dateAt, inWords } from '../../../calendar/index.ts'
import { escalationStages } from '../../../journey/codes/index.ts'
import { meetingKinds, meetingKindOf } from '../../../journey/meetings.ts'
import type { MeetingKindName } from '../../../journey/meetings.ts'
import { whoMayRecord } from '../../../journey/step.ts'
import { page } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { paths as shared } from '../../../web/paths.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import type { ChildRecord } from '../child/record.ts'
import { linesOf } from './diary-page.ts'
import { openEscalations } from './escalations.ts'
import { meetingsAbout } from './lists.ts'
import type { Meeting } from './meeting.ts'
import { servesMeetings } from './open.ts'
import { paths } from './paths.ts'
import { readMeetings } from './read.ts'
import { leftInWords, titleOf, whenInWords } from './words.ts'

type ForChild = Asked & { readonly child: number }

const kindNames = Object.keys(meetingKinds) as readonly MeetingKindName[]

/** What is due of meetings and not planned, then every kind that can be planned. */
const toPlanOf = ({ context, child }: ForChild, record: ChildRecord, meetings: readonly Meeting[]) => {
  const isPlanned = (kind: string) =>
    meetings.some(meeting => meeting.kind === kind && meeting.heldAt === null && meeting.cancelledAt === null)
  return kindNames.map(kind => {
    const duty = record.duties.find(({ step }) => step === meetingKindOf(kind).step)
    const left = duty?.dueOn == null ? undefined : leftInWords(duty.dueOn, context.today)
    return {
      title: meetingKindOf(kind).title,
      href: paths.plan({ child, kind }),
      due: duty?.dueOn == null ? undefined : inWords(duty.dueOn),
      left,
      isWaiting: duty !== undefined && !isPlanned(kind),
    }
  })
}

const heldLine = (meeting: Meeting, child: number) => {
  const own = meeting.children.find(({ identity }) => identity === child) ?? meeting.children[0]
  const { minutes } = meeting
  return {
    title: titleOf(meeting),
    on: dateAt(meeting.startsAt),
    href: paths.meeting({ meeting: meeting.meeting }),
    when: whenInWords(meeting),
    cancelled: meeting.cancelledReason,
    entry: own?.entry == null ? undefined : shared.entry({ child, entry: own.entry }),
    minutes:
      minutes?.standing === 'approved'
        ? { text: 'Minutes', href: paths.minutes({ meeting: meeting.meeting }) }
        : undefined,
    standing:
      meeting.cancelledAt !== null || !meetingKindOf(meeting.kind).hasMinutes
        ? ''
        : minutes?.standing === 'approved'
          ? ''
          : 'Minutes are not approved yet',
  }
}

const stepsOfEscalation = ['escalation', 'escalationAnswer', 'escalationStage', 'escalationEnd'] as const

/** The escalation that is open about the child, and what of it this person records. */
const escalationOf = async ({ database, context, rules, child }: ForChild) => {
  const [open] = await openEscalations(database.sql, context, child)
  const offered = stepsOfEscalation
    .filter(step => (step === 'escalation') === (open === undefined))
    .flatMap(step => {
      const declared = rules.pathway.steps[step]
      return declared !== undefined && whoMayRecord(declared, context.today).includes(context.role)
        ? [{ text: declared.title, href: shared.recordStep({ child, step }) }]
        : []
    })
  return {
    offered,
    open:
      open === undefined
        ? undefined
        : {
            ...open,
            stage: escalationStages[open.stage],
            due:
              open.answerDueOn === null
                ? undefined
                : { on: inWords(open.answerDueOn), ...leftInWords(open.answerDueOn, context.today) },
            end:
              open.endDueOn === null
                ? undefined
                : { on: inWords(open.endDueOn), ...leftInWords(open.endDueOn, context.today) },
          },
  }
}

/** The meetings of a child: those to come with what they lack, those held with their minutes, and the chair's escalation. */
export const showOfChild = async (asked: ForChild): Promise<Answer> => {
  const { database, context, rules, child } = asked
  const [record, numbers, escalation] = await Promise.all([
    childRecord(asked),
    meetingsAbout(database.sql, child),
    escalationOf(asked),
  ])
  const meetings = await readMeetings(database.sql, context, numbers)
  const isToCome = (meeting: Meeting) => meeting.heldAt === null && meeting.cancelledAt === null
  const lines = await linesOf(asked, meetings.filter(isToCome))
  const toPlan = toPlanOf(asked, record, meetings)
  return page('areas/casework/meetings/child.njk', {
    title: 'Meetings',
    frame: frameOf(rules, context, record, 'meetings'),
    toCome: lines.map(line => ({ ...line, day: inWords(line.day) })),
    held: meetings
      .filter(meeting => !isToCome(meeting))
      .toReversed()
      .map(meeting => heldLine(meeting, child)),
    plans: servesMeetings(context),
    waiting: toPlan.filter(({ isWaiting }) => isWaiting),
    kinds: toPlan,
    escalation,
  })
}
