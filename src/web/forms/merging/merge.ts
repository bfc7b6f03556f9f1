import type { AnyStep, Field } from '../../../journey/index.ts'
import { inputNames, isInputOf } from '../names.ts'
import type { Typed } from '../names.ts'
import { outcomeName } from '../read-form.ts'
import { mergeInputs, partsOf, together } from './inputs.ts'
import type { Merged, Three } from './inputs.ts'
import { mergeRows } from './rows.ts'

const isOf = (name: string, field: Field) => (input: string) =>
  isInputOf(name, field, input) || inputNames(name, field).includes(input)

/**
 * Merges what two people typed in the form of a step, question by question. A question that only one has changed is theirs
 * who changed it; lists merge row by row; prose that both added to is joined. Where both gave another answer, both are kept
 * for the person to choose. `proseOfPage` tells which of the page's own inputs are prose.
 */
export const mergeForms = (step: AnyStep, three: Three<Typed>, proseOfPage: (input: string) => boolean): Merged => {
  const questions = Object.entries(step.fields)
  const asked = questions.map(([name, field]) => ({ name, field, belongs: isOf(name, field) }))
  const others = new Set(
    Object.values(three)
      .flatMap(typed => Object.keys(typed))
      .filter(input => input !== outcomeName && !asked.some(({ belongs }) => belongs(input))),
  )
  return together([
    ...asked.map(({ name, field, belongs }) =>
      field.rows === undefined
        ? mergeInputs(name, field.kind === 'prose', partsOf(three, belongs))
        : mergeRows(name, field.rows, partsOf(three, belongs)),
    ),
    ...[outcomeName, ...others].map(name =>
      mergeInputs(
        name,
        proseOfPage(name),
        partsOf(three, input => input === name),
      ),
    ),
  ])
}
