import { hoursTwice, safeForNow } from './codes/out-of-hours.ts'
import { choice, optional, prose } from './fields.ts'
import { lowerFirst } from './sentences.ts'

/** What is asked of every call and visit of the duty team. */
export const dutyQuestions = {
  whichHour: optional(
    choice('Which of the two hours', hoursTwice, {
      hint: 'Only on the night when the clocks go back, when there are two hours from 1am to 2am',
    }),
  ),
  done: prose('What you did'),
  safeNow: choice('Is the child safe for now?', safeForNow),
  dayTeam: optional(prose('What the day team must do', { hint: 'Leave it empty where there is nothing to do' })),
} as const

/** What a call or a visit leaves for the day. Either way somebody of the day team reads it and says so. */
export const dutyOutcomes = {
  act: { label: 'The day team must act', needs: ['dayTeam'], next: ['handoverAccepted'] },
  know: { label: 'The day team must know; there is nothing to do', next: ['handoverAccepted'] },
} as const

/** The end of the sentence of a call or a visit. */
export const tellsOfSafety = (safeNow: keyof typeof safeForNow, outcome: keyof typeof dutyOutcomes): string =>
  `Safe for now: ${lowerFirst(safeForNow[safeNow])}.${outcome === 'act' ? ' The day team must act.' : ''}`
