import type { Field, FieldKind } from './field.ts'
import type { Pathway } from './pathway.ts'

/** A question as it was released: its kind, its codes, what its rows ask, and whether it is no longer asked. */
export type ReleasedField = {
  readonly kind: FieldKind
  readonly codes?: readonly string[]
  readonly retired?: true
  readonly columns?: Readonly<Record<string, ReleasedField>>
}

export type ReleasedStep = {
  readonly completedOn: string
  readonly happenedOn?: string
  readonly fields: Readonly<Record<string, ReleasedField>>
  readonly outcomes: readonly string[]
}

export type ReleasedEpisode = { readonly detail: readonly string[]; readonly rhythms: readonly string[] }

/** All names that stand in records. Once released they stay, so that old records can be read for ever. */
export type Manifest = {
  readonly steps: Readonly<Record<string, ReleasedStep>>
  readonly episodes: Readonly<Record<string, ReleasedEpisode>>
}

const mapped = <From, To>(record: Readonly<Record<string, From>>, to: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value)]))

const releasedField = ({ kind, codes, retired, rows }: Field): ReleasedField => ({
  kind,
  ...(codes === undefined ? {} : { codes: Object.keys(codes) }),
  ...(retired === true ? { retired } : {}),
  ...(rows === undefined ? {} : { columns: mapped(rows.columns, releasedField) }),
})

/** The names that a pathway declares. */
export const manifestOf = ({ steps, episodes }: Pathway): Manifest => ({
  steps: mapped(steps, ({ completedOn, happenedOn, fields, outcomes }) => ({
    completedOn,
    ...(happenedOn === undefined ? {} : { happenedOn }),
    fields: mapped(fields, releasedField),
    outcomes: Object.keys(outcomes),
  })),
  episodes: mapped(episodes, ({ detail, rhythms }) => ({
    detail: detail ?? [],
    rhythms: Object.keys(rhythms ?? {}),
  })),
})

const missing = (what: string, released: readonly string[], declared: readonly string[]): readonly string[] =>
  released.filter(name => !declared.includes(name)).map(name => `${what} ${name} was released and is gone`)

const breachesOfField = (
  where: string,
  released: ReleasedField,
  declared: ReleasedField | undefined,
): readonly string[] => {
  if (declared === undefined) return [`${where} was released and is gone: retire it instead`]
  if (declared.kind !== released.kind)
    return [
      `${where} was released as ${released.kind} and is now ${declared.kind}: retire it and ask anew by another name`,
    ]
  return [
    ...missing(`${where}: the code`, released.codes ?? [], declared.codes ?? []),
    ...Object.entries(released.columns ?? {}).flatMap(([name, as]) =>
      breachesOfField(`${where}.${name}`, as, declared.columns?.[name]),
    ),
  ]
}

const breachesOfStep = (
  name: string,
  released: ReleasedStep,
  declared: ReleasedStep | undefined,
): readonly string[] => {
  if (declared === undefined) return [`step ${name} was released and is gone: let nobody record it instead`]
  return [
    ...Object.entries(released.fields).flatMap(([field, as]) =>
      breachesOfField(`${name}.${field}`, as, declared.fields[field]),
    ),
    ...missing(`${name}: the outcome`, released.outcomes, declared.outcomes),
    ...(released.completedOn === declared.completedOn && released.happenedOn === declared.happenedOn
      ? []
      : [`${name}: the date that places it in the story has changed`]),
  ]
}

/** Where what is declared breaks with what was released, a sentence each; none where old records can still be read. */
export const breaches = (released: Manifest, declared: Manifest): readonly string[] => [
  ...Object.entries(released.steps).flatMap(([name, as]) => breachesOfStep(name, as, declared.steps[name])),
  ...Object.entries(released.episodes).flatMap(([kind, { detail, rhythms }]) => {
    const now = declared.episodes[kind]
    if (now === undefined) return [`episode ${kind} was released and is gone`]
    return [
      ...missing(`${kind}: the detail`, detail, now.detail),
      ...missing(`${kind}: the rhythm`, rhythms, now.rhythms),
    ]
  }),
]
