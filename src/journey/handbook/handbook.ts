import { inWords } from '../../calendar/index.ts'
import type { Episode } from '../episode.ts'
import type { Field } from '../field.ts'
import type { Pathway } from '../pathway.ts'
import { noPolicy } from '../policy.ts'
import type { Policy } from '../policy.ts'
import { roles } from '../roles.ts'
import type { Role } from '../roles.ts'
import { lowerFirst } from '../sentences.ts'
import { families } from '../step.ts'
import type { AnyStep, Family, Outcome } from '../step.ts'
import { clockLines, policyLines, rhythmLines, rhythmsOf } from './clocks-in-words.ts'
import type { RuleLine } from './clocks-in-words.ts'

/** One question as a reader of the handbook sees it. `answers` are the labels to choose from, where it has some. */
export type QuestionEntry = {
  readonly ask: string
  readonly kind: string
  readonly must: string
  readonly answers: readonly string[]
}

export type OutcomeEntry = { readonly label: string; readonly follows: readonly string[] }

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

export type RhythmEntry = {
  readonly title: string
  readonly isOnce: boolean
  readonly step: string
  readonly by: string
  readonly clocks: readonly RuleLine[]
  readonly policies: readonly RuleLine[]
  readonly counting: readonly string[]
}

export type EpisodeEntry = {
  readonly kind: string
  readonly title: string
  readonly about: string
  readonly basis: string
  readonly facts: readonly string[]
  readonly opensBy: readonly string[]
  readonly endsBy: readonly string[]
  readonly rhythms: readonly RhythmEntry[]
}

/** A part of the handbook: the steps of one part of the journey, or all the periods. */
export type Section = {
  readonly key: string
  readonly title: string
  readonly steps: readonly StepEntry[]
  readonly episodes: readonly EpisodeEntry[]
}

export type Handbook = {
  readonly title: string
  readonly introduction: readonly string[]
  readonly sections: readonly Section[]
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

const stepEntry = (pathway: Pathway, policy: Policy, name: string, step: AnyStep): StepEntry => ({
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

const begins = (kind: string, { opens, changes }: Outcome): boolean =>
  [...(opens ?? []), ...(changes ?? [])].includes(kind)

const factsOf = (
  { episodes, steps }: Pathway,
  kind: string,
  { detail, inside, oneAtATime, standing }: Episode,
): readonly string[] => {
  // Other steps may ask another question by the same name.
  const beginning = Object.values(steps).filter(({ outcomes }) =>
    Object.values(outcomes).some(outcome => begins(kind, outcome)),
  )
  const asks = (detail ?? []).map(name => {
    const asking = beginning.find(({ fields }) => fields[name] !== undefined)
    return lowerFirst(asking?.fields[name]?.ask ?? name)
  })
  return [
    oneAtATime ? 'One at a time.' : 'There can be several at a time.',
    ...(inside === undefined
      ? []
      : [`Lies inside: ${lowerFirst(episodes[inside]?.title ?? inside)}, and ends with it.`]),
    ...(asks.length === 0 ? [] : [`Says: ${asks.join('; ')}.`]),
    ...(standing === undefined ? [] : [`Shown on the child’s page as “${standing.words}”.`]),
  ]
}

const decisions = ({ steps }: Pathway, effect: (outcome: Outcome) => boolean): readonly string[] =>
  Object.values(steps).flatMap(({ title, outcomes }) =>
    Object.values(outcomes)
      .filter(effect)
      .map(({ label }) => `${title}: ${lowerFirst(label)}`),
  )

const episodeEntry = (pathway: Pathway, policy: Policy, kind: string, episode: Episode): EpisodeEntry => ({
  kind,
  title: episode.title,
  about: episode.about,
  basis: episode.basis,
  facts: factsOf(pathway, kind, episode),
  opensBy: decisions(pathway, outcome => begins(kind, outcome)),
  endsBy: decisions(pathway, ({ closes, changes }) => [...(closes ?? []), ...(changes ?? [])].includes(kind)),
  rhythms: rhythmsOf(kind, episode).map(({ rule, rhythm }) => ({
    title: rhythm.title,
    isOnce: rhythm.once === true,
    step: pathway.steps[rhythm.step]?.title ?? rhythm.step,
    by: lowerFirst(roles[rhythm.by]),
    clocks: rhythmLines(rhythm),
    policies: policyLines(policy, rule),
    counting: [
      ...(rhythm.counting ?? []),
      ...(rhythm.untilBirthday === undefined
        ? []
        : [`Nothing of it falls due on or after the ${rhythm.untilBirthday}th birthday.`]),
    ],
  })),
})

const introduction = [
  'This handbook is made from the declarations that the software runs on, so it cannot say another thing than the software does.',
  'A step is a piece of work that is recorded about a child. A period is a time in a child’s life that decisions begin and end. While some periods last, work recurs.',
  'The day of the event is day 0. Working days are not Saturdays, Sundays, Christmas Day, Good Friday or bank holidays in England. Six weeks are 42 days; a month later is the same date, or the last day of a shorter month. The rule in force on the day on which a clock starts judges the work.',
  'Late work is shown and never refused. What the law forbids is refused, naming the law. Common practice is what councils often do where the law sets no number: a council’s own policy takes its place. A policy can tighten the law and never loosen it.',
]

/** The handbook of a pathway, as a council with its own policy reads it. */
export const handbook = (pathway: Pathway, policy: Policy = noPolicy): Handbook => ({
  title: 'Handbook of the child’s journey',
  introduction,
  sections: [
    ...(Object.keys(families) as Family[]).map(family => ({
      key: family,
      title: families[family],
      steps: Object.entries(pathway.steps)
        .filter(([, step]) => step.family === family)
        .map(([name, step]) => stepEntry(pathway, policy, name, step)),
      episodes: [],
    })),
    {
      key: 'periods',
      title: 'Periods and what recurs in them',
      steps: [],
      episodes: Object.entries(pathway.episodes).map(([kind, episode]) => episodeEntry(pathway, policy, kind, episode)),
    },
  ].filter(({ steps, episodes }) => steps.length + episodes.length > 0),
})
