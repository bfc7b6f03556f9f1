import { instantOf, localTime } from '../../../calendar/index.ts'
import { optional, prose } from '../../../journey/fields.ts'
import { meetingKindOf } from '../../../journey/meetings.ts'
import type { MeetingManner } from '../../../journey/meetings.ts'
import { page, redirect, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { readQuestions, showQuestions } from '../../../web/forms/questions.ts'
import { typedOf } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { cancelMeeting, changeMeeting } from './change.ts'
import { inTheWay } from './chairs-time.ts'
import { chairsFor, holdersOf, minuteTakers } from './choices.ts'
import type { Meeting } from './meeting.ts'
import { changedMeanwhile, isOver } from './open.ts'
import type { AskedAboutMeeting } from './open.ts'
import { paths } from './paths.ts'
import { compactViews, problemsOfTime, timeQuestions, toldQuestion } from './plan-questions.ts'
import { childrenInWords, titleOf, whenInWords, whereInWords } from './words.ts'

const whyQuestion = {
  why: optional(prose('Why it is changed', { longest: 1000, hint: 'It stands in the history of the meeting.' })),
}

/** What can be chosen when a meeting is changed; whoever chairs or takes minutes now stays among it. */
const questionsFor = async ({ database, context, meeting }: AskedAboutMeeting) => {
  const kind = meetingKindOf(meeting.kind)
  const holders = await holdersOf(
    database.sql,
    meeting.children.map(({ identity }) => identity),
  )
  const chairs = await chairsFor(database.sql, context, meeting.kind, holders)
  const takers = kind.hasMinutes ? await minuteTakers(database.sql, context, meeting.team) : []
  const keep = (choices: typeof chairs, worker: number | null, name: string | null, team: string | null) =>
    worker === null || name === null || choices.some(choice => choice.worker === worker)
      ? choices
      : [{ worker, text: name, team }, ...choices]
  const allChairs = keep(chairs, meeting.chair, meeting.chairName, meeting.team)
  return {
    chairs: allChairs,
    questions: {
      ...timeQuestions(allChairs, keep(takers, meeting.minuteTaker, meeting.minuteTakerName, null), kind),
      ...(kind.withFamily ? toldQuestion : {}),
      ...whyQuestion,
    },
  }
}

type Questions = Awaited<ReturnType<typeof questionsFor>>['questions']

const typedFrom = (meeting: Meeting, questions: Questions): Typed => {
  const said: Readonly<Record<string, unknown>> = {
    when: localTime(meeting.startsAt),
    length: String(meeting.length),
    manner: meeting.manner,
    place: meeting.place,
    chair: meeting.chair,
    minuteTaker: meeting.minuteTaker,
    familyTold: meeting.familyTold,
  }
  return Object.assign(
    {},
    ...Object.entries(questions).map(([name, field]) => typedOf(name, field, said[name])),
  ) as Typed
}

const show = (
  asked: AskedAboutMeeting,
  questions: Questions,
  typed: Typed,
  problems: Readonly<Record<string, string>>,
): Answer => {
  const { meeting, context } = asked
  const { views, errors } = compactViews(questions, typed, problems, context.today)
  return page(
    'areas/casework/meetings/form.njk',
    {
      title: 'Change a meeting',
      heading: 'Change when, where or who chairs',
      about: `${titleOf(meeting)}: ${childrenInWords(meeting)}`,
      now: `${whenInWords(meeting)}. ${whereInWords(meeting)}`,
      questions: views,
      errors: [...errors, ...(problems.anyway === undefined ? [] : [{ text: problems.anyway, href: '#anyway' }])],
      anyway: problems.anyway,
      button: 'Save the change',
      version: meeting.version,
      back: paths.meeting({ meeting: meeting.meeting }),
    },
    { status: Object.keys(problems).length > 0 ? 422 : 200 },
  )
}

export const showChange = async (asked: AskedAboutMeeting): Promise<Answer> => {
  const over = isOver(asked.meeting)
  if (over !== undefined) return over
  const { questions } = await questionsFor(asked)
  return show(asked, questions, typedFrom(asked.meeting, questions), {})
}

const wordsOfChange = (meeting: Meeting, startsAt: string, chairName: string | undefined, why: string): string =>
  [
    startsAt === meeting.startsAt
      ? 'Changed.'
      : `Moved from ${whenInWords(meeting)} to ${whenInWords({ startsAt, length: meeting.length })}.`,
    ...(chairName === undefined || chairName === meeting.chairName ? [] : [`Chaired by ${chairName}.`]),
    why,
  ]
    .filter(Boolean)
    .join(' ')

export const change = async (asked: AskedAboutMeeting): Promise<Answer> => {
  const { meeting, context, form, database } = asked
  const over = isOver(meeting)
  if (over !== undefined) return over
  const { questions, chairs } = await questionsFor(asked)
  const { values, problems: asking, typed } = readQuestions(questions, form, context.today)
  const startsAt = typeof values.when === 'string' ? instantOf(values.when) : meeting.startsAt
  const isMoved = startsAt !== meeting.startsAt || Number(values.chair) !== meeting.chair
  const way =
    isMoved && typeof values.when === 'string' && values.chair !== undefined
      ? await inTheWay(
          database.sql,
          { chair: Number(values.chair), startsAt, length: Number(values.length) || 60 },
          meeting.meeting,
        )
      : { away: undefined, clashes: [] }
  const problems = {
    ...asking,
    ...(startsAt === meeting.startsAt ? {} : problemsOfTime(values, context.now)),
    ...(way.away === undefined ? {} : { chair: way.away }),
    ...(way.clashes.length > 0 && textOf(form.anyway) !== 'yes'
      ? {
          anyway: `The chair has another meeting then: ${way.clashes.join('; ')}. Choose another time, or say that it is right all the same`,
        }
      : {}),
  }
  if (Object.keys(problems).length > 0) return show(asked, questions, typed, problems)
  const chair = chairs.find(({ worker }) => worker === Number(values.chair))
  const saved = await changeMeeting(asked, context, meeting, {
    version: Number(textOf(form.version)),
    startsAt,
    length: Number(values.length),
    manner: values.manner as MeetingManner,
    place: (values.place as string | undefined) ?? null,
    chair: Number(values.chair),
    minuteTaker: values.minuteTaker === undefined ? null : Number(values.minuteTaker),
    team: chair?.team ?? meeting.team,
    familyTold: (values.familyTold as string | undefined) ?? null,
    words: wordsOfChange(meeting, startsAt, chair?.text.split(',')[0], (values.why as string | undefined) ?? ''),
  })
  return saved ? redirect(paths.meeting({ meeting: meeting.meeting }, { saved: 1 })) : changedMeanwhile()
}

const cancelQuestion = {
  reason: prose('Why it is cancelled', { longest: 1000, hint: 'Those who were invited are told.' }),
}

const showCancelling = (asked: AskedAboutMeeting, typed: Typed, problems: Readonly<Record<string, string>>): Answer => {
  const { meeting, context } = asked
  const { views, errors } = showQuestions(cancelQuestion, typed, problems, context.today)
  return page(
    'areas/casework/meetings/form.njk',
    {
      title: 'Cancel a meeting',
      heading: 'Cancel the meeting',
      about: `${titleOf(meeting)}: ${childrenInWords(meeting)}`,
      now: `${whenInWords(meeting)}. ${whereInWords(meeting)}`,
      questions: views,
      errors,
      button: 'Cancel it',
      version: meeting.version,
      back: paths.meeting({ meeting: meeting.meeting }),
    },
    { status: errors.length > 0 ? 422 : 200 },
  )
}

export const showCancel = (asked: AskedAboutMeeting): Answer => isOver(asked.meeting) ?? showCancelling(asked, {}, {})

export const cancel = async (asked: AskedAboutMeeting): Promise<Answer> => {
  const { meeting, context, form } = asked
  const { values, problems, typed } = readQuestions(cancelQuestion, form, context.today)
  if (Object.keys(problems).length > 0) return showCancelling(asked, typed, problems)
  const done = await cancelMeeting(asked, context, meeting.meeting, String(values.reason))
  return done
    ? redirect(paths.meeting({ meeting: meeting.meeting }, { saved: 1 }))
    : (isOver(meeting) ?? changedMeanwhile())
}
