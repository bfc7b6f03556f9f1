import { addWorkingDaysTo, dateOf } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import type { Month } from '../plan/index.ts'
import type { Child } from './child.ts'
import { bornToComeOfAgeOn } from './days.ts'
import { bornByMix, newFamily, siblingsOf } from './families.ts'
import { paceOf } from './pace.ts'
import { refer } from './record.ts'
import type { SourceUrn } from './sources.ts'
import { settle } from './state.ts'
import type { CountyState, WorkingDay } from './state.ts'

/** A re-referral comes clearly within 12 months of the last, and any other clearly after. */
const reReferralWithin = 355
const otherReferralAfter = 376

/** A closed case rests at least so long before the child is referred again. */
const restAfterClosure = 14

/** Nobody is referred so near the 18th birthday that an assessment could not run its course. */
export const daysToAdulthood = 120

/** The referrals of one month, carried out day by day. */
export type ReferralsOfMonth = {
  readonly onDay: (day: WorkingDay) => void
  /** Takes one referral, accepted, out of the month's for an unaccompanied child. */
  readonly forUasc: (child: Child, day: WorkingDay) => void
}

export const referralsOf = (state: CountyState, month: Month, sources: SourceUrn): ReferralsOfMonth => {
  const { flows } = state.plan
  const chance = state.chance('referrals')
  const index = month.index
  const uasc = flows.careStartsUasc[index] ?? 0
  const again = paceOf(flows.reReferrals[index] ?? 0, month.workingDays.length, chance)
  const first = paceOf((flows.referrals[index] ?? 0) - again.rest() - uasc, month.workingDays.length, chance)
  let without = flows.referralsWithoutEpisode[index] ?? 0

  const decisionOn = (day: DayNumber): DayNumber => {
    const next = addWorkingDaysTo(day, 1)
    return next <= month.lastDay && chance.happens(0.45) ? next : day
  }
  const mayBeReferred = (child: Child, day: DayNumber) => child.need === null && child.adultOn >= day + daysToAdulthood
  const mayComeAgain = (child: Child, day: DayNumber) =>
    mayBeReferred(child, day) &&
    child.lastReferralOn >= day - reReferralWithin &&
    child.closedOn <= day - restAfterClosure
  const mayComeFirst = (child: Child, day: DayNumber) =>
    mayBeReferred(child, day) && child.lastReferralOn <= day - otherReferralAfter

  const somebodyAgain = (day: DayNumber): Child => {
    const child = state.pools.closed.pick(chance, one => mayComeAgain(one, day))
    if (child === null)
      throw new ControlCannotBeMet('reReferrals', month.key, `nobody is left to be referred again on ${dateOf(day)}.`)
    return child
  }
  const somebodyElse = (day: DayNumber): Child => {
    const { knownShare, unbornShare, referralAges } = state.controls.hazards
    const until = state.wanted?.comingOfAgeBy ?? 0
    if (until > day + daysToAdulthood + 5 && chance.happens(0.3))
      return newFamily(state, day, { bornOn: bornToComeOfAgeOn(chance.whole(day + daysToAdulthood + 3, until)) })
    if (chance.happens(knownShare)) {
      // Children who once had a plan come back more often than others.
      const oftener = chance.happens(0.5)
      const known = state.pools.dormant.pick(chance, one => mayComeFirst(one, day) && (!oftener || one.plansBefore > 0))
      if (known !== null) return known
    }
    if (!chance.happens(unbornShare))
      return newFamily(state, day, { bornOn: bornByMix(chance, referralAges, day, daysToAdulthood) })
    const expectedOn = day + chance.whole(30, 150)
    return newFamily(state, day, { bornOn: expectedOn + chance.whole(-12, 10), expectedOn })
  }

  /** Refers a child and those of the brothers and sisters for whom the month still has room. */
  const referFamily = (day: WorkingDay, child: Child): void => {
    const left = again.rest() + first.rest()
    const isAccepted = without === 0 || (left > without && !chance.happens(without / left))
    const { source, most } = sources.choose()
    const room = Math.min(most, isAccepted ? left - without : without)
    const made = {
      group: state.nextGroup(),
      receivedOn: day.day,
      decidedOn: decisionOn(day.day),
      source,
      isAccepted,
    }
    const take = (one: Child, isRepeat: boolean) => {
      refer(state, one, { ...made, isRepeat })
      ;(isRepeat ? again : first).take()
      sources.take(source)
      if (!isAccepted) without -= 1
    }
    take(child, mayComeAgain(child, day.day))
    let taken = 1
    for (const sibling of siblingsOf(child)) {
      if (taken >= room || !chance.happens(0.6)) continue
      const isRepeat = mayComeAgain(sibling, day.day) && again.rest() > 0
      if (!isRepeat && !(mayComeFirst(sibling, day.day) && first.rest() > 0)) continue
      take(sibling, isRepeat)
      taken += 1
    }
  }

  const longSince = (child: Child) => child.lastReferralOn < month.firstDay - otherReferralAfter
  for (const child of state.pools.closed.members().filter(longSince)) {
    child.isDormant = true
    settle(state, child)
  }

  return {
    onDay: day => {
      while (again.due(day.place) > 0) referFamily(day, somebodyAgain(day.day))
      while (first.due(day.place) > 0) referFamily(day, somebodyElse(day.day))
    },
    forUasc: (child, day) => {
      const source = sources.chooseAmong(['police', 'localAuthority', 'otherAgency'])
      sources.take(source)
      refer(state, child, {
        group: state.nextGroup(),
        receivedOn: day.day,
        decidedOn: day.day,
        source,
        isAccepted: true,
        isRepeat: false,
      })
    },
  }
}
