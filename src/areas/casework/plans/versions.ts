import type { CivilDate, Instant } from '../../../calendar/index.ts'
import { openPeriod, planVersions, versionsSince } from '../../../journey/plans/index.ts'
import type { PlanKind, PlanVersion } from '../../../journey/plans/index.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { ChildRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import type { Entry } from '../../../ledger/read.ts'

/** A version of a plan, with the entry that made it. */
export type Version = PlanVersion<Entry>

/** The versions of a child's plan in force, oldest first, and since when it is in force. */
export const inForceOf = (
  { entries, episodes }: Pick<ChildRecord, 'entries' | 'episodes'>,
  kind: PlanKind,
): { readonly since: CivilDate | undefined; readonly versions: readonly Version[] } => {
  const period = openPeriod(episodes, kind)
  return {
    since: period?.startedOn,
    versions: period === undefined ? [] : versionsSince(planVersions(entries, kind), period.startedOn),
  }
}

/** A version of a plan in the list of all: when, by which work, who wrote it and when. */
export type VersionView = {
  readonly entry: number
  readonly on: CivilDate
  readonly title: string
  readonly by: string
  readonly at: Instant
  readonly href: string
  readonly corrected: boolean
}

/** A version as the list of all has it. */
export const versionView = ({ pathway }: Rules, child: number, { entry, on }: Version): VersionView => ({
  entry: entry.entry,
  on,
  title: pathway.steps[entry.step]?.title ?? entry.step,
  by: entry.authorName,
  at: entry.recordedAt,
  href: paths.entry({ child, entry: entry.entry }),
  corrected: entry.version > 1,
})
