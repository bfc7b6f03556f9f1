import type { Context } from '../../../access/context.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import { families, whoMayRecord } from '../../../journey/step.ts'
import type { AnyStep, Family } from '../../../journey/step.ts'

/** A step that a role may record. */
export type Recordable = {
  readonly step: string
  readonly title: string
  readonly family: Family
  readonly about: string
  readonly likely: boolean
}

/** What one may know of a child's moment: which episodes are open and which steps are due. */
export type Moment = { readonly openEpisodes: readonly string[]; readonly dueSteps: readonly string[] }

/** How likely a step is to be recorded now: what is due first, then what belongs to the most telling of the open episodes. */
const likelihood = ({ pathway }: Rules, name: string, step: AnyStep, { openEpisodes, dueSteps }: Moment): number => {
  const ranks = (step.likelyIn ?? [])
    .filter(kind => openEpisodes.includes(kind))
    .map(kind => pathway.episodes[kind]?.standing?.rank ?? 1)
  return (dueSteps.includes(name) ? 1000 : 0) + Math.max(0, ...ranks)
}

/** Every step that this person may record today, what is due first, then what the open episodes make likely. */
export const recordable = (rules: Rules, context: Context, moment: Moment): readonly Recordable[] =>
  Object.entries(rules.pathway.steps)
    .filter(([, step]) => whoMayRecord(step, context.today).includes(context.role))
    .map(([name, step]) => ({ name, step, rank: likelihood(rules, name, step, moment) }))
    .sort((one, other) => other.rank - one.rank)
    .map(({ name, step, rank }) => ({
      step: name,
      title: step.title,
      family: step.family,
      about: step.about,
      likely: rank > 0,
    }))

/** The steps by the part of the journey, in the journey's order. */
export const byFamily = <Listed extends Recordable>(
  steps: readonly Listed[],
): readonly { readonly title: string; readonly steps: readonly Listed[] }[] =>
  (Object.keys(families) as Family[])
    .map(family => ({ title: families[family], steps: steps.filter(step => step.family === family) }))
    .filter(({ steps: each }) => each.length > 0)

/** The names of the steps that a role records: what a list of one's own work is made of. */
export const stepsOfRole = (rules: Rules, context: Context): readonly string[] =>
  recordable(rules, context, { openEpisodes: [], dueSteps: [] }).map(({ step }) => step)
