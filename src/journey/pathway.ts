import type { Episode } from './episode.ts'
import type { AnyStep, Step } from './step.ts'
import type { Fields } from './field.ts'

type StepShape = { readonly fields: object }

type DateOf<F> = {
  [Name in keyof F & string]: F[Name] extends { readonly kind: 'date' | 'moment' } ? Name : never
}[keyof F & string]

/** Every `step.field` that is a date, or a date and time. */
export type DateReference<Steps> = {
  [Name in keyof Steps & string]: Steps[Name] extends { readonly fields: infer F } ? `${Name}.${DateOf<F>}` : never
}[keyof Steps & string]

type CheckedSteps<Steps, Episodes> = {
  readonly [Name in keyof Steps]: Step<
    Fields,
    string,
    keyof Steps & string,
    keyof Episodes & string,
    DateReference<Steps>
  >
}

type CheckedEpisodes<Steps, Episodes> = {
  readonly [Kind in keyof Episodes]: Episode<keyof Steps & string, keyof Episodes & string>
}

/** A child's whole journey: its steps and episodes by name. */
export type Pathway = {
  readonly steps: Readonly<Record<string, AnyStep>>
  readonly episodes: Readonly<Record<string, Episode>>
}

/**
 * Assembles a pathway. A next step, episode or starting date that does not exist does not compile; what types cannot
 * see is checked here, and a fault stops the start with the place where it is.
 */
export const pathway = <
  const Steps extends Readonly<Record<string, StepShape>>,
  const Episodes extends Readonly<Record<string, object>>,
>(
  steps: Steps & CheckedSteps<Steps, Episodes>,
  episodes: Episodes & CheckedEpisodes<Steps, Episodes>,
): { readonly steps: Steps; readonly episodes: Episodes } => {
  const faults = faultsOf({ steps, episodes })
  if (faults.length > 0) throw new Error(`The pathway does not hold together:\n${faults.join('\n')}`)
  return { steps, episodes }
}

/** What is wrong with a pathway, a sentence each; none where it holds together. */
export const faultsOf = ({ steps, episodes }: Pathway): readonly string[] => [
  ...Object.entries(steps).flatMap(([name, declared]) => faultsOfStep(name, declared, { steps, episodes })),
  ...Object.entries(episodes).flatMap(([kind, declared]) => faultsOfEpisode(kind, declared, { steps, episodes })),
]

const faultsOfStep = (name: string, declared: AnyStep, { steps, episodes }: Pathway): readonly string[] => {
  const faults: string[] = []
  const fault = (text: string) => faults.push(`step ${name}: ${text}`)
  if (Object.keys(declared.outcomes).length === 0) fault('has no outcome')
  for (const dateName of [declared.completedOn, declared.happenedOn])
    if (dateName !== undefined && declared.fields[dateName]?.required !== true)
      fault(`${dateName} is not a required date`)
  for (const [key, field] of Object.entries(declared.fields)) {
    const { when, notBefore } = field
    if (when !== undefined && declared.fields[when.field] === undefined)
      fault(`${key} depends on ${when.field}, which is not asked`)
    const codes = declared.fields[when?.field ?? '']?.codes
    for (const answer of codes === undefined ? [] : (when?.is ?? []))
      if (!Object.hasOwn(codes ?? {}, answer))
        fault(`${key} depends on ${answer}, which ${when?.field ?? ''} does not have`)
    if (notBefore !== undefined && declared.fields[notBefore] === undefined)
      fault(`${key} follows ${notBefore}, which is not asked`)
  }
  for (const reference of (declared.due ?? []).flatMap(rule => rule.of)) {
    const [ofStep = '', ofField = ''] = reference.split('.')
    if (steps[ofStep]?.fields[ofField] === undefined) fault(`its clock starts at ${reference}, which does not exist`)
  }
  for (const [outcomeName, outcome] of Object.entries(declared.outcomes)) {
    for (const question of outcome.needs ?? [])
      if (declared.fields[question] === undefined) fault(`${outcomeName} needs ${question}, which is not asked`)
    for (const next of [...(outcome.next ?? []), ...(outcome.noLonger ?? [])])
      if (steps[next] === undefined) fault(`leads to ${next}, which does not exist`)
    for (const kind of [...(outcome.opens ?? []), ...(outcome.closes ?? []), ...(outcome.changes ?? [])])
      if (episodes[kind] === undefined) fault(`names the episode ${kind}, which does not exist`)
    for (const kind of [...(outcome.opens ?? []), ...(outcome.changes ?? [])])
      for (const detail of episodes[kind]?.detail ?? [])
        if (declared.fields[detail] === undefined) fault(`opens ${kind} without asking for its ${detail}`)
  }
  return faults
}

const faultsOfEpisode = (kind: string, declared: Episode, { steps, episodes }: Pathway): readonly string[] => [
  ...Object.entries(declared.rhythms ?? {})
    .filter(([, rhythm]) => steps[rhythm.step] === undefined)
    .map(([name, rhythm]) => `episode ${kind}: its ${name} asks for ${rhythm.step}, which does not exist`),
  ...(declared.inside !== undefined && episodes[declared.inside] === undefined
    ? [`episode ${kind}: lies inside ${declared.inside}, which does not exist`]
    : []),
]
