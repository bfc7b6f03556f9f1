import { textOf } from '../../area.ts'
import type { Sent } from '../../area.ts'
import type { Typed } from '../names.ts'

/** Whose words are kept where two people wrote: what stands in this form, what somebody else saved, or one after the other. */
export type Choice = 'mine' | 'theirs' | 'both'

const chosen = 'own-choose-'

/** The input by which a person says whose answer to a question is kept. */
export const choiceOf = (question: string): string => `${chosen}${question}`

/** Whether an input says whose answer is kept. */
export const isChoiceInput = (input: string): boolean => input.startsWith(chosen)

const isChoice = (text: string): text is Choice => text === 'mine' || text === 'theirs' || text === 'both'

/** Whose answers a person chose, by the questions that two people answered differently. */
export const choicesIn = (sent: Sent): ReadonlyMap<string, Choice> =>
  new Map(
    Object.entries(sent).flatMap(([name, value]) => {
      const choice = textOf(value)
      return isChoiceInput(name) && isChoice(choice) ? [[name.slice(chosen.length), choice] as const] : []
    }),
  )

const isOf = (question: string) => (input: string) => input === question || input.startsWith(`${question}-`)

const withoutQuestion = (typed: Typed, question: string): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([input]) => !isOf(question)(input)))

const onlyQuestion = (typed: Typed, question: string): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([input]) => isOf(question)(input)))

const joined = (theirs: Typed, mine: Typed, question: string): Typed => {
  const words = [theirs[question], mine[question]].filter(each => typeof each === 'string' && each.trim() !== '')
  return words.length === 0 ? {} : { [question]: words.join('\n\n') }
}

/** What was typed, with the answers that the person chose where somebody else had answered too. */
export const withChoices = (mine: Typed, theirs: Typed, choices: ReadonlyMap<string, Choice>): Typed => {
  let typed = mine
  for (const [question, choice] of choices) {
    if (choice === 'mine') continue
    const taken = choice === 'theirs' ? onlyQuestion(theirs, question) : joined(theirs, typed, question)
    typed = { ...withoutQuestion(typed, question), ...taken }
  }
  return typed
}

/** A question that two people answered differently, as a page shows it: both answers, and whether one may follow the other. */
export type ClashOnPage = {
  readonly ask: string
  readonly mine: string
  readonly theirs: string
  readonly choice?: string
  readonly mayJoin?: boolean
}
