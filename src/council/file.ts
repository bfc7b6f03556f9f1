import { z } from 'zod'
import { isCivilDate, isLocalTime } from '../calendar/index.ts'
import { faultsOfPolicy } from '../journey/policies.ts'
import { england } from '../journey/england.ts'
import { isRole } from '../journey/roles.ts'
import type { Policy } from '../journey/policy.ts'
import { workKindNames } from './caseload-policy.ts'
import type { OwnCaseloadPolicy } from './caseload-policy.ts'
import { carriesWhiteText } from './colour.ts'
import { entranceInFile } from './entrance.ts'
import { faultsOfTargets, targetsInFile } from './targets.ts'
import { usualSessions, usualSignIn } from './signing-in.ts'

const contactOutcomes = Object.keys(england.steps.contact.outcomes)

const words = (longest = 200) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(longest, `must be ${longest} characters or fewer`)
    .refine(text => !text.includes('\0'), 'must not hold the character NUL')
const key = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be a key: small letters, digits and hyphens, beginning with a letter')
const day = z.string().refine(isCivilDate, 'must be a day that exists, written YYYY-MM-DD')
const telephone = z.string().regex(/^[0-9+() ]{3,30}$/, 'must be a telephone number')

/** Every object may describe itself; what it says is for people. */
const described = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ describes: z.string().optional(), ...shape })

const span = z.strictObject({
  unit: z.enum(['hours', 'days', 'workingDays', 'months']),
  count: z.int().min(1).max(1000),
})

const schema = described({
  name: words(),
  brand: described({
    shortName: words(60),
    strapline: words().optional(),
    /** The colour of the header, which carries white text. */
    colour: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #1d5e4f')
      .refine(carriesWhiteText, 'must be dark enough for white text (contrast of 4.5 or more)')
      .default('#1d5e4f'),
    telephone: described({ day: telephone.optional(), outOfHours: telephone.optional() }).default({}),
    /** Where letters come from, a line each. */
    address: z.array(words(100)).max(6, 'must be six lines or fewer').optional(),
  }),
  /** `choosing`: whoever sits at the machine itself chooses which worker to be. `none`: nobody signs in. */
  signIn: z.enum(['choosing', 'openid', 'none']).default('choosing'),
  /** What the council's provider says of somebody, and what follows from it. */
  openid: described({
    scopes: z.array(words(60)).default([...usualSignIn.scopes]),
    emailIsVouchedFor: z.boolean().default(usualSignIn.emailIsVouchedFor),
    parts: described({
      claim: words(100),
      values: z
        .array(
          described({
            value: words(),
            role: z.string().refine(isRole, 'must be one of the roles of the role matrix'),
            team: key.nullable().default(null),
          }),
        )
        .min(1, 'must have at least one'),
    }).optional(),
  }).optional(),
  /** After how long without a request, and at the most, somebody must sign in again. */
  sessions: described({
    idleMinutes: z.int().min(5).max(240).default(usualSessions.idleMinutes),
    longestHours: z.int().min(1).max(24).default(usualSessions.longestHours),
  }).default(usualSessions),
  /** Present where every record is invented, with the time in England at which the county's clock stands. */
  simulated: described({
    standsAt: z.string().refine(isLocalTime, 'must be a time written YYYY-MM-DDTHH:MM'),
  }).optional(),
  quadrants: z.array(described({ key, name: words() })),
  districts: z.array(described({ key, name: words(), quadrant: key })),
  services: z
    .array(described({ key, name: words(), caseloadThreshold: z.int().min(1).max(200).nullable().default(null) }))
    .min(1, 'must have at least one'),
  /** A team's place in the organisation between two days; one that changed its place stands here twice. */
  teams: z
    .array(
      described({
        key,
        name: words(),
        service: key,
        quadrant: key.nullable().default(null),
        from: day,
        until: day.nullable().default(null),
      }),
    )
    .min(1, 'must have at least one'),
  workers: z
    .array(
      described({
        given: words(100),
        family: words(100),
        newlyQualifiedOn: day.nullable().default(null),
        posts: z
          .array(
            described({
              role: z.string().refine(isRole, 'must be one of the roles of the role matrix'),
              team: key.nullable().default(null),
              agency: z.boolean().default(false),
              fullTimeEquivalent: z.number().gt(0).max(1.5).default(1),
              from: day,
              until: day.nullable().default(null),
            }),
          )
          .min(1, 'must have at least one'),
      }),
    )
    .min(1, 'must have at least one'),
  /** The council's own timescales, by the rule of the journey that each tightens. */
  policies: z
    .record(
      z.string(),
      z.array(
        z.strictObject({
          within: span,
          from: day,
          until: day.optional(),
          basis: words(),
          describes: z.string().optional(),
        }),
      ),
    )
    .default({}),
  /** How heavy the kinds of work weigh, and how much newly qualified workers hold: a version for each time. */
  caseloads: z
    .array(
      described({
        from: day,
        until: day.optional(),
        basis: words(),
        weights: z.partialRecord(z.enum(workKindNames), z.number().gt(0).max(10)).optional(),
        newlyQualified: z
          .array(described({ fromMonth: z.int().min(0).max(11), share: z.number().gt(0).max(1) }))
          .min(1, 'must have at least one')
          .optional(),
      }),
    )
    .default([]),
  /** What the council wants its measures to reach, each from a day on. */
  targets: targetsInFile(day),
  /** The public entrance: where one leaves to in a hurry, and whom one may call. */
  entrance: entranceInFile(day),
  /** For which outcomes of a contact a manager agrees; and whether to ending one low although it has words of danger. */
  agreement: described({
    outcomes: z.array(z.enum(contactOutcomes)),
    lowOnAlarm: z.boolean().default(true),
  }).optional(),
  /** Children under 18 at the middle of each year. */
  population: z.record(z.string().regex(/^\d{4}$/, 'must be a year'), z.int().min(0)).default({}),
})

