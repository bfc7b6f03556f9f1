import { ageInWords, inWords } from '../../calendar/index.ts'
import type { Context } from '../../access/context.ts'
import type { Match } from '../../people/index.ts'
import { paths } from '../../web/paths.ts'

/** Somebody of the record who may be the one that is told of, ready for the page. */
export type MatchOnPage = {
  readonly name: string
  readonly age: string
  readonly likely: string
  readonly speaksFor: readonly string[]
  readonly speaksAgainst: readonly string[]
  readonly child: string
  /** Where the contact is recorded, if the record opens. */
  readonly contact: string | undefined
}

/** How likely it is in words: a number would be taken for more than it is. */
const likelihoodInWords = (probability: number): string => {
  if (probability >= 0.95) return 'Very likely'
  if (probability >= 0.5) return 'Likely'
  return probability >= 0.05 ? 'Possible' : 'Not likely'
}

const lowered = (words: string): string => words.slice(0, 1).toLowerCase() + words.slice(1)
const isNumber = (field: string): boolean => field === 'nhsNumber'

/** A match with what speaks for it and against it, field by field. */
export const matchOnPage = (match: Match, context: Context): MatchOnPage => {
  const said = (isFor: boolean) =>
    match.evidence
      .filter(({ weight }) => weight > 0 === isFor)
      .map(({ inWords: words, field }) => (isNumber(field) ? words : lowered(words)))
  const { identity, name, bornOn, expectedOn, answer, kind } = match
  return {
    name,
    age:
      bornOn !== null
        ? ageInWords(bornOn, context.today)
        : expectedOn === null
          ? kind === 'adult'
            ? 'an adult'
            : ''
          : `not yet born, expected ${inWords(expectedOn)}`,
    likely: likelihoodInWords(match.probability),
    speaksFor: said(true),
    speaksAgainst: said(false),
    child: paths.child({ child: identity }),
    contact: answer === 'open' && kind === 'child' ? paths.recordStep({ child: identity, step: 'contact' }) : undefined,
  }
}
