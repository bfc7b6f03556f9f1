import type { CivilDate } from '../../calendar/index.ts'
import type { Controls } from '../controls/index.ts'

/** The services, in their order, with the caseload above which a worker stands out where there is one. */
export const services = [
  { service: 'point-of-access', name: 'Single point of access', caseloadThreshold: null },
  { service: 'emergency-duty', name: 'Emergency duty team', caseloadThreshold: null },
  { service: 'early-help', name: 'Early help', caseloadThreshold: 20 },
  { service: 'assessment', name: 'Assessment Service', caseloadThreshold: 25 },
  { service: 'family-safeguarding', name: 'Family Safeguarding', caseloadThreshold: 15 },
  { service: 'children-with-disabilities', name: 'Children with disabilities', caseloadThreshold: 20 },
  { service: 'looked-after', name: 'Looked-after children', caseloadThreshold: 15 },
  { service: 'leaving-care', name: 'Leaving care', caseloadThreshold: 20 },
  { service: 'quality-and-review', name: 'Quality and review', caseloadThreshold: null },
  { service: 'area-teams', name: 'Area teams (until June 2019)', caseloadThreshold: null },
] as const

export type ServiceKey = (typeof services)[number]['service']

/** The services whose workers hold children, each with how many teams a quadrant of the whole county has. */
export const holdingServices = [
  {
    service: 'assessment',
    role: 'socialWorker',
    teams: 2,
    name: 'Assessment team',
    before: 'referral and intake team',
  },
  {
    service: 'family-safeguarding',
    role: 'socialWorker',
    teams: 6,
    name: 'Family Safeguarding team',
    before: 'area team',
  },
  {
    service: 'looked-after',
    role: 'socialWorker',
    teams: 2,
    name: 'Looked-after children’s team',
    before: 'children in care team',
  },
  {
    service: 'children-with-disabilities',
    role: 'socialWorker',
    teams: 1,
    name: 'Children with disabilities team',
    before: null,
  },
  { service: 'leaving-care', role: 'personalAdviser', teams: 1, name: 'Leaving care team', before: null },
  { service: 'early-help', role: 'earlyHelpWorker', teams: 2, name: 'Early help team', before: null },
] as const

export type HoldingService = (typeof holdingServices)[number]['service']

/** The day on which area teams became services of their own kind, and that of the front door's two changes. */
export const restructuredOn = '2019-06-03'
const pointOfAccessFrom = '2019-04-01'
const learnersMergedOn = '2020-09-07'
const organisationFrom = '2015-04-01'

/** A team's name and place between two days. The key stays when the organisation changes around a team. */
export type TeamSpell = {
  readonly team: string
  readonly name: string
  readonly service: ServiceKey
  readonly quadrant: string | null
  readonly from: CivilDate
  readonly to: CivilDate | null
}

export type Quadrant = { readonly key: string; readonly name: string }

const titled = (key: string): string =>
  key
    .split('-')
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')

/** The quadrants of the controls' districts, in the order in which they come. */
export const quadrantsOf = (controls: Controls): readonly Quadrant[] =>
  [...new Set(controls.districts.list.map(district => district.quadrant))].map(key => ({ key, name: titled(key) }))

/** The places in which a holding service has teams: every quadrant, or the county as one where it is too small to part. */
export const partsOf = (controls: Controls): readonly (Quadrant | null)[] =>
  controls.caseloads.assessment.workers < 16 ? [null] : quadrantsOf(controls)

const spellsOfTeam = (
  { service, name, before }: (typeof holdingServices)[number],
  part: Quadrant | null,
  number: number | null,
): readonly TeamSpell[] => {
  const numbered = number === null ? '' : ` ${number}`
  const place = part === null ? '' : `, ${part.name}`
  const team = `${service}${part === null ? '' : `-${part.key}`}${number === null ? '' : `-${number}`}`
  const after = { team, name: `${name}${numbered}${place}`, service, quadrant: part?.key ?? null }
  if (before === null) return [{ ...after, from: organisationFrom, to: null }]
  const earlier = part === null ? before : `${part.name} ${before}`
  return [
    {
      ...after,
      name: `${earlier.charAt(0).toUpperCase()}${earlier.slice(1)}${numbered}`,
      service: 'area-teams',
      from: organisationFrom,
      to: restructuredOn,
    },
    { ...after, from: restructuredOn, to: null },
  ]
}

const frontDoor = (): readonly TeamSpell[] => {
  const spell = (
    team: string,
    name: string,
    service: ServiceKey,
    from: CivilDate,
    to: CivilDate | null,
  ): TeamSpell => ({ team, name, service, quadrant: null, from, to })
  return [
    spell('point-of-access', 'Central referral desk', 'point-of-access', organisationFrom, pointOfAccessFrom),
    spell(
      'point-of-access',
      'Children’s single point of access',
      'point-of-access',
      pointOfAccessFrom,
      learnersMergedOn,
    ),
    spell('point-of-access', 'Single point of access', 'point-of-access', learnersMergedOn, null),
    spell(
      'learners-point-of-access',
      'Learners’ single point of access',
      'point-of-access',
      organisationFrom,
      learnersMergedOn,
    ),
    spell(
      'multi-agency-partnership',
      'Multi-agency safeguarding hub',
      'point-of-access',
      organisationFrom,
      pointOfAccessFrom,
    ),
    spell('multi-agency-partnership', 'Multi-agency partnership team', 'point-of-access', pointOfAccessFrom, null),
    spell('emergency-duty', 'Emergency duty team', 'emergency-duty', organisationFrom, null),
    spell(
      'quality-and-review',
      'Conference chairs and reviewing officers',
      'quality-and-review',
      organisationFrom,
      null,
    ),
  ]
}

/** The teams of one service in one part of the county, by key. */
export const teamKeys = (controls: Controls, service: HoldingService, part: Quadrant | null): readonly string[] => [
  ...new Set(teamsOf(controls, service, part).map(spell => spell.team)),
]

const teamsOf = (controls: Controls, service: HoldingService, part: Quadrant | null): readonly TeamSpell[] => {
  const of = holdingServices.find(each => each.service === service)
  if (of === undefined) return []
  const count = Math.max(1, Math.round(of.teams * (controls.scale ?? 1)))
  return Array.from({ length: count }, (_, index) => spellsOfTeam(of, part, count === 1 ? null : index + 1)).flat()
}

/** Every team there was, with its name and place over time. */
export const teamSpells = (controls: Controls): readonly TeamSpell[] => [
  ...frontDoor(),
  ...holdingServices.flatMap(({ service }) => partsOf(controls).flatMap(part => teamsOf(controls, service, part))),
]
