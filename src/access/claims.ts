import type { OpenIdPolicy, PartOfClaim } from '../council/signing-in.ts'
import type { Claims } from './openid.ts'

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : []
}

/** The claims that must be asked for where they are not in the first answer. */
export const claimsNeeded = ({ parts }: OpenIdPolicy): readonly string[] => [
  'email',
  ...(parts === undefined ? [] : [parts.claim]),
]

/** The e-mail address of somebody, in small letters, where the provider or the council vouches for it. */
export const emailIn = (claims: Claims, { emailIsVouchedFor }: OpenIdPolicy): string | undefined => {
  const { email, email_verified: isVerified } = claims
  if (typeof email !== 'string' || email.trim() === '') return undefined
  return isVerified === true || (emailIsVouchedFor && isVerified !== false) ? email.trim().toLowerCase() : undefined
}

/** The parts that somebody's claims give; null where administration gives them. */
export const partsIn = (claims: Claims, { parts }: OpenIdPolicy): readonly PartOfClaim[] | null => {
  if (parts === undefined) return null
  const held = new Set(textsIn(claims[parts.claim]))
  return parts.values.filter(({ value }) => held.has(value))
}
