import { ageOn } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import { chooseWeighted, streamOf } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import { eligibleChild } from '../journeys/index.ts'
import type { CareLeaver } from '../journeys/index.ts'
import { on, ranks, workingDayBy } from './act.ts'
import type { Act, Making } from './act.ts'
import { entitlements } from '../../journey/index.ts'
import type { Entitlement } from '../../journey/index.ts'

type Standing = 'given' | 'notYet' | 'refused' | 'notEntitled'

const shares: Readonly<Record<Entitlement, Readonly<Record<Standing, number>>>> = {
  settingUpHome: { given: 55, notYet: 38, refused: 3, notEntitled: 4 },
  higherEducation: { given: 11, notYet: 26, refused: 3, notEntitled: 60 },
  councilTax: { given: 41, notYet: 37, refused: 2, notEntitled: 20 },
  healthPassport: { given: 60, notYet: 29, refused: 11, notEntitled: 0 },
  railCard: { given: 36, notYet: 52, refused: 12, notEntitled: 0 },
  stayingPut: { given: 14, notYet: 4, refused: 22, notEntitled: 60 },
  localOffer: { given: 78, notYet: 22, refused: 0, notEntitled: 0 },
}

/** For so many days before the end of the records advisers have written down what each young person has been given. */
const daysWritten = 100

/** Where each entitlement of a care leaver stands, as an adviser went through the list once, and left some of it out. */
export const entitlementActs = ({ child, index, seed, lastDay }: Making, event: CareLeaver): readonly Act[] => {
  const stream = streamOf(seed, 'entitlements', child.id)
  const from = Math.max(event.startedOn + 10, lastDay - daysWritten)
  const to = Math.min((event.endedOn ?? lastDay) - 1, lastDay - 1)
  if (to - from < 7) return []
  const day = workingDayBy(stream.whole(from + 4, to))
  return (Object.keys(entitlements) as Entitlement[]).flatMap((entitlement): readonly Act[] =>
    stream.happens(0.82)
      ? [
          {
            child: index,
            day,
            completed: day,
            rank: ranks.meeting,
            step: 'entitlement',
            outcome: chooseWeighted(stream, shares[entitlement]),
            share: `entitlement ${entitlement} ${child.id}`,
            facts: { on: on(day), entitlement },
            hand: 'adviser',
          },
        ]
      : [],
  )
}

const activities = { F1: 8, F2: 26, P2: 4, F4: 8, F5: 24, P5: 4, G4: 8, G5: 13, G6: 5 } as const
const homes = { U: 34, D: 20, B: 14, Z: 14, E: 7, K: 3, X: 3, S: 1, Y: 2, V: 2 } as const
const unsuitable: readonly string[] = ['S', 'V', 'X', 'W']

/** About how many days a young person stays in one home and in one work. */
const daysSettled = 380

/** Where a young person lives and what they do: the same from one contact to the next, for about a year. */
export const homeAndWork = (seed: number, child: number, day: DayNumber, bornOn: DayNumber) => {
  const period = Math.floor((day + ((child * 37) % daysSettled)) / daysSettled)
  const stream = streamOf(seed, `home and work ${period}`, child)
  const drawn = chooseWeighted(stream, homes)
  // A former foster carer's home is one for young people of 18 and over.
  const accommodation = drawn === 'Z' && ageOn(on(bornOn), on(day)) < 18 ? 'E' : drawn
  return {
    accommodation,
    suitable: !unsuitable.includes(accommodation) && stream.happens(0.95),
    activity: chooseWeighted(stream, activities),
  }
}

const lockdown = '2020-03-23'

/** By what means a personal adviser was in touch on a day. */
export const meansOn = (stream: Stream, day: DayNumber) =>
  chooseWeighted(
    stream,
    on(day) < lockdown
      ? { inPerson: 58, telephone: 22, message: 14, video: 0, written: 2, others: 4 }
      : { inPerson: 30, telephone: 32, message: 16, video: 16, written: 2, others: 4 },
  )

const leftBecause = ({ child }: Making, day: DayNumber): string => {
  const age = ageOn(on(child.bornOn), on(day))
  return age >= 25 ? 'turned25' : age >= 21 ? 'turned21' : 'noLongerWanted'
}

const deciding = { rank: ranks.eligibility, step: 'eligibility', hand: 'socialWorker' } as const

const eligibleMark = ({ child }: Making): string => `eligible ${child.id}`

/** So many days at most lie between becoming entitled and a decision that says since when: the plan is due after it. */
const soon = 60

/** That a child who stays in care is an eligible child, mostly decided within three months of the 16th birthday or of 13 weeks. */
export const eligibleActs = (making: Making): readonly Act[] => {
  const { child, index, recordsFrom } = making
  const eligible = eligibleChild(child, making)
  if (eligible === undefined) return []
  const { from, decidedOn: day } = eligible
  const saysSince = day >= recordsFrom && day - from <= soon
  return [
    {
      ...deciding,
      child: index,
      day,
      completed: day,
      outcome: 'entitled',
      share: eligibleMark(making),
      facts: { decidedOn: on(day), category: 'eligible', ...(saysSince ? { eligibleOn: on(from) } : {}) },
      mark: eligibleMark(making),
    },
  ]
}

/** Leaving care: entitled on the 18th birthday, or already while in care, until support ends. */
export const careLeaverActs = (making: Making, event: CareLeaver): readonly Act[] => {
  const { index, lastDay, child } = making
  const wasEligible = eligibleChild(child, making) !== undefined
  const acts: Act[] = [
    {
      ...deciding,
      child: index,
      day: event.startedOn,
      completed: event.startedOn,
      outcome: wasEligible ? 'categoryChanged' : 'entitled',
      share: `leaver ${event.id}`,
      facts: { decidedOn: on(event.startedOn), category: 'formerRelevant' },
      mark: `${event.id}`,
      ...(wasEligible ? { follows: eligibleMark(making) } : {}),
    },
  ]
  if (event.endedOn !== null && event.endedOn <= lastDay)
    acts.push({
      child: index,
      day: event.endedOn,
      completed: event.endedOn,
      rank: ranks.ending,
      step: 'leavingCareClosure',
      outcome: 'closed',
      share: `left ${event.id}`,
      facts: { closedOn: on(event.endedOn), reason: leftBecause(making, event.endedOn) },
      hand: 'adviser',
      follows: `${event.id}`,
    })
  return [...acts, ...entitlementActs(making, event)]
}
