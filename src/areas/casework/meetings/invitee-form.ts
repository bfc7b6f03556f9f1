import { page, redirect } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { showQuestions } from '../../../web/forms/questions.ts'
import type { Questions } from '../../../web/forms/questions.ts'
import type { Typed } from '../../../web/forms/index.ts'
import type { AskedAboutMeeting } from './open.ts'
import { paths } from './paths.ts'
import { childrenInWords, titleOf, whenInWords, whereInWords } from './words.ts'

/** What is wrong with the answers, by question. */
export type Problems = Readonly<Record<string, string>>

/** Back to the meeting, where it says that this is saved. */
export const toMeeting = ({ meeting }: AskedAboutMeeting) =>
  redirect(paths.meeting({ meeting: meeting.meeting }, { saved: 1 }))

/** A form about somebody of a meeting. */
export const showForm = (
  asked: AskedAboutMeeting,
  form: {
    readonly title: string
    readonly heading: string
    readonly questions: Questions
    readonly typed: Typed
    readonly problems: Problems
    readonly button: string
    readonly remove?: string
  },
): Answer => {
  const { meeting, context } = asked
  const { views, errors } = showQuestions(form.questions, form.typed, form.problems, context.today)
  return page(
    'areas/casework/meetings/form.njk',
    {
      title: form.title,
      heading: form.heading,
      about: `${titleOf(meeting)}: ${childrenInWords(meeting)}`,
      now: `${whenInWords(meeting)}. ${whereInWords(meeting)}`,
      questions: views,
      errors,
      button: form.button,
      remove: form.remove,
      version: meeting.version,
      back: paths.meeting({ meeting: meeting.meeting }),
    },
    { status: errors.length > 0 ? 422 : 200 },
  )
}
