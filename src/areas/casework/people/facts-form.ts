import type { Facts } from '../../../people/index.ts'
import { notFound, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { typedOf } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { readQuestions } from '../../../web/forms/questions.ts'
import { wholeNumber } from '../../../web/path.ts'
import { changesBetween, correctFacts, factsNow, factsThen } from './change.ts'
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

/** Why it is changed, as it was typed. */
const typedReason = ({ why }: Typed): Typed => (why === undefined ? {} : { why })

/** The facts of a child as a form. */
export const showFacts = async (asked: ForChild): Promise<Answer> => {
  const now = await factsNow(asked)
  return now === undefined ? notFound() : showForm(asked, factsForm(typedFacts(now.facts), {}, now.version))
}

/** What a colleague changed meanwhile and this form too, in words by the question; each with what stands now. */
const clashes = (mine: Partial<Facts>, theirs: Partial<Facts>): Problems =>
  Object.fromEntries(
    Object.keys(mine)
      .filter(
        name =>
          Object.hasOwn(theirs, name) &&
          JSON.stringify(theirs[name as keyof Facts]) !== JSON.stringify(mine[name as keyof Facts]),
      )
      .map(name => [
        name,
        'Somebody changed this while you were writing. What they entered stands below: change it again if yours is right',
      ]),
  )

/**
 * Changes the facts that the form changed since it was shown, with the reason. What a colleague changed meanwhile stays;
 * where both changed the same fact, theirs is shown in its place and whoever was slower decides.
 */
export const saveFacts = async (asked: ForChild): Promise<Answer> => {
  const now = await factsNow(asked)
  if (now === undefined) return notFound()
  const { values, problems, typed } = readQuestions(correctionQuestions, asked.form, asked.context.today)
  const shown = wholeNumber.read(textOf(asked.form.version)) ?? now.version
  if (hasProblems(problems)) return showForm(asked, factsForm(typed, problems, shown))
  const before = shown === now.version ? now.facts : await factsThen(asked, shown)
  const mine = changesBetween(before ?? now.facts, values)
  if (Object.keys(mine).length === 0) return done(asked)
  const clashing = before === undefined ? {} : clashes(mine, changesBetween(before, now.facts))
  if (hasProblems(clashing)) {
    const kept = Object.fromEntries(Object.entries(mine).filter(([name]) => !Object.hasOwn(clashing, name)))
    const both = { ...typedFacts({ ...now.facts, ...kept }), ...typedReason(typed) }
    return showForm(asked, factsForm(both, clashing, now.version), 409)
  }
  const refused = await correctFacts(asked, mine, { seen: now.version, why: String(values.why) })
  return hasProblems(refused) ? showForm(asked, factsForm(typed, refused, shown)) : done(asked)
}
