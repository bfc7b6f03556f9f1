import { sql } from 'kysely'
import type { Context } from '../../../access/context.ts'
import { dateAt } from '../../../calendar/index.ts'
import { meetingKindOf } from '../../../journey/meetings.ts'
import type { AnyStep } from '../../../journey/step.ts'
import { beginDraft, saveDraft } from '../../../ledger/drafts.ts'
import type { Ledger } from '../../../ledger/ledger.ts'
import { inTransaction } from '../../../store/database.ts'
import { outcomeName, typedOf } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { dueOf } from './choices.ts'
import { markHeld } from './hold.ts'
import type { Meeting, MeetingChild } from './meeting.ts'
import { decisionsInWords, presentInWords, viewsInWords } from './words.ts'

/** What the meeting has already said, by the names of the step's questions: only those that the step asks are used. */
const answersOf = (meeting: Meeting, children: readonly MeetingChild[]): Readonly<Record<string, string>> => {
  const about = children.map(({ identity }) => identity)
  const decisions = decisionsInWords(meeting, about)
  const ofChildren = meeting.invitees.filter(({ identity }) => identity !== null && about.includes(identity))
  const ofFamily = meeting.invitees.filter(
    ({ kind, identity }) => kind === 'family' && !meeting.children.some(child => child.identity === identity),
  )
  const others = meeting.invitees.filter(({ kind }) => kind !== 'family')
  return {
    heldOn: dateAt(meeting.startsAt),
    present: presentInWords(meeting),
    childsView: ofChildren.length === 1 ? (ofChildren[0]?.view ?? '') : viewsInWords(ofChildren),
    familysView: viewsInWords(ofFamily),
    progress: viewsInWords(others),
    concerns: viewsInWords(others),
    decision: decisions,
    recommendations: decisions,
    actions: decisions,
    participation: children.length === 1 ? (children[0]?.tookPart ?? '') : '',
  }
}

const typedFor = (step: AnyStep, meeting: Meeting, children: readonly MeetingChild[], outcome: string): Typed => {
  const said = answersOf(meeting, children)
  return Object.assign(
    { [outcomeName]: outcome },
    ...Object.entries(step.fields).flatMap(([name, field]) => {
      const answer = said[name]
      return field.retired === true || answer === undefined || answer === '' ? [] : [typedOf(name, field, answer)]
    }),
  ) as Typed
}

/** Children of whom the same was decided, in one entry each group; a review of looked-after children is one entry a child. */
const groupsOf = (meeting: Meeting): readonly (readonly MeetingChild[])[] => {
  const waiting = meeting.children.filter(({ entry, draft }) => entry === null && draft === null)
  return [
    ...Map.groupBy(waiting, ({ outcome, identity }) =>
      meeting.kind === 'lookedAfterReview' ? String(identity) : (outcome ?? ''),
    ).values(),
  ]
}

/**
 * Makes of what was noted on the day a draft of the step for each group of children of whom the same was decided, ready
 * to be checked and completed: nothing is typed twice. Answers the first draft that waits.
 */
export const recordOutcome = async (
  { database, rules }: Ledger,
  context: Context,
  meeting: Meeting,
): Promise<number | undefined> => {
  const { step: name, hasMinutes } = meetingKindOf(meeting.kind)
  const step = rules.pathway.steps[name]
  if (step === undefined) return undefined
  const waiting = meeting.children.find(({ entry, draft }) => entry === null && draft !== null)?.draft ?? undefined
  const made = await inTransaction(
    database,
    async queries => {
      const drafts: number[] = []
      for (const children of groupsOf(meeting)) {
        const subjects = children.map(({ identity }) => identity)
        const taken = await queries
          .selectFrom('meeting_child')
          .select('identity')
          .where('meeting', '=', meeting.meeting)
          .where('identity', 'in', subjects)
          .where(sql<boolean>`not exists (select 1 from draft where draft.draft = meeting_child.draft)`)
          .forUpdate()
          .execute()
        if (taken.length < subjects.length) continue
        const due = await dueOf(queries, name, subjects)
        const follows = due.find(({ anchor }) => anchor !== 0)?.anchor
        const typed = typedFor(step, meeting, children, children[0]?.outcome ?? '')
        const draft = await beginDraft(queries, context, {
          step: name,
          subjects,
          typed: { ...typed, 'own-follows': follows === undefined ? '' : String(follows) },
          follows,
          corrects: undefined,
        })
        const paragraphs = Object.fromEntries(
          children.flatMap(({ identity, paragraph }) => (paragraph === null ? [] : [[String(identity), paragraph]])),
        )
        await saveDraft(queries, context, draft.draft, {
          version: draft.version,
          subjects,
          typed: draft.typed,
          paragraphs,
        })
        await queries
          .updateTable('meeting_child')
          .set({ draft: draft.draft })
          .where('meeting', '=', meeting.meeting)
          .where('identity', 'in', subjects)
          .execute()
        drafts.push(draft.draft)
      }
      await markHeld(queries, context, meeting.meeting, hasMinutes)
      return drafts
    },
    { isolation: 'read committed' },
  )
  return made[0] ?? waiting
}