/** A council as its file says it, whole and checked. */
export type CouncilFile = z.output<typeof schema>

/** What a council's file may leave out. */
export type CouncilFileInput = z.input<typeof schema>

/** A council's file cannot be taken; `faults` says of each place in it what is wrong, one line each. */
export class CouncilFileRefused extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`The council's file cannot be taken:\n${faults.join('\n')}`)
    this.name = 'CouncilFileRefused'
    this.faults = faults
  }
}

const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (place, part) =>
      typeof part === 'number' ? `${place}[${part}]` : place === '' ? String(part) : `${place}.${String(part)}`,
    '',
  )

const kindsInWords: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  record: 'an object',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
}

const issueInWords = (issue: z.core.$ZodIssue): string => {
  const place = placeOf(issue.path)
  const at = place === '' ? '' : `${place}: `
  if (issue.code === 'unrecognized_keys')
    return `${at}there is no ${issue.keys.map(name => `"${name}"`).join(', ')} here; check its spelling`
  if (issue.code === 'invalid_type')
    return `${at}${issue.message.endsWith('received undefined') ? 'is missing; it ' : ''}must be ${kindsInWords[issue.expected] ?? issue.expected}`
  return `${at}${issue.message}`
}

type Spell = { readonly from: string; readonly until: string | null }

const spellFaults = (place: string, { from, until }: Spell): readonly string[] =>
  until !== null && until < from ? [`${place}.until: must be on or after from`] : []

const repeated = (list: readonly { readonly key: string }[], place: string): readonly string[] =>
  list.flatMap(({ key: name }, index) =>
    list.findIndex(other => other.key === name) === index
      ? []
      : [`${place}[${index}].key: "${name}" stands here twice`],
  )

const overlap = (one: Spell, other: Spell) => one.from < (other.until ?? '~') && other.from < (one.until ?? '~')

const policyOf = (policies: CouncilFile['policies']): Policy =>
  Object.fromEntries(
    Object.entries(policies).map(([rule, versions]) => [
      rule,
      versions
        .map(({ within, from, until, basis }) => ({ within, from, basis, ...(until === undefined ? {} : { until }) }))
        .toSorted((one, other) => (one.from < other.from ? -1 : 1)),
    ]),
  )

/** The timescales of a file as the reckoning takes them. */
export const policyOfFile = (file: Pick<CouncilFile, 'policies'>): Policy => policyOf(file.policies)

/** The caseload policy of a file as pages take it. */
export const caseloadsOfFile = ({ caseloads }: Pick<CouncilFile, 'caseloads'>): readonly OwnCaseloadPolicy[] =>
  caseloads
    .map(({ from, until, basis, weights, newlyQualified }) => ({
      from,
      basis,
      ...(until === undefined ? {} : { until }),
      ...(weights === undefined ? {} : { weights }),
      ...(newlyQualified === undefined
        ? {}
        : { newlyQualified: newlyQualified.map(({ fromMonth, share }) => ({ fromMonth, share })) }),
    }))
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))

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
type Named = { readonly measures?: readonly string[] }

/** What the form of the file cannot show: names that point nowhere, times that overlap, policies that loosen the law. */
const faultsOf = (file: CouncilFile, { measures }: Named): readonly string[] => {
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
    ...faultsOfTargets(file.targets, measures),
    ...faultsOfPolicy(england, policyOf(file.policies)).map(fault => `policies.${fault}`),
  ]
}

/** Checks what a council's file holds. Throws CouncilFileRefused, which names every place that is wrong. */
export const checkCouncilFile = (value: unknown, named: Named = {}): CouncilFile => {
  const read = schema.safeParse(value)
  if (!read.success) throw new CouncilFileRefused(read.error.issues.map(issueInWords))
  const faults = faultsOf(read.data, named)
  if (faults.length > 0) throw new CouncilFileRefused(faults)
  return read.data
}

/** Reads the text of a council's file. Throws CouncilFileRefused, which names every place that is wrong. */
export const readCouncilFile = (text: string, named: Named = {}): CouncilFile => {
  try {
    return checkCouncilFile(JSON.parse(text), named)
  } catch (error) {
    if (error instanceof SyntaxError) throw new CouncilFileRefused([`it is not JSON: ${error.message}`])
    throw error
  }
}
