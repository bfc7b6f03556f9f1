import { ageOn } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Connection, ConnectionKind } from '../../../people/index.ts'
import { textOf } from '../../../web/index.ts'
import type { Sent } from '../../../web/index.ts'
import type { AgencyToInvite } from './plan.ts'

const most = 12
const spare = 3

/** An agency of a child by its name in the record: of a health visitor, a person, the service is what is known without. */
const byName = ({ kind, name }: Connection): AgencyToInvite =>
  kind === 'healthVisitor' ? { name, agency: 'Health visiting' } : { name: null, agency: name }

/**
 * The agencies that a meeting about children of these ages is seldom without: by the name that the record has, else by what
 * they are.
 */
export const usualAgencies = (
  births: readonly (CivilDate | null)[],
  connections: readonly Connection[],
  today: CivilDate,
): readonly AgencyToInvite[] => {
  const ages = births.map(bornOn => (bornOn === null ? 0 : ageOn(bornOn, today)))
  const agency = (name: string): AgencyToInvite => ({ name: null, agency: name })
  const present = connections.filter(({ endedOn }) => endedOn === null)
  const known = (kind: ConnectionKind, otherwise: readonly AgencyToInvite[]): readonly AgencyToInvite[] => {
    const named = present.filter(each => each.kind === kind).map(byName)
    return named.length > 0 ? named : otherwise
  }
  const usual = [
    ...known('healthVisitor', ages.some(age => age < 5) ? [agency('Health visiting')] : []),
    ...known('school', ages.some(age => age >= 4) ? [agency('School')] : []),
    ...(ages.some(age => age >= 4) ? [agency('School nursing')] : []),
    ...known('nursery', []),
    ...known('surgery', [agency('GP surgery')]),
    ...known('other', []),
  ]
  return usual.filter((each, at) => usual.findIndex(other => sameAs(other) === sameAs(each)) === at).slice(0, most)
}

/** The agencies in a form: rows with a name or an agency in them. */
export const agenciesIn = (sent: Sent): readonly AgencyToInvite[] =>
  Array.from({ length: most }, (_, index) => ({
    name: textOf(sent[`agency-${index + 1}-name`]).slice(0, 200) || null,
    agency: textOf(sent[`agency-${index + 1}-agency`]).slice(0, 200) || null,
  })).filter(({ name, agency }) => name !== null || agency !== null)

const sameAs = ({ name, agency }: AgencyToInvite) => `${(agency ?? '').toLowerCase()}|${(name ?? '').toLowerCase()}`

/** The first of some agencies that stands there a second time, with its place in the form. */
export const twiceAmong = (
  agencies: readonly AgencyToInvite[],
): { readonly place: number; readonly words: string } | undefined => {
  const index = agencies.findIndex((each, at) => agencies.findIndex(other => sameAs(other) === sameAs(each)) < at)
  const found = agencies[index]
  return found === undefined
    ? undefined
    : { place: index + 1, words: [found.name, found.agency].filter(Boolean).join(', ') }
}

/** Rows of the form: what is there, and some empty ones. */
export const agencyRows = (agencies: readonly AgencyToInvite[], problems: Readonly<Record<string, string>>) =>
  Array.from({ length: Math.min(most, agencies.length + spare) }, (_, index) => ({
    place: index + 1,
    name: agencies[index]?.name ?? '',
    agency: agencies[index]?.agency ?? '',
    problem: problems[`agency-${index + 1}-agency`],
  }))
