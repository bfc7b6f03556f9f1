import { addMonths, dateAt, dayNumber, firstOfMonth, localTime } from '../../calendar/index.ts'
import type { Instant } from '../../calendar/index.ts'
import type { Rules } from '../../journey/index.ts'
import { allocate } from '../allocation/index.ts'
import { simulate } from '../journeys/index.ts'
import type { Controls } from '../controls/index.ts'
import type { ToldFamily } from '../load/index.ts'
import { peopleOf } from '../people/index.ts'
import { establish } from '../workforce/index.ts'
import type { Roster } from '../workforce/index.ts'
import { openCaseloadBook } from './caseload-book.ts'
import { minuteOf } from './moments.ts'
import { placementsOf } from './placements.ts'
import { tellStory } from './story.ts'
import { supervisionsOf } from './supervision.ts'
import { toldFamily } from './told.ts'
import type { Counters } from './told.ts'
import { standingsOf } from './visited.ts'

export type ToldCounty = {
  readonly roster: Roster
  /** How many families there are to tell. */
  readonly count: number
  /** Every family as it is loaded, told when it is asked for and forgotten after. Can be gone through once. */
  readonly families: () => Iterable<ToldFamily>
}

/** Supervision, and oversight after events, are recorded for so many months before the last. */
const monthsOfOversight = 12

const nobody = { members: [], relationships: [], households: [], residences: [], identifiers: [] } as const

/** The last minute at which anything is recorded: some minutes before the county's clock begins to stand. */
const limitBefore = (opens: Instant): number => {
  const local = localTime(opens)
  return minuteOf(dayNumber(dateAt(opens)), Number(local.slice(11, 13)), Number(local.slice(14, 16))) - 5
}

/**
 * Simulates the county of the controls and tells it: the workers, and family by family all that was recorded. Nothing is
 * recorded after `opens`. Throws `ControlCannotBeMet` where the controls cannot be met, before any family is told.
 */
export const tellCounty = (controls: Controls, seed: number, rules: Rules, opens: Instant): ToldCounty => {
  const families = [...simulate(controls, seed).families]
  const roster: Roster = { workers: [], posts: [] }
  const { handings } = allocate(roster, families, controls, seed)
  const establishment = establish(roster, controls, seed)
  const placements = placementsOf(families, controls, seed)
  const standings = standingsOf(families, placements, controls, seed)
  const count = families.length
  const lastDay = dayNumber(controls.county.lastDay)
  const recordedFrom = dayNumber(firstOfMonth(addMonths(controls.county.lastDay, -monthsOfOversight)))
  let entry = 0
  const county = {
    seed,
    rules,
    recordsFrom: dayNumber(controls.county.recordsFrom),
    lastDay,
    reportDay: dayNumber(controls.visits.on),
    limit: limitBefore(opens),
    placements,
    standings,
    establishment,
    caseloads: openCaseloadBook(recordedFrom),
    oversightFrom: recordedFrom,
    nextEntry: () => (entry += 1),
  }
  const districtNumber = new Map(controls.districts.list.map(({ key }, index) => [key, index + 1]))

  function* told(): Generator<ToldFamily> {
    const counters: Counters = { identity: 1, household: 1, child: 0 }
    families.reverse()
    for (let place = 0; ; place += 1) {
      // Each family is let go once it is told: the whole county is never held beside what is on its way to the database.
      const family = families.pop()
      if (family === undefined) break
      const district = { key: family.district, number: districtNumber.get(family.district) ?? 1 }
      const people = peopleOf(family, { seed, lastDay, district })
      const register = tellStory(county, family, people, handings.get(place) ?? [], counters.identity)
      const ready = toldFamily(county, family, people, register, counters)
      if (ready !== undefined) yield ready
    }
    // A supervision is about children of many families: it is told when all of them are there.
    yield { ...nobody, entries: supervisionsOf(county, recordedFrom) }
  }
  return { roster, count: count + 1, families: told }
}
