import { addMonths, inWords, isCivilDate } from '../calendar/index.ts'
import type { CivilDate } from '../calendar/index.ts'
import { disabilities, ethnicities, sexes } from './codes.ts'
import type { Sex } from './codes.ts'
import { tidyWords } from './tidy-words.ts'

/** What one record says of a person. */
export type Facts = {
  readonly given: string | null
  readonly family: string | null
  readonly preferred: string | null
  readonly pronouns: string | null
  /** How the name is said. */
  readonly saidAs: string | null
  readonly bornOn: CivilDate | null
  /** Of a child not yet born, or of one that came to notice before birth. */
  readonly expectedOn: CivilDate | null
  readonly diedOn: CivilDate | null
  readonly sex: Sex | null
  /** A code of `ethnicities`. */
  readonly ethnicity: string | null
  /** Codes of `disabilities`. */
  readonly disabilities: readonly string[]
  /** The first language, by its English name. */
  readonly language: string | null
  readonly interpreter: boolean
  readonly unaccompanied: boolean
}

export const noFacts: Facts = {
  given: null,
  family: null,
  preferred: null,
  pronouns: null,
  saidAs: null,
  bornOn: null,
  expectedOn: null,
  diedOn: null,
  sex: null,
  ethnicity: null,
  disabilities: [],
  language: null,
  interpreter: false,
  unaccompanied: false,
}

/** What is wrong with a fact, for the person who gave it. */
export type FactProblem = { readonly fact: keyof Facts; readonly problem: string }

const longestName = 100
const longestWords = 60

/** The facts with spaces and control characters tidied, empty words as nothing, and each disability once. */
export const tidied = (facts: Facts): Facts => ({
  ...facts,
  given: tidyWords(facts.given),
  family: tidyWords(facts.family),
  preferred: tidyWords(facts.preferred),
  pronouns: tidyWords(facts.pronouns),
  saidAs: tidyWords(facts.saidAs),
  language: tidyWords(facts.language),
  disabilities: [...new Set(facts.disabilities)],
})

const words = [
  ['given', 'First name', longestName],
  ['family', 'Last name', longestName],
  ['preferred', 'Preferred name', longestName],
  ['pronouns', 'Pronouns', longestWords],
  ['saidAs', 'How the name is said', longestWords],
  ['language', 'First language', longestWords],
] as const

const dates = [
  ['bornOn', 'Date of birth'],
  ['expectedOn', 'Expected date of birth'],
  ['diedOn', 'Date of death'],
] as const

const dateProblems = (facts: Facts, today: CivilDate): readonly FactProblem[] => {
  const problems: FactProblem[] = dates.flatMap(([fact, name]) => {
    const value = facts[fact]
    return value !== null && !isCivilDate(value)
      ? [{ fact, problem: `${name} must be a real date, like 27 3 2020` }]
      : []
  })
  if (problems.length > 0) return problems
  const add = (fact: keyof Facts, problem: string) => problems.push({ fact, problem })
  const { bornOn, expectedOn, diedOn } = facts
  if (bornOn !== null && bornOn > today) add('bornOn', `Date of birth must be today (${inWords(today)}) or in the past`)
  if (bornOn !== null && bornOn < '1900-01-01') add('bornOn', 'Date of birth must be in 1900 or later')
  if (diedOn !== null && diedOn > today) add('diedOn', `Date of death must be today (${inWords(today)}) or in the past`)
  if (diedOn !== null && bornOn !== null && diedOn < bornOn)
    add('diedOn', 'Date of death must be on or after the date of birth')
  // A pregnancy lasts less than ten months, and a birth may come some weeks after the date expected.
  if (expectedOn !== null && expectedOn > addMonths(today, 10))
    add('expectedOn', 'Expected date of birth must be within ten months from today')
  if (
    expectedOn !== null &&
    bornOn !== null &&
    (expectedOn < addMonths(bornOn, -2) || expectedOn > addMonths(bornOn, 6))
  )
    add('expectedOn', 'Expected date of birth must be near the date of birth')
  return problems
}

/** Everything that is wrong with the facts of a child or an adult, fact by fact; none where they can be recorded. */
export const problemsOf = (kind: 'child' | 'adult', facts: Facts, today: CivilDate): readonly FactProblem[] => {
  const problems: FactProblem[] = words.flatMap(([fact, name, longest]) =>
    (facts[fact]?.length ?? 0) > longest ? [{ fact, problem: `${name} must be ${longest} characters or fewer` }] : [],
  )
  const add = (fact: keyof Facts, problem: string) => problems.push({ fact, problem })
  problems.push(...dateProblems(facts, today))
  const unborn = kind === 'child' && facts.bornOn === null && facts.expectedOn !== null
  if (facts.given === null && facts.family === null && facts.preferred === null && !unborn)
    add('given', 'Enter a name, or the expected date of birth of a child not yet born')
  if (kind === 'adult' && facts.expectedOn !== null) add('expectedOn', 'An adult has no expected date of birth')
  if (facts.sex !== null && !Object.hasOwn(sexes, facts.sex)) add('sex', 'Choose a sex from the list')
  if (facts.ethnicity !== null && !Object.hasOwn(ethnicities, facts.ethnicity))
    add('ethnicity', 'Choose an ethnic background from the list')
  if (facts.disabilities.some(code => !Object.hasOwn(disabilities, code)))
    add('disabilities', 'Choose disabilities from the list')
  if (facts.disabilities.includes('NONE') && facts.disabilities.length > 1)
    add('disabilities', 'Choose disabilities, or that there is none')
  return problems
}

/** The facts cannot be recorded; `problems` says of each why. */
export class FactsRefused extends Error {
  readonly problems: readonly FactProblem[]
  constructor(problems: readonly FactProblem[]) {
    super(problems.map(({ problem }) => problem).join('. '))
    this.name = 'FactsRefused'
    this.problems = problems
  }
}
