import { inWords } from '../calendar/index.ts'
import { ruleOn, inForce } from './law.ts'
import type { Dated } from './law.ts'
import { choice, optional, prose, text, yesNo } from './fields.ts'
import type { StoredAnswers } from './fields.ts'

/** How a child was visited. Virtual visits are kept apart from visits face to face. */
export const visitModes = { faceToFace: 'Face to face', virtual: 'Virtual: by video or telephone' } as const

/** What is asked about any visit, beside its date. */
export const visitQuestions = {
  mode: choice('How the visit was made', visitModes),
  where: optional(text('Where the child was seen')),
  seenAlone: optional(yesNo('The child was seen alone')),
  notes: prose('What was seen, heard and done'),
  childsWords: optional(prose('What the child said')),
  whyNotSeen: optional(prose('If the child was not seen, why, and what is done about it')),
} as const

/** What a visit can come to. */
export const visitOutcomes = {
  seen: { label: 'The child was seen' },
  notSeen: { label: 'The child was not seen', needs: ['whyNotSeen'] },
} as const

/** When virtual visits to looked-after children count towards the visits that the law asks for. */
export const virtualVisitsInCare: readonly Dated<object>[] = inForce([
  {
    from: '2020-04-24',
    until: '2020-09-25',
    basis: 'Adoption and Children (Coronavirus) (Amendment) Regulations 2020 (SI 2020/445)',
  },
  {
    from: '2020-09-26',
    until: '2021-09-30',
    basis:
      'SI 2020/909, prolonged in 2021: only where guidance or coronavirus forbids a visit in person, and recorded by a nominated officer',
  },
])

/** When virtual visits to children on plans count: no regulation covers these visits. */
export const virtualVisitsOnPlans: readonly Dated<object>[] = inForce([
  { from: '2020-03-23', until: '2021-09-30', basis: 'Local practice: while coronavirus kept people at home' },
])

/** Whether a visit counts: the child was seen, face to face or at a time when virtual visits counted. */
export const visitCounts =
  (virtualVisits: readonly Dated<object>[]) =>
  (answers: StoredAnswers, outcome: string, on: string): boolean =>
    outcome === 'seen' && (answers.mode !== 'virtual' || ruleOn(virtualVisits, on) !== undefined)

/** What `visitCounts` counts, in words. */
export const visitsThatCount = (virtualVisits: readonly Dated<object>[]): readonly string[] => [
  'A visit counts where the child was seen face to face.',
  ...virtualVisits.map(
    ({ from, until, basis }) =>
      `A virtual visit counts too from ${inWords(from)}${until === undefined ? '' : ` to ${inWords(until)}`} (${basis}).`,
  ),
]

/** The sentence of a visit: who was visited as what, how, and whether the child was seen. */
export const tellsOfVisit = (
  visit: string,
  answers: { readonly mode: keyof typeof visitModes; readonly seenAlone?: boolean | undefined },
  outcome: keyof typeof visitOutcomes,
): string => {
  const kind = answers.mode === 'virtual' ? `Virtual ${visit}` : `${visit.charAt(0).toUpperCase()}${visit.slice(1)}`
  if (outcome === 'notSeen') return `${kind}: the child was not seen.`
  return `${kind}: the child was seen${answers.seenAlone === true ? ' alone' : ''}.`
}
