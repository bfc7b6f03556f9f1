import type { Facts } from '../../../people/index.ts'
import { notFound, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { typedOf } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { readQuestions } from '../../../web/forms/questions.ts'
import { wholeNumber } from '../../../web/path.ts'
import { changedFacts, correctFacts, factsNow } from './change.ts'
import type { Problems } from './change.ts'
import { done, hasProblems, showForm } from './form-page.ts'
import type { ForChild } from './form-page.ts'
import { correctionQuestions, factQuestions } from './questions.ts'

const factsForm = (typed: Typed, problems: Problems, version: number) => ({
  heading: 'Correct or complete the facts',
  words: 'What was said before stays readable, with who changed it and when.',
  questions: correctionQuestions,
  typed,
  problems,
  button: 'Save',
  version,
})

const typedFacts = (facts: Facts): Typed =>
  Object.assign(
    {},
    ...Object.entries(factQuestions).map(([name, field]) => typedOf(name, field, facts[name as keyof Facts])),
  ) as Typed

/** The facts of a child as a form. */
export const showFacts = async (asked: ForChild): Promise<Answer> => {
  const now = await factsNow(asked)
  return now === undefined ? notFound() : showForm(asked, factsForm(typedFacts(now.facts), {}, now.version))
}

/** Changes the facts that the form changed, with the reason; whoever was slower than another is told. */
export const saveFacts = async (asked: ForChild): Promise<Answer> => {
  const now = await factsNow(asked)
  if (now === undefined) return notFound()
  const { values, problems, typed } = readQuestions(correctionQuestions, asked.form, asked.context.today)
  const seen = wholeNumber.read(textOf(asked.form.version)) ?? now.version
  if (hasProblems(problems)) return showForm(asked, factsForm(typed, problems, seen))
  const changes = changedFacts(now.facts, values)
  if (Object.keys(changes).length === 0) return done(asked)
  const refused = await correctFacts(asked, changes, { seen, why: String(values.why) })
  return hasProblems(refused) ? showForm(asked, factsForm(typed, refused, now.version)) : done(asked)
}
