import { sql } from 'kysely'
import type { Context } from '../access/index.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import { authorises } from '../journey/index.ts'
import type { AnyStep } from '../journey/index.ts'
import type { Queries } from './ledger.ts'
import { refuse } from './refusal.ts'

/** Who authorised an entry, and which version of it. */
export type Authorisation = {
  readonly entry: number
  readonly version: number
  readonly by: number
  readonly byName: string
  readonly on: CivilDate
  /** When it was authorised here; null where whoever recorded it says that a manager had. */
  readonly at: Instant | null
}

/** All that was authorised of some entries, the latest version first. */
export const authorisationsOf = async (
  queries: Queries,
  entries: readonly number[],
): Promise<readonly Authorisation[]> =>
  entries.length === 0
    ? []
    : queries
        .selectFrom('entry_authorisation')
        .innerJoin('worker', 'worker.worker', 'entry_authorisation.authoriser')
        .select([
          'entry_authorisation.lineage as entry',
          'entry_authorisation.version',
          'entry_authorisation.authoriser as by',
          sql<string>`worker.given || ' ' || worker.family`.as('byName'),
          'entry_authorisation.authorised_on as on',
          'entry_authorisation.authorised_at as at',
        ])
        .where(sql<boolean>`entry_authorisation.lineage = any (${[...entries]}::bigint[])`)
        .orderBy('entry_authorisation.version', 'desc')
        .execute()

/** The last authorisation that a version of an entry stands on: its own, or that of a version before it. */
export const authorisedAsOf = (
  authorisations: readonly Authorisation[],
  { entry, version }: { readonly entry: number; readonly version: number },
): Authorisation | undefined => authorisations.find(each => each.entry === entry && each.version <= version)

type Recorded = {
  readonly lineage: number
  readonly version: number
  readonly completedOn: CivilDate
  readonly at: Instant
  /** A manager of whom whoever records it says that they authorised it. */
  readonly told?: number | undefined
}

/** Keeps who authorised a version: the manager who records it, or the one whom its writer names. */
export const keepAuthorisation = async (
  queries: Queries,
  step: AnyStep,
  context: Context,
  { lineage, version, completedOn, at, told }: Recorded,
): Promise<void> => {
  const isMine = authorises(step, context.role)
  if (!isMine && (told === undefined || step.may.authorise === undefined)) return
  await queries
    .insertInto('entry_authorisation')
    .values({
      lineage,
      version,
      authoriser: isMine ? context.worker : (told ?? context.worker),
      authorised_on: completedOn,
      authorised_at: isMine ? at : null,
    })
    .execute()
}

/** The day on which a manager authorised something here is the manager's: nobody else’s correction changes it. */
export const demandDayOfManager = async (
  queries: Queries,
  step: AnyStep,
  context: Context,
  entry: number,
  days: { readonly before: CivilDate; readonly after: CivilDate },
): Promise<void> => {
  if (step.may.authorise === undefined || authorises(step, context.role) || days.before === days.after) return
  const [last] = await authorisationsOf(queries, [entry])
  if (last === undefined || last.at === null) return
  refuse(
    'notAllowed',
    `“${step.fields[step.completedOn]?.ask ?? step.title}” is the day on which ${last.byName} authorised it. Leave it as it was, or ask a manager to correct it.`,
  )
}
