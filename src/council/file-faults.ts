import { england } from '../journey/england.ts'
import { faultsOfPolicy } from '../journey/policies.ts'
import { policyOfFile } from './file-policies.ts'
import type { CouncilFile } from './file-schema.ts'
import { faultsOfTargets } from './targets.ts'

type Spell = { readonly from: string; readonly until: string | null }

const spellFaults = (place: string, { from, until }: Spell): readonly string[] =>
  until !== null && until < from ? [`${place}.until: must be on or after from`] : []

const repeated = (list: readonly { readonly key: string }[], place: string): readonly string[] =>
  list.flatMap(({ key: name }, index) =>
    list.findIndex(other => other.key === name) === index
      ? []
      : [`${place}[${index}].key: "${name}" stands here twice`],
  )

const isNever = ({ from, until }: Spell) => until !== null && until <= from

/** A line that was taken back, and ends on the day on which it would have begun, meets no other. */
const overlap = (one: Spell, other: Spell) =>
  !isNever(one) && !isNever(other) && one.from < (other.until ?? '~') && other.from < (one.until ?? '~')

/** The same beginning of a postcode stands in one district alone. */
const postcodeFaults = ({ districts }: Pick<CouncilFile, 'districts'>): readonly string[] => {
  const first = new Map<string, string>()
  return districts.flatMap(({ name, postcodes }, district) =>
    postcodes.flatMap((beginning, index) => {
      const before = first.get(beginning)
      if (before === undefined) first.set(beginning, name)
      return before === undefined
        ? []
        : [`districts[${district}].postcodes[${index}]: "${beginning}" stands in ${before} already`]
    }),
  )
}

/** The load of the newly qualified begins at once and rises. */
const caseloadFaults = ({ caseloads }: CouncilFile): readonly string[] =>
  caseloads.flatMap(({ newlyQualified = [] }, index) => {
    const place = `caseloads[${index}].newlyQualified`
    if (newlyQualified.length > 0 && newlyQualified[0]?.fromMonth !== 0) return [`${place}: must begin with month 0`]
    return newlyQualified.flatMap((step, at) => {
      const before = newlyQualified[at - 1]
      return before !== undefined && (step.fromMonth <= before.fromMonth || step.share < before.share)
        ? [`${place}[${at}]: must come after the one before it, and not be a smaller share`]
        : []
    })
  })

/** Names that rooms above give, and that a file may point to; what is left out is not checked. */
export type Named = { readonly measures?: readonly string[] }

/** What the form of the file cannot show: names that point nowhere, times that overlap, policies that loosen the law. */
export const faultsOf = (file: CouncilFile, { measures }: Named): readonly string[] => {
  const keysOf = (list: readonly { readonly key: string }[]) => new Set(list.map(item => item.key))
  const [quadrants, services, teams] = [keysOf(file.quadrants), keysOf(file.services), keysOf(file.teams)]
  const points = (place: string, to: string | null, among: ReadonlySet<string>, what: string) =>
    to === null || among.has(to) ? [] : [`${place}: there is no ${what} "${to}"`]
  return [
    ...repeated(file.quadrants, 'quadrants'),
    ...repeated(file.districts, 'districts'),
    ...repeated(file.services, 'services'),
    ...file.districts.flatMap(({ quadrant }, index) =>
      points(`districts[${index}].quadrant`, quadrant, quadrants, 'quadrant'),
    ),
    ...postcodeFaults(file),
    ...file.teams.flatMap((team, index) => [
      ...points(`teams[${index}].service`, team.service, services, 'service'),
      ...points(`teams[${index}].quadrant`, team.quadrant, quadrants, 'quadrant'),
      ...spellFaults(`teams[${index}]`, team),
      ...(file.teams.some((other, before) => before < index && other.key === team.key && overlap(other, team))
        ? [`teams[${index}].from: the team "${team.key}" is already somewhere at that time`]
        : []),
    ]),
    ...file.workers.flatMap(({ posts }, worker) =>
      posts.flatMap((post, index) => [
        ...points(`workers[${worker}].posts[${index}].team`, post.team, teams, 'team'),
        ...spellFaults(`workers[${worker}].posts[${index}]`, post),
      ]),
    ),
    ...(file.openid?.parts?.values ?? []).flatMap(({ team }, index) =>
      points(`openid.parts.values[${index}].team`, team, teams, 'team'),
    ),
    ...caseloadFaults(file),
    ...file.caseloads.flatMap(({ thresholds = {} }, index) =>
      Object.keys(thresholds).flatMap(service =>
        points(`caseloads[${index}].thresholds`, service, services, 'service'),
      ),
    ),
    ...faultsOfTargets(file.targets, measures),
    ...faultsOfPolicy(england, policyOfFile(file)).map(fault => `policies.${fault}`),
  ]
}
