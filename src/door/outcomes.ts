import { lowerFirst } from '../journey/sentences.ts'
import { levelsOfNeed } from './levels-of-need.ts'
import type { RequestKind } from './request.ts'

/** What the point of access decides about children: the outcomes of a contact, in the order of the level of need. */
export const contactOutcomes = {
  informationAndAdvice: 'Information and advice',
  universalHelp: 'Universal help',
  learnersServices: 'Learners’ services',
  earlyHelp: 'Early help',
  multiAgencyPartnership: 'Multi-agency partnership team',
  assessmentService: 'Assessment Service',
  dutyVisit: 'Duty visit',
  openTeam: 'The team already working with the child',
} as const

export type ContactOutcome = keyof typeof contactOutcomes

/** How a request ends that needs no child’s record. */
export const closings = {
  consultation: 'Consultation answered',
  adultServices: 'About an adult: shown the way to adult services',
  sentTwice: 'The same as another request',
  nobodyNamed: 'About no child who can be found: advice given',
} as const

export type Closing = keyof typeof closings

export const isContactOutcome = (text: string): text is ContactOutcome => Object.hasOwn(contactOutcomes, text)
export const isClosing = (text: string): text is Closing => Object.hasOwn(closings, text)

/** Any decision in words. */
export const outcomeInWords = (outcome: string): string =>
  isContactOutcome(outcome) ? contactOutcomes[outcome] : isClosing(outcome) ? closings[outcome] : outcome

export type Level = 1 | 2 | 3 | 4

export const isLevel = (value: number): value is Level => Object.hasOwn(levelsOfNeed, value)

/** A level of need in words: `Level 2, early help`. */
export const levelInWords = (level: number): string =>
  isLevel(level) ? `Level ${level}, ${levelsOfNeed[level].name.toLowerCase()}` : ''

/** The levels of need as a choice. */
export const levelChoices: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(levelsOfNeed).map(([level, { name, means }]) => [level, `${level}. ${name}: ${lowerFirst(means)}`]),
)

/** For which decisions a manager is asked to agree. A council may say so in its file; this stands where it says nothing. */
export type AgreementPolicy = {
  readonly outcomes: readonly ContactOutcome[]
  /** Whether ending a request with words of danger below the Assessment Service is agreed too. */
  readonly lowOnAlarm: boolean
}

export const usualAgreement: AgreementPolicy = { outcomes: ['assessmentService'], lowOnAlarm: true }

const answersAlarm: readonly ContactOutcome[] = ['assessmentService', 'multiAgencyPartnership', 'dutyVisit', 'openTeam']

/** Why a manager has to agree to a decision, in words; undefined where none has. */
export const agreementNeeded = (
  { outcomes, lowOnAlarm }: AgreementPolicy,
  { outcome, alarms }: { readonly outcome: string; readonly alarms: readonly string[]; readonly kind: RequestKind },
): string | undefined => {
  if (outcomes.some(each => each === outcome)) return `A manager agrees to every “${outcomeInWords(outcome)}”.`
  const isLow = outcome !== 'sentTwice' && !answersAlarm.some(each => each === outcome)
  return lowOnAlarm && alarms.length > 0 && isLow
    ? 'There are words of danger in what was sent, and nobody would look at the child.'
    : undefined
}
