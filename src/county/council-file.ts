import { addDays, dateOf } from '../calendar/index.ts'
import type { LocalTime } from '../calendar/index.ts'
import { measures } from '../areas/performance/measures/index.ts'
import { checkCouncilFile } from '../council/index.ts'
import type { CouncilFile } from '../council/index.ts'
import type { Controls } from './controls/index.ts'
import { postcodesIn } from './people/homes.ts'
import { quadrantsOf, services, teamSpells } from './workforce/index.ts'
import type { Roster } from './workforce/index.ts'

/** What the county wants of itself, which no record follows from. */
const targets = (
  [
    ['supervision-in-time', 90],
    ['assessments-in-time', 85],
    ['initial-conferences-in-time', 85],
    ['looked-after-visited', 90],
  ] as const
).map(([measure, atLeast]) => ({ measure, atLeast, from: '2020-04-01', basis: 'Service plan 2020/21, simulated' }))

/** The time in England at which the county's clock stands: nine in the morning after the last day of the records. */
export const standsAt = ({ county }: Controls): LocalTime => `${addDays(county.lastDay, 1)}T09:00`

/** The simulated county as a council's file says it: it is made by the same door as any council. */
export const simulatedCouncil = (controls: Controls, { workers, posts }: Roster): CouncilFile => {
  const postsOf = Map.groupBy(posts, post => post.worker)
  return checkCouncilFile(
    {
      name: 'Simulated County Council',
      brand: {
        shortName: 'Simulated county',
        strapline: 'Every child, family and worker here is invented',
        telephone: { day: '01632 960100', outOfHours: '01632 960199' },
        address: ['County Hall', 'Simulated Town', 'ZZ1 1ZZ'],
      },
      signIn: 'choosing',
      entrance: {
        crisisLines: [
          { name: 'Childline', number: '0800 1111', says: 'Children and young people, at any hour, free' },
          { name: 'Samaritans', number: '116 123', says: 'Anybody in distress, at any hour, free' },
          { name: 'Shout', number: 'text SHOUT to 85258', says: 'Help in a crisis by text message, at any hour' },
          {
            name: 'National Domestic Abuse Helpline',
            number: '0808 2000 247',
            says: 'Women who are harmed or afraid at home, at any hour, free',
          },
          { name: 'NSPCC helpline', number: '0808 800 5000', says: 'Adults who worry about a child' },
          { name: 'NHS', number: '111', says: 'When somebody needs a doctor or help with their mental health now' },
        ],
        linesCheckedOn: '2020-11-30',
      },
      simulated: { standsAt: standsAt(controls) },
      quadrants: quadrantsOf(controls),
      districts: controls.districts.list.map(({ key, name, quadrant }, index) => ({
        key,
        name,
        quadrant,
        postcodes: [postcodesIn(index + 1)],
      })),
      services: services.map(({ service, name, caseloadThreshold }) => ({ key: service, name, caseloadThreshold })),
      teams: teamSpells(controls).map(({ team, name, service, quadrant, from, to }) => ({
        key: team,
        name,
        service,
        quadrant,
        from,
        until: to,
      })),
      workers: workers.map(({ worker, given, family, newlyQualifiedOn }) => ({
        given,
        family,
        newlyQualifiedOn: newlyQualifiedOn === null ? null : dateOf(newlyQualifiedOn),
        posts: (postsOf.get(worker) ?? []).map(({ role, team, agency, from, to }) => ({
          role,
          team,
          agency,
          from: dateOf(from),
          until: to === null ? null : dateOf(to),
        })),
      })),
      population: controls.population.midYear,
      targets,
    },
    { measures: measures.map(({ id }) => id) },
  )
}
