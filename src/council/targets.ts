import { z } from 'zod'
import { wordsInFile } from './words-in-file.ts'
import { addDays } from '../calendar/index.ts'
import type { CivilDate } from '../calendar/index.ts'
import { ruleOn } from '../journey/law.ts'
import type { Dated } from '../journey/law.ts'

/** What a council wants a measure to reach, from a day on. */
export type Target = Dated<{
  /** The id of a measure. */
  readonly measure: string
  readonly limit: 'atLeast' | 'atMost'
  readonly value: number
}>

const value = z.number().min(0, 'must not be less than 0').max(1_000_000)

/** The targets in a council's file. */
export const targetsInFile = (day: z.ZodType<string>) =>
  z
    .array(
      z.strictObject({
        describes: z.string().optional(),
        measure: z.string().trim().min(1, 'must not be empty').max(80, 'must be 80 characters or fewer'),
        from: day,
        until: day.optional(),
        atLeast: value.optional(),
        atMost: value.optional(),
        basis: wordsInFile(),
      }),
    )
    .default([])

type TargetsInFile = z.output<ReturnType<typeof targetsInFile>>

/** The targets as the database keeps them. */
export const storedTargets = z
  .array(
    z.object({
      measure: z.string(),
      limit: z.enum(['atLeast', 'atMost']),
      value: z.number(),
      from: z.string(),
      until: z.string().exactOptional(),
      basis: z.string(),
    }),
  )
  .default([])

/** The targets of a file as pages take them, oldest first. */
export const targetsOfFile = ({ targets }: { readonly targets: TargetsInFile }): readonly Target[] =>
  targets
    .map(({ measure, from, until, atLeast, atMost, basis }): Target => {
      const wanted =
        atLeast === undefined
          ? { limit: 'atMost' as const, value: atMost ?? 0 }
          : { limit: 'atLeast' as const, value: atLeast }
      return { measure, ...wanted, from, ...(until === undefined ? {} : { until }), basis }
    })
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))

/** Whether a target holds on no day: it was taken back before it began. */
const isNever = ({ from, until }: { readonly from: CivilDate; readonly until?: CivilDate | undefined }): boolean =>
  until !== undefined && until < from

/** What the form of targets cannot show: measures that are none, no limit or two, times that overlap. */
export const faultsOfTargets = (targets: TargetsInFile, measures: readonly string[] | undefined): readonly string[] =>
  targets.flatMap(({ measure, from, until, atLeast, atMost }, index) => {
    const place = `targets[${index}]`
    const ends = until ?? '9999-12-31'
    const clashes = targets.some(
      (other, before) =>
        before < index &&
        other.measure === measure &&
        !isNever(other) &&
        ends >= from &&
        other.from <= ends &&
        from <= (other.until ?? '9999-12-31'),
    )
    return [
      ...(measures === undefined || measures.includes(measure)
        ? []
        : [`${place}.measure: there is no measure "${measure}"`]),
      ...((atLeast === undefined) === (atMost === undefined) ? [`${place}: must have either atLeast or atMost`] : []),
      ...(ends < addDays(from, -1)
        ? [`${place}.until: must be on or after from, or the day before it, where the target is taken back`]
        : []),
      ...(clashes ? [`${place}.from: "${measure}" already has a target at that time`] : []),
    ]
  })

/** The target of a measure on a day, where it has one. */
export const targetOn = (targets: readonly Target[], measure: string, day: CivilDate): Target | undefined =>
  ruleOn(
    targets.filter(target => target.measure === measure),
    day,
  )

/** Whether a value reaches the target. */
export const meetsTarget = ({ limit, value: wanted }: Target, reached: number): boolean =>
  limit === 'atLeast' ? reached >= wanted : reached <= wanted
