import { inWords } from '../../calendar/index.ts'
import type { Field } from '../field.ts'
import type { Pathway } from '../pathway.ts'
import type { Policy } from '../policy.ts'
import { roles } from '../roles.ts'
import type { Role } from '../roles.ts'
import { lowerFirst } from '../sentences.ts'
import type { AnyStep, Outcome } from '../step.ts'
import { clockLines, policyLines, rhythmsOf } from './clocks-in-words.ts'
import type { RuleLine } from './clocks-in-words.ts'

/** One question as a reader of the handbook sees it. `answers` are the labels to choose from, where it has some. */
export type QuestionEntry = {
  readonly ask: string
  readonly kind: string
  readonly must: string
  readonly answers: readonly string[]
}

/** A decision, and what it does. */
export type OutcomeEntry = { readonly label: string; readonly follows: readonly string[] }

/** A step as a reader of the handbook sees it. */
export type StepEntry = {
  readonly name: string
  readonly title: string
  readonly about: string
  readonly basis: string
  readonly clocks: readonly RuleLine[]
  readonly policies: readonly RuleLine[]
  readonly questions: readonly QuestionEntry[]
  readonly outcomes: readonly OutcomeEntry[]
  readonly recordedBy: readonly string[]
  /** What the law forbids to be recorded, by law. */
  readonly limits: readonly string[]
  /** How the work comes to be expected: after which decisions, and in which rhythms. */
  readonly comesAfter: readonly string[]
}

const kindsInWords: Readonly<Record<Field['kind'], string>> = {
  date: 'a date',
  moment: 'a date and time',
  text: 'a line of words',
  prose: 'words',
  choice: 'one of',
  choices: 'any of',
  yesNo: 'yes or no',
  number: 'a number',
  postcode: 'a postcode',
  worker: 'a worker',
  team: 'a team',
  rows: 'a list; of each',
}

const mustOf = (step: AnyStep, name: string, field: Field): string => {
  if (field.retired === true) return 'no longer asked'
  if (field.when !== undefined) {
    const asked = step.fields[field.when.field]
    const answers = field.when.is.map(code => lowerFirst(asked?.codes?.[code] ?? code)).join(' or ')
    return `asked if “${asked?.ask ?? field.when.field}” is ${answers}`
  }
  if (field.required) return 'yes'
  const needing = Object.values(step.outcomes).filter(({ needs }) => needs?.includes(name))
  return needing.length === 0 ? 'no' : `for: ${needing.map(({ label }) => lowerFirst(label)).join('; ')}`
}

/** What may be answered: the labels of a choice, or what a list asks of each of its rows, and of the rows within. */
const answersOf = ({ codes, rows }: Field): readonly string[] =>
  rows === undefined
    ? Object.values(codes ?? {})
    : Object.values(rows.columns).flatMap(column => {
        const within = answersOf(column)
        const more = within.length === 0 ? '' : `: ${within.map(lowerFirst).join(', ')}`
        return `${column.ask}${column.required ? '' : ' (may stay empty)'}${more}`
      })

const questionsOf = (step: AnyStep): readonly QuestionEntry[] =>
  Object.entries(step.fields).map(([name, field]) => ({
    ask: field.ask,
    kind: kindsInWords[field.kind],
    must: mustOf(step, name, field),
    answers: answersOf(field),
  }))

const followsOf = (
  { steps, episodes }: Pathway,
  { next, noLonger, opens, closes, changes, also }: Outcome,
): readonly string[] => {
  const kinds = (verb: string, of: readonly string[] | undefined) =>
    (of ?? []).map(kind => `${verb}: ${lowerFirst(episodes[kind]?.title ?? kind)}`)
  return [
    ...kinds('ends', closes),
    ...kinds('begins', opens),
    ...kinds('begins anew', changes),
    ...(next ?? []).map(name => `expected next: ${lowerFirst(steps[name]?.title ?? name)}`),
    ...(noLonger ?? []).map(name => `no longer expected: ${lowerFirst(steps[name]?.title ?? name)}`),
    ...(also ?? []),
  ]
}

const named = (of: readonly Role[]): string => of.map(role => lowerFirst(roles[role])).join(', ')

const recordedBy = ({ may }: AnyStep): readonly string[] => [
  named(may.record),
  ...(may.later ?? []).map(({ from, until, record, basis }) => {
    const end = until === undefined ? '' : ` until ${inWords(until)}`
    return `from ${inWords(from)}${end} also: ${named(record)} (${basis})`
  }),
  ...(may.authorise === undefined ? [] : [`authorised by: ${named(may.authorise)}`]),
]

const comesAfter = ({ steps, episodes }: Pathway, name: string): readonly string[] => [
  ...Object.values(steps).flatMap(({ title, outcomes }) =>
    Object.values(outcomes)
      .filter(({ next }) => next?.includes(name))
      .map(({ label }) => `${title}: ${lowerFirst(label)}`),
  ),
  ...Object.entries(episodes).flatMap(([kind, episode]) =>
    rhythmsOf(kind, episode)
      .filter(({ rhythm }) => rhythm.step === name)
      .map(
        ({ rhythm }) =>
          `${rhythm.once === true ? 'once' : 'again and again'} while this lasts: ${lowerFirst(episode.title)}`,
      ),
  ),
]

/** All that the handbook says of a step. */
export const stepEntry = (pathway: Pathway, policy: Policy, name: string, step: AnyStep): StepEntry => ({
  name,
  title: step.title,
  about: step.about,
  basis: step.basis,
  clocks: clockLines(pathway, step),
  policies: policyLines(policy, name),
  questions: questionsOf(step),
  outcomes: Object.values(step.outcomes).map(outcome => ({
    label: outcome.label,
    follows: followsOf(pathway, outcome),
  })),
  recordedBy: recordedBy(step),
  limits: (step.guards ?? []).map(({ law, forbids }) => `${forbids} (${law})`),
  comesAfter: comesAfter(pathway, name),
})
