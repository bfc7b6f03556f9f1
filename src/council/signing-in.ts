import { z } from 'zod'
import { isRole } from '../journey/roles.ts'
import type { Role } from '../journey/roles.ts'

/** A value of the provider's claim, and the part that it gives: in a team, or in none. */
export type PartOfClaim = { readonly value: string; readonly role: Role; readonly team: string | null }

/** What the council's provider says of somebody, and what follows from it. */
export type OpenIdPolicy = {
  readonly scopes: readonly string[]
  /** Whether an e-mail address counts although the provider does not say that it has checked it: the council gives them out. */
  readonly emailIsVouchedFor: boolean
  /** The claim that gives people their parts; without it, administration does. */
  readonly parts?: { readonly claim: string; readonly values: readonly PartOfClaim[] }
}

/** After how long without a request, and at the most, somebody must sign in again; by the machine's clock. */
export type SessionPolicy = { readonly idleMinutes: number; readonly longestHours: number }

/** What a council has that says nothing else of its provider. */
export const usualSignIn: OpenIdPolicy = { scopes: ['openid', 'profile', 'email'], emailIsVouchedFor: false }

/** How long a session lasts that the council's file says nothing of. */
export const usualSessions: SessionPolicy = { idleMinutes: 30, longestHours: 12 }

/** The same as the database keeps it. */
export const storedSignIn = {
  signIn: z.enum(['choosing', 'openid', 'none']).default('choosing'),
  openid: z
    .object({
      scopes: z.array(z.string()),
      emailIsVouchedFor: z.boolean(),
      parts: z
        .object({
          claim: z.string(),
          values: z.array(
            z.object({
              value: z.string(),
              role: z.custom<Role>(value => typeof value === 'string' && isRole(value)),
              team: z.string().nullable(),
            }),
          ),
        })
        .exactOptional(),
    })
    .default({ scopes: [...usualSignIn.scopes], emailIsVouchedFor: usualSignIn.emailIsVouchedFor }),
  sessions: z.object({ idleMinutes: z.number(), longestHours: z.number() }).default(usualSessions),
}
