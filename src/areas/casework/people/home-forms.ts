import { residencesOf } from '../../../people/index.ts'
import type { Residence } from '../../../people/index.ts'
import { notFound, textOf, textsOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { districtQuestion, placeChosen, placeSaid, placeTyped } from '../../../web/forms/district.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { readQuestions } from '../../../web/forms/questions.ts'
import type { Questions } from '../../../web/forms/questions.ts'
import { wholeNumber } from '../../../web/path.ts'
import { moveAsTold } from '../story/told.ts'
import { placeHome, recordMove } from './change.ts'
import type { Problems } from './change.ts'
import { done, hasProblems, showForm } from './form-page.ts'
import type { ForChild, FormPage } from './form-page.ts'
import { moveQuestionsIn } from './questions.ts'

const moveForm = (questions: Questions, typed: Typed, problems: Problems): FormPage => ({
  heading: 'Record a move',
  words: 'Where the child lived before ends on that day.',
  questions,
  typed,
  problems,
  button: 'Save',
  isMove: true,
})

/** The form of a move; from what was told at the door, with the address that was told. */
export const showMove = async (asked: ForChild): Promise<Answer> => {
  const told = await moveAsTold(asked, wholeNumber.read(textOf(asked.query.told)))
  return showForm(asked, moveForm(await moveQuestionsIn(asked.database.sql), told, {}))
}

/** Records that the child moved, with whoever moved too. */
export const saveMove = async (asked: ForChild): Promise<Answer> => {
  const questions = await moveQuestionsIn(asked.database.sql)
  const { values, problems, typed } = readQuestions(questions, asked.form, asked.context.today)
  if (hasProblems(problems)) return showForm(asked, moveForm(questions, typed, problems))
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : null)
  const refused = await recordMove(
    asked,
    { line: String(values.line), town: text('town'), postcode: text('postcode'), place: placeSaid(values) },
    {
      on: String(values.movedOn),
      together: textsOf(asked.form.together).flatMap(each => wholeNumber.read(each) ?? []),
    },
  )
  return hasProblems(refused) ? showForm(asked, moveForm(questions, typed, refused)) : done(asked)
}

const placeForm = (home: Residence, questions: Questions, typed: Typed, problems: Problems): FormPage => ({
  heading: 'Where the home is',
  words: `${[home.line, home.town, home.postcode].filter(Boolean).join(', ')}. The district holds for everybody who lives there.`,
  questions,
  typed,
  problems,
  button: 'Save',
  household: home.household,
})

const presentHome = async ({ database, child }: ForChild): Promise<Residence | undefined> =>
  (await residencesOf(database.sql, child)).find(({ endedOn }) => endedOn === null)

/** The form by which the district of the child's home is said. */
export const showPlace = async (asked: ForChild): Promise<Answer> => {
  const home = await presentHome(asked)
  const questions = await districtQuestion(asked.database.sql)
  return home === undefined || Object.keys(questions).length === 0
    ? notFound()
    : showForm(asked, placeForm(home, questions, placeTyped(home), {}))
}

/**
 * Says in which district the home is that the page had shown, or that nobody knows; where nothing is chosen, its postcode
 * tells if it can. Where the child has moved since, the page of the present home comes back with what was chosen.
 */
export const savePlace = async (asked: ForChild): Promise<Answer> => {
  const home = await presentHome(asked)
  const questions = await districtQuestion(asked.database.sql)
  if (home === undefined || Object.keys(questions).length === 0) return notFound()
  const { values, problems, typed } = readQuestions(questions, asked.form, asked.context.today)
  const shown = wholeNumber.read(textOf(asked.form.household))
  if (shown === home.household && hasProblems(problems))
    return showForm(asked, placeForm(home, questions, typed, problems))
  const refused = await placeHome(asked, shown, placeChosen(values))
  if (!hasProblems(refused)) return done(asked)
  const now = await presentHome(asked)
  if (now === undefined) return notFound()
  return showForm(asked, placeForm(now, questions, typed, refused), now.household === shown ? undefined : 409)
}
