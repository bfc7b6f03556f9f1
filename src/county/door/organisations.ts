import type { Kysely } from 'kysely'
import { addPartner, addPartnerPerson } from '../../door/partners.ts'
import type { PartnerKind } from '../../door/partners.ts'
import type { CivilDate } from '../../calendar/index.ts'
import type { Tables } from '../../store/index.ts'
import { streamOf } from '../chance/random.ts'
import { familyName, givenName } from '../people/index.ts'

type Organisation = {
  readonly key: string
  readonly name: string
  readonly kind: PartnerKind
  readonly answersEnquiries: boolean
  readonly posts: readonly string[]
}

/** The organisations of the simulated county: all invented. */
const organisations: readonly Organisation[] = [
  {
    key: 'kiln-lane',
    name: 'Kiln Lane Primary School',
    kind: 'schools',
    answersEnquiries: true,
    posts: ['Head teacher', 'Designated safeguarding lead', 'Special educational needs coordinator'],
  },
  {
    key: 'skylark',
    name: 'Skylark Academy',
    kind: 'schools',
    answersEnquiries: true,
    posts: ['Head teacher', 'Designated safeguarding lead', 'Head of year 9', 'Attendance officer'],
  },
  {
    key: 'heron-mead',
    name: 'Heron Mead Nursery and Infant School',
    kind: 'schools',
    answersEnquiries: true,
    posts: ['Head teacher', 'Designated safeguarding lead'],
  },
  {
    key: 'orchard-view',
    name: 'Orchard View Special School',
    kind: 'schools',
    answersEnquiries: true,
    posts: ['Head teacher', 'Family support lead'],
  },
  {
    key: 'police',
    name: 'Simulated County Police',
    kind: 'police',
    answersEnquiries: true,
    posts: [
      'Constable, response',
      'Detective constable, child protection',
      'Sergeant, multi-agency safeguarding',
      'Missing persons officer',
    ],
  },
  {
    key: 'health-visiting',
    name: 'Health Visiting Service',
    kind: 'health',
    answersEnquiries: true,
    posts: ['Health visitor', 'Specialist health visitor', 'Team lead'],
  },
  {
    key: 'midwifery',
    name: 'Community Midwifery Service',
    kind: 'health',
    answersEnquiries: true,
    posts: ['Midwife', 'Safeguarding midwife'],
  },
  {
    key: 'hospital',
    name: 'Simulated Town Hospital',
    kind: 'health',
    answersEnquiries: true,
    posts: ['Paediatric nurse, emergency department', 'Named nurse for safeguarding', 'Paediatrician'],
  },
  {
    key: 'mallow-surgery',
    name: 'Mallow Way Surgery',
    kind: 'health',
    answersEnquiries: true,
    posts: ['General practitioner', 'Practice nurse', 'Safeguarding lead'],
  },
  {
    key: 'young-minds',
    name: 'Young People’s Mental Health Service',
    kind: 'health',
    answersEnquiries: true,
    posts: ['Mental health nurse', 'Clinical lead'],
  },
  {
    key: 'probation',
    name: 'Probation, Simulated County',
    kind: 'legalAgency',
    answersEnquiries: true,
    posts: ['Probation officer', 'Senior probation officer'],
  },
  {
    key: 'housing',
    name: 'Simulated County Homes',
    kind: 'housing',
    answersEnquiries: true,
    posts: ['Housing officer', 'Tenancy support lead'],
  },
]

/** Somebody of an organisation, as they sign what they send. */
export type PartnerSender = {
  readonly partner: number
  readonly person: number
  readonly organisation: string
  readonly post: string
  readonly given: string
  readonly family: string
}

const plainLetters = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')

/** Writes the organisations and their people; answers who there is, by organisation and post. */
export const addOrganisations = async (
  queries: Kysely<Tables>,
  seed: number,
  startedOn: CivilDate,
): Promise<readonly PartnerSender[]> => {
  const people: PartnerSender[] = []
  for (const [number, { key, name, kind, answersEnquiries, posts }] of organisations.entries()) {
    const stream = streamOf(seed, 'partner organisation', number)
    const partner = await addPartner(queries, { name, kind, answersEnquiries, startedOn })
    for (const post of posts) {
      const { given } = givenName(stream, 'english', stream.happens(0.7) ? 'female' : 'male', new Set())
      const family = familyName(stream, 'english')
      const email = `${plainLetters(given)}.${plainLetters(family)}@${key}.example`
      const person = await addPartnerPerson(queries, { partner, given, family, post, email, startedOn })
      people.push({ partner, person, organisation: name, post, given, family })
    }
  }
  return people
}
