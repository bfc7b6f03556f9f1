import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Policy } from '../journey/policy.ts'
import type { Tables } from '../store/tables.ts'
import { workKindNames } from './caseload-policy.ts'
import type { OwnCaseloadPolicy } from './caseload-policy.ts'
import { storedEntrance } from './entrance.ts'
import type { Entrance } from './entrance.ts'
import { storedSignIn } from './signing-in.ts'
import type { OpenIdPolicy, SessionPolicy } from './signing-in.ts'
import { storedTargets } from './targets.ts'
import type { Target } from './targets.ts'

export type Brand = {
  readonly shortName: string
  readonly strapline?: string | undefined
  /** Like `#1d5e4f`; carries white text. */
  readonly colour: string
  readonly telephone: { readonly day?: string | undefined; readonly outOfHours?: string | undefined }
  /** Where letters come from, a line each. */
  readonly address?: readonly string[] | undefined
}

/** The council whose records the database holds. */
export type Council = {
  readonly name: string
  readonly brand: Brand
  /** Whether every record is invented. */
  readonly simulated: boolean
  readonly signIn: 'choosing' | 'openid' | 'none'
  readonly openid: OpenIdPolicy
  readonly sessions: SessionPolicy
  /** Its own timescales. */
  readonly policy: Policy
  /** Its own policy on caseloads, oldest first. */
  readonly caseloads: readonly OwnCaseloadPolicy[]
  /** What it wants its measures to reach, oldest first. */
  readonly targets: readonly Target[]
  readonly entrance: Entrance
}

const stored = {
  brand: z.object({
    shortName: z.string().default(''),
    strapline: z.string().optional(),
    colour: z.string().default('#1d5e4f'),
    telephone: z.object({ day: z.string().optional(), outOfHours: z.string().optional() }).default({}),
    address: z.array(z.string()).optional(),
  }),
  settings: z.object({
    ...storedSignIn,
    entrance: storedEntrance,
    targets: storedTargets,
    policies: z
      .record(
        z.string(),
        z.array(
          z.object({
            within: z.object({ unit: z.enum(['hours', 'days', 'workingDays', 'months']), count: z.int() }),
            from: z.string(),
            until: z.string().exactOptional(),
            basis: z.string(),
          }),
        ),
      )
      .default({}),
    caseloads: z
      .array(
        z.object({
          from: z.string(),
          until: z.string().exactOptional(),
          basis: z.string(),
          weights: z.partialRecord(z.enum(workKindNames), z.number()).exactOptional(),
          thresholds: z.record(z.string(), z.int()).exactOptional(),
          newlyQualified: z.array(z.object({ fromMonth: z.int(), share: z.number() })).exactOptional(),
        }),
      )
      .default([]),
  }),
}

/** The council as it stands in the database, or undefined where none has been made. */
export const readCouncil = async (database: Kysely<Tables>): Promise<Council | undefined> => {
  const row = await database.selectFrom('council').select(['name', 'brand', 'simulated', 'settings']).executeTakeFirst()
  if (row === undefined) return undefined
  const brand = stored.brand.parse(row.brand)
  const { policies, caseloads, targets, entrance, ...signingIn } = stored.settings.parse(row.settings)
  return {
    name: row.name,
    brand: { ...brand, shortName: brand.shortName === '' ? row.name : brand.shortName },
    simulated: row.simulated,
    ...signingIn,
    policy: policies,
    caseloads,
    targets,
    entrance,
  }
}

const kept = new WeakMap<Kysely<Tables>, { readonly council: Council | undefined; readonly at: number }>()
const keptForMilliseconds = 5000

/** The same, asked again at most every five seconds by one process; within a transaction it is always asked. */
export const currentCouncil = async (database: Kysely<Tables>): Promise<Council | undefined> => {
  if (database.isTransaction) return readCouncil(database)
  const known = kept.get(database)
  if (known !== undefined && performance.now() - known.at < keptForMilliseconds) return known.council
  const council = await readCouncil(database)
  kept.set(database, { council, at: performance.now() })
  return council
}
