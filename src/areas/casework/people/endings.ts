import { notFound } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { readQuestions } from '../../../web/forms/questions.ts'
import type { Problems } from './change.ts'
import { done, hasProblems, showForm } from './form-page.ts'
import type { ForChild, FormPage } from './form-page.ts'
import { endQuestions } from './questions.ts'

/** Something said of people that is to end on a day: how the page names it, and how the end is recorded. */
export type Ending = {
  readonly heading: string
  readonly words: string
  readonly end: (endedOn: string) => Promise<Problems>
}

const endForm = ({ heading, words }: Ending, typed: Typed, problems: Problems): FormPage => ({
  heading,
  words,
  questions: endQuestions,
  typed,
  problems,
  button: 'Save',
})

type EndingOf<For extends ForChild> = (asked: For) => Promise<Ending | undefined>

/** The page on which the day of an end is said; there is none where there is nothing that could end. */
export const showEnding =
  <For extends ForChild>(endingOf: EndingOf<For>) =>
  async (asked: For): Promise<Answer> => {
    const ending = await endingOf(asked)
    return ending === undefined ? notFound() : showForm(asked, endForm(ending, {}, {}))
  }

/** Records the end, or shows the page again with what is wrong. */
export const saveEnding =
  <For extends ForChild>(endingOf: EndingOf<For>) =>
  async (asked: For): Promise<Answer> => {
    const ending = await endingOf(asked)
    if (ending === undefined) return notFound()
    const { values, problems, typed } = readQuestions(endQuestions, asked.form, asked.context.today)
    if (hasProblems(problems)) return showForm(asked, endForm(ending, typed, problems))
    const refused = await ending.end(String(values.endedOn))
    return hasProblems(refused) ? showForm(asked, endForm(ending, typed, refused)) : done(asked)
  }
