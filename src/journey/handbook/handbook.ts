import type { Pathway } from '../pathway.ts'
import { noPolicy } from '../policy.ts'
import type { Policy } from '../policy.ts'
import { families } from '../step.ts'
import type { Family } from '../step.ts'
import { stepEntry } from './step-entry.ts'
import type { StepEntry } from './step-entry.ts'
import { episodeEntry } from './episode-entry.ts'
import type { EpisodeEntry } from './episode-entry.ts'

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
