import { dateAt, instantOf } from '../../../calendar/index.ts'
import type { CivilDate, Instant } from '../../../calendar/index.ts'
import { choice, moment, optional, prose, text } from '../../../journey/fields.ts'
import { meetingManners } from '../../../journey/meetings.ts'
import { inWords, localTime } from '../../../calendar/index.ts'
import { fieldView } from '../../../web/forms/index.ts'
import type { ErrorLine, FieldView, Typed } from '../../../web/forms/index.ts'
import type { Questions } from '../../../web/forms/questions.ts'
import type { Choice } from './choices.ts'

const lengths = {
  '30': 'Half an hour',
  '45': 'Three quarters of an hour',
  '60': 'One hour',
  '90': 'An hour and a half',
  '120': 'Two hours',
  '180': 'Three hours',
} as const

const codes = (choices: readonly Choice[]): Readonly<Record<string, string>> =>
  Object.fromEntries(choices.map(({ worker, text: words }) => [String(worker), words]))

/** When, where and by whom: asked when a meeting is planned, and when it is changed. */
export const timeQuestions = (
  chairs: readonly Choice[],
  takers: readonly Choice[],
  { hasMinutes }: { readonly hasMinutes: boolean },
): Questions => ({
  when: moment('When', { mayBeInFuture: true }),
  length: choice('How long', lengths),
  manner: choice('How it is held', meetingManners),
  place: optional(
    text('Where, or how to join', {
      longest: 300,
      hint: 'The room and address, or the link and telephone number of the video meeting',
    }),
  ),
  chair: choice('Who chairs', codes(chairs)),
  ...(hasMinutes ? { minuteTaker: optional(choice('Who takes the minutes', codes(takers))) } : {}),
})

export const toldQuestion: Questions = {
  familyTold: optional(prose('What the family is told', { longest: 4000, hint: 'It stands in each invitation.' })),
}

/** Questions ready for the page, each choice a list that opens: where room is short. */
export const compactViews = (
  questions: Questions,
  typed: Typed,
  problems: Readonly<Record<string, string>>,
  today: CivilDate,
): { readonly views: readonly FieldView[]; readonly errors: readonly ErrorLine[] } => {
  const views = Object.entries(questions).map(([name, field]) =>
    fieldView({ field, name, typed, problem: problems[name], isInRow: true }, { workers: [], teams: [], today }),
  )
  const errors = views.flatMap(({ name, focus }) => {
    const problem = problems[name]
    return problem === undefined ? [] : [{ text: problem, href: `#${focus}` }]
  })
  return { views, errors }
}

/** What is wrong with a time that has been read: a meeting is planned for a time to come, and in a place people can find. */
export const problemsOfTime = (
  values: Readonly<Record<string, unknown>>,
  now: Instant,
): Readonly<Record<string, string>> => {
  const { when, manner, place } = values
  const startsAt = typeof when === 'string' ? instantOf(when) : undefined
  return {
    ...(startsAt !== undefined && startsAt <= now
      ? {
          when:
            dateAt(startsAt) === dateAt(now)
              ? `When must be later than now, ${localTime(now).slice(11)}. A meeting that has been held is recorded from the child’s page`
              : `When must be after today (${inWords(dateAt(now))}) or later today. A meeting that has been held is recorded from the child’s page`,
        }
      : {}),
    ...(manner !== undefined && manner !== 'telephone' && place === undefined
      ? { place: 'Enter where it is, or how to join' }
      : {}),
  }
}
