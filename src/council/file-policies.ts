import type { Policy } from '../journey/policy.ts'
import type { OwnCaseloadPolicy } from './caseload-policy.ts'
import type { CouncilFile } from './file-schema.ts'

/** The timescales of a file as the reckoning takes them. */
export const policyOfFile = ({ policies }: Pick<CouncilFile, 'policies'>): Policy =>
  Object.fromEntries(
    Object.entries(policies).map(([rule, versions]) => [
      rule,
      versions
        .map(({ within, from, until, basis }) => ({ within, from, basis, ...(until === undefined ? {} : { until }) }))
        .toSorted((one, other) => (one.from < other.from ? -1 : 1)),
    ]),
  )

/** The caseload policy of a file as pages take it. */
export const caseloadsOfFile = ({ caseloads }: Pick<CouncilFile, 'caseloads'>): readonly OwnCaseloadPolicy[] =>
  caseloads
    .map(({ from, until, basis, weights, thresholds, newlyQualified }) => ({
      from,
      basis,
      ...(until === undefined ? {} : { until }),
      ...(weights === undefined ? {} : { weights }),
      ...(thresholds === undefined ? {} : { thresholds }),
      ...(newlyQualified === undefined
        ? {}
        : { newlyQualified: newlyQualified.map(({ fromMonth, share }) => ({ fromMonth, share })) }),
    }))
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
