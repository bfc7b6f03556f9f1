import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { addDays, inWords } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { spanInWords } from '../../journey/law.ts'
import type { Tables } from '../../store/tables.ts'
import type { OwnCaseloadPolicy } from '../caseload-policy.ts'
import { caseloadsOfFile, policyOfFile } from '../file-policies.ts'
import type { CouncilFile } from '../file-schema.ts'
import { targetsOfFile } from '../targets.ts'
import type { Target } from '../targets.ts'
import type { Council } from '../council.ts'
import { together } from './change.ts'
import type { Compared } from './change.ts'
import { changedLines, clashesWithLeftOut, isNever, leftOutOf, timeInWords } from './dated-lines.ts'
import type { DatedLine, HowDated } from './dated-lines.ts'

type Version = { readonly from: CivilDate; readonly until?: CivilDate; readonly basis: string }

/** Versions of one rule, compared, and as they are to be kept. */
type Kept<V> = Compared & { readonly versions: readonly V[] }

const asLine = <V extends Version>(version: V): DatedLine<V> => {
  const { from, until = null } = version
  // The day on which it ends is compared by itself.
  return { from, until, said: { ...version, until: undefined } }
}

const compareVersions = <V extends Version>(
  what: { readonly name: string; readonly placeOf: (version: V) => string; readonly inWords: (version: V) => string },
  stored: readonly V[],
  filed: readonly V[],
  how: HowDated & { readonly mayMeet: boolean },
): Kept<V> => {
  const before = stored.map(asLine)
  const inFile = filed.map(version => ({ ...asLine(version), place: what.placeOf(version) }))
  const { changed, faults } = changedLines(before, inFile, how)
  const gone = leftOutOf(before, inFile)
  const versionAt = (from: CivilDate) => filed.find(version => version.from === from)
  return {
    changes: changed.map(({ before: earlier, after }) => {
      if (isNever(after, how))
        return { words: `${what.name} from ${inWords(after.from)} is taken back before it begins` }
      const version = versionAt(after.from)
      const says = version === undefined ? '' : what.inWords(version)
      return {
        words: `${what.name}, ${timeInWords(after)}: ${says}${earlier === undefined ? '' : '; it was said otherwise'}`,
      }
    }),
    faults: [
      ...inFile.flatMap(({ from, place }, index) =>
        inFile.findIndex(other => other.from === from) === index
          ? []
          : [`${place}.from: another begins on that day too`],
      ),
      ...faults,
      ...(how.mayMeet ? [] : clashesWithLeftOut(before, changed, inFile, how)),
    ],
    leftOut: gone.map(line => `${what.name} ${timeInWords(line)}`),
    versions: [...stored.filter(({ from }) => versionAt(from) === undefined), ...filed]
      .filter(version => !isNever(asLine(version), how))
      .toSorted((one, other) => (one.from < other.from ? -1 : 1)),
  }
}

/** The last day on which a clock of each rule starts that the record knows of already: clocks are foreseen by some days. */
const lastClocks = async (
  queries: Kysely<Tables>,
  rules: readonly string[],
): Promise<ReadonlyMap<string, CivilDate>> => {
  if (rules.length === 0) return new Map()
  const { rows } = await sql<{ rule: string; last: CivilDate }>`
    select rule, max(anchored_on) as last from duty where rule = any (${[...rules]}::text[]) group by rule`.execute(
    queries,
  )
  return new Map(rows.map(({ rule, last }) => [rule, last]))
}

const later = (one: CivilDate, other: CivilDate | undefined): CivilDate =>
  other !== undefined && other > one ? other : one

/**
 * The council's own timescales. A version judges the clocks that start while it is in force, so it may not change one that has
 * started or is foreseen: what was reckoned by the earlier version stays right.
 */
export const comparePolicies = async (
  queries: Kysely<Tables>,
  file: CouncilFile,
  { policy }: Council,
  today: CivilDate,
): Promise<Compared & { readonly policies: Council['policy'] }> => {
  const filed = policyOfFile(file)
  const names = [...new Set([...Object.keys(policy), ...Object.keys(filed)])]
  const clocks = await lastClocks(queries, names)
  const compared = names.map(name => {
    const mayChangeFrom = addDays(later(today, clocks.get(name)), 1)
    const kept = compareVersions(
      {
        name: `The timescale ${name}`,
        placeOf: ({ from }) => `policies.${name}[${(file.policies[name] ?? []).findIndex(each => each.from === from)}]`,
        inWords: ({ within, basis }) => `within ${spanInWords(within)} (${basis})`,
      },
      policy[name] ?? [],
      filed[name] ?? [],
      { lastDayCounts: true, mayChangeFrom, why: ', as clocks that start before are known already', mayMeet: true },
    )
    return { name, ...kept }
  })
  return {
    ...together(compared),
    policies: Object.fromEntries(compared.map(({ name, versions }) => [name, versions])),
  }
}

/** What the council wants of its measures. */
export const compareTargets = (
  file: CouncilFile,
  { targets }: Council,
  today: CivilDate,
): Compared & { readonly targets: readonly Target[] } => {
  const filed = targetsOfFile(file)
  const measures = [...new Set([...targets, ...filed].map(({ measure }) => measure))]
  const compared = measures.map(measure =>
    compareVersions(
      {
        name: `The target of ${measure}`,
        placeOf: ({ from }) =>
          `targets[${file.targets.findIndex(each => each.measure === measure && each.from === from)}]`,
        inWords: ({ limit, value, basis }) => `at ${limit === 'atLeast' ? 'least' : 'most'} ${value} (${basis})`,
      },
      targets.filter(each => each.measure === measure),
      filed.filter(each => each.measure === measure),
      { lastDayCounts: true, mayChangeFrom: today, why: '', mayMeet: false },
    ),
  )
  return {
    ...together(compared),
    targets: compared.flatMap(({ versions }) => versions).toSorted((one, other) => (one.from < other.from ? -1 : 1)),
  }
}

/** How heavy work weighs, what the newly qualified hold, and above how many children a worker stands out. */
export const compareCaseloads = (
  file: CouncilFile,
  { caseloads }: Council,
  today: CivilDate,
): Compared & { readonly caseloads: readonly OwnCaseloadPolicy[] } => {
  const { versions, ...compared } = compareVersions(
    {
      name: 'The policy on caseloads',
      placeOf: ({ from }) => `caseloads[${file.caseloads.findIndex(each => each.from === from)}]`,
      inWords: ({ basis }) => basis,
    },
    caseloads,
    caseloadsOfFile(file),
    { lastDayCounts: true, mayChangeFrom: today, why: '', mayMeet: true },
  )
  return { ...compared, caseloads: versions }
}
