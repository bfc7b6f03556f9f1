import type { Episode } from '../episode.ts'
import type { Pathway } from '../pathway.ts'
import type { Policy } from '../policy.ts'
import { roles } from '../roles.ts'
import { lowerFirst } from '../sentences.ts'
import type { Outcome } from '../step.ts'
import { policyLines, rhythmLines, rhythmsOf } from './clocks-in-words.ts'
import type { RuleLine } from './clocks-in-words.ts'

/** What recurs in a period. */
export type RhythmEntry = {
  readonly title: string
  readonly isOnce: boolean
  readonly step: string
  readonly by: string
  readonly clocks: readonly RuleLine[]
  readonly policies: readonly RuleLine[]
  readonly counting: readonly string[]
}

/** A period as a reader of the handbook sees it. */
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

/** All that the handbook says of a period. */
export const episodeEntry = (pathway: Pathway, policy: Policy, kind: string, episode: Episode): EpisodeEntry => ({
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
      ...(rhythm.fromBirthday === undefined ? [] : [`Asked for from the ${rhythm.fromBirthday}th birthday on.`]),
      ...(rhythm.untilBirthday === undefined
        ? []
        : [
            `Nothing of it falls due on or after the ${rhythm.untilBirthday.age}th birthday (${rhythm.untilBirthday.basis}).`,
          ]),
    ],
  })),
})
