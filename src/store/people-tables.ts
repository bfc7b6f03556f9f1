import type { Generated } from 'kysely'
import type { CivilDate, Instant } from '../calendar/index.ts'
import type { Knowledge } from './knowledge.ts'

type IdentityTable = {
  identity: Generated<number>
  kind: 'child' | 'adult'
  source: Generated<string>
  recorded_at: Instant
}
type IdentityVersionTable = Knowledge & {
  id: Generated<number>
  identity: number
  given: string | null
  family: string | null
  preferred: string | null
  pronouns: string | null
  said_as: string | null
  born_on: CivilDate | null
  expected_on: CivilDate | null
  died_on: CivilDate | null
  sex: 'female' | 'male' | 'notStated' | null
  ethnicity: string | null
  disabilities: Generated<string[]>
  language: string | null
  interpreter: Generated<boolean>
  unaccompanied: Generated<boolean>
  author: number | null
}
type LinkTable = Knowledge & {
  id: Generated<number>
  one: number
  other: number
  decision: 'same' | 'different' | 'undecided'
  reason: string
  author: number | null
}
type PersonTable = { identity: number; person: number }
type IdentifierTable = Knowledge & { id: Generated<number>; identity: number; scheme: string; value: string }
type RelationshipTable = Knowledge & {
  id: Generated<number>
  one: number
  other: number
  kind: string
  parental_responsibility: boolean | null
  started_on: CivilDate | null
  ended_on: CivilDate | null
  author: number | null
}
type HouseholdTable = {
  household: Generated<number>
  line: string
  town: string | null
  postcode: string | null
  district: string | null
  outside_county: Generated<boolean>
}
type HouseholdBeforeTable = {
  id: Generated<number>
  household: number
  district: string | null
  outside_county: boolean
  changed_by: number | null
  known_to: Instant
}
type ResidenceTable = Knowledge & {
  id: Generated<number>
  identity: number
  household: number
  started_on: CivilDate
  ended_on: CivilDate | null
}
type ContactDetailTable = Knowledge & {
  id: Generated<number>
  identity: number
  kind: 'telephone' | 'email'
  value: string
  safe: boolean | null
  note: string | null
  started_on: CivilDate | null
  ended_on: CivilDate | null
  author: number | null
}
type ConnectionTable = Knowledge & {
  id: Generated<number>
  identity: number
  kind: 'school' | 'nursery' | 'surgery' | 'healthVisitor' | 'other'
  name: string
  telephone: string | null
  started_on: CivilDate | null
  ended_on: CivilDate | null
  author: number | null
}

/** People, who they are to one another, where they live and how they are reached. */
export type PeopleTables = {
  identity: IdentityTable
  identity_version: IdentityVersionTable
  link: LinkTable
  person: PersonTable
  identifier: IdentifierTable
  relationship: RelationshipTable
  household: HouseholdTable
  household_before: HouseholdBeforeTable
  residence: ResidenceTable
  contact_detail: ContactDetailTable
  connection: ConnectionTable
}
