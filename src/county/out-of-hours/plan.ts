import type { Kysely } from 'kysely'
import { addDays, addWorkingDays, ageOn, dateAt, instantOf } from '../../calendar/index.ts'
import type { CivilDate, Instant, LocalTime } from '../../calendar/index.ts'
import { readCouncil } from '../../council/index.ts'
import { england, noPolicy } from '../../journey/index.ts'
import type { Rules } from '../../journey/index.ts'
import type { Tables } from '../../store/index.ts'
import { chooseFrom, shuffled, streamOf } from '../chance/random.ts'
import { childrenUntouchedSince } from './children.ts'
import type { CalledAbout } from './children.ts'
import { dutyTeamOn, writeRoster } from './roster.ts'
import { calls, notes, requests, visits } from './words.ts'
import { tell } from './write.ts'
import type { ToTell } from './write.ts'

const dutyTeam = 'emergency-duty'

/** How many calls a night of the whole county has. */
const callsOfANight = 5

type Night = {
  readonly queries: Kysely<Tables>
  readonly rules: Rules
  readonly stream: ReturnType<typeof streamOf>
  readonly workers: readonly number[]
}

const at = (day: CivilDate, time: string): LocalTime => `${time < '09:00' ? addDays(day, 1) : day}T${time}`

const times = ['17:50', '19:20', '20:35', '21:40', '22:55', '23:30', '00:25', '01:45', '03:10', '05:20']

const by = ({ stream, workers }: Night): Pick<ToTell, 'author' | 'team'> => ({
  author: chooseFrom(stream, workers),
  team: dutyTeam,
})

/** A call of a night; after some the duty worker goes there, or asks a colleague. Answers with what the day has to read. */
const callOf = async (
  night: Night,
  { child, day, time, place }: { child: CalledAbout; day: CivilDate; time: string; place: number },
): Promise<readonly { readonly entry: number; readonly child: CalledAbout }[]> => {
  const { queries, rules, stream } = night
  const { identity } = child
  const age = child.bornOn === null ? 0 : ageOn(child.bornOn, day)
  const fitting = calls.filter(({ of }) => of.inCare === child.inCare && of.from <= age && age <= of.to)
  const call = fitting[place % Math.max(1, fitting.length)]
  if (call === undefined) return []
  const moment = at(day, time)
  const entry = await tell(queries, rules, {
    step: 'dutyCall',
    identity,
    at: moment,
    after: 12,
    // Of whom it can be is no answer.
    answers: { calledAt: moment, ...call, of: undefined },
    outcome: call.dayTeam === undefined ? 'know' : 'act',
    ...by(night),
  })
  const left = [{ entry, child }]
  const later = (minutes: number): LocalTime => {
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    const sum = (hour * 60 + minute + minutes) % 1440
    return at(day, `${String(Math.floor(sum / 60)).padStart(2, '0')}:${String(sum % 60).padStart(2, '0')}`)
  }
  const request = place % 4 === 1 && age >= 10 ? requests[Math.floor(place / 4) % requests.length] : undefined
  if (request !== undefined) {
    const asked = later(15)
    const follows = await tell(queries, rules, {
      step: 'dutyRequest',
      identity,
      at: asked,
      after: 1,
      answers: { askedAt: asked, ...request.asks },
      outcome: 'asked',
      ...by(night),
    })
    const answeredAt = later(45)
    await tell(queries, rules, {
      step: 'dutyAnswer',
      identity,
      at: answeredAt,
      after: 2,
      answers: { answeredAt, answer: request.answer },
      outcome: request.outcome,
      follows,
      ...by(night),
    })
  }
  const visit = place % 4 === 0 && !child.inCare && age >= 5 ? visits[Math.floor(place / 4) % visits.length] : undefined
  if (visit !== undefined && stream.happens(0.8)) {
    const visitedAt = later(50)
    const seen = await tell(queries, rules, {
      step: 'dutyVisit',
      identity,
      at: visitedAt,
      after: 40,
      answers: { visitedAt, where: 'At home', ...visit },
      outcome: visit.dayTeam === undefined ? 'know' : 'act',
      ...by(night),
    })
    left.push({ entry: seen, child })
  }
  return left
}

/** The day team accepts what the night before a working day left, most of it in time. */
const accept = async (
  { queries, rules }: Night,
  left: readonly { readonly entry: number; readonly child: CalledAbout }[],
  morning: CivilDate,
): Promise<void> => {
  for (const [place, { entry, child }] of left.entries()) {
    // The last of a morning is forgotten until noon.
    const time =
      left.length > 2 && place === left.length - 1 ? '12:05' : `09:${String(5 + ((place * 7) % 50)).padStart(2, '0')}`
    const acceptedAt = `${morning}T${time}`
    await tell(queries, rules, {
      step: 'handoverAccepted',
      identity: child.identity,
      at: acceptedAt,
      after: 0,
      answers: { acceptedAt },
      outcome: 'accepted',
      author: child.worker,
      team: child.team,
      follows: entry,
    })
  }
}

/**
 * The duty team's December: a roster to the new year, a working night that the day teams have read, and the weekend before
 * the clock's morning, which they have not. Its chance is its own, and what it writes is counted by no control.
 */
export const planNights = async (
  queries: Kysely<Tables>,
  { seed, opens, scale }: { readonly seed: number; readonly opens: Instant; readonly scale: number },
): Promise<void> => {
  const today = dateAt(opens)
  const { workers, manager } = await dutyTeamOn(queries, today)
  if (manager === undefined || workers.length === 0) return
  const friday = addWorkingDays(today, -1)
  const thursday = addWorkingDays(today, -2)
  await writeRoster(queries, {
    workers,
    manager,
    from: `${today.slice(0, 8)}01`,
    to: addDays(`${today.slice(0, 8)}01`, 33),
    known: instantOf(`${addDays(`${today.slice(0, 8)}01`, -10)}T10:30`),
  })
  const stream = streamOf(seed, 'out of hours')
  const council = await readCouncil(queries)
  const night: Night = { queries, rules: { pathway: england, policy: council?.policy ?? noPolicy }, stream, workers }
  const untouched = await childrenUntouchedSince(queries, instantOf(`${thursday}T12:00`))
  const children = shuffled(stream, untouched)
  const each = Math.max(1, Math.round(callsOfANight * scale))
  let place = 0
  const nightOf = async (day: CivilDate) => {
    const left: { readonly entry: number; readonly child: CalledAbout }[] = []
    for (const time of shuffled(stream, times)
      .slice(0, each)
      .toSorted((one, other) => (at(day, one) < at(day, other) ? -1 : 1))) {
      const child = children.pop()
      if (child !== undefined) left.push(...(await callOf(night, { child, day, time, place })))
      place += 1
    }
    return left
  }
  await accept(night, await nightOf(thursday), friday)
  for (const note of notes.slice(0, Math.max(1, Math.round(notes.length * scale)))) {
    const child = children.pop()
    if (child === undefined) continue
    await tell(queries, night.rules, {
      step: 'dutyWatch',
      identity: child.identity,
      at: `${friday}T15:40`,
      after: 0,
      answers: { notedOn: friday, until: addDays(today, 2), ...note },
      outcome: 'noted',
      author: child.worker,
      team: child.team,
    })
  }
  for (let day = friday; day < today; day = addDays(day, 1)) await nightOf(day)
}
