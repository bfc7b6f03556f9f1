import { addWorkingDaysTo } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { Stream } from '../chance/random.ts'
import type { Child } from './child.ts'
import { careLeaverUntil } from './coming-of-age.ts'
import { bornToComeOfAgeOn, length, workingDayBefore } from './days.ts'
import { bornByMix, newFamily, siblingsOf } from './families.ts'
import { careInOutline, earlierPlan, openAndClose, openedOn, planInOutline } from './outline.ts'
import { becomeCareLeaver, endCare, endNeed } from './record.ts'
import type { CountyState } from './state.ts'
import { assignUascBirth } from './uasc.ts'
import type { UascBirthdays } from './uasc.ts'

/** Before this many days ago no history is told. */
const furthestBack = 1_500

/** Nobody in the opening stock comes of age sooner than this, so that assessments, plans and enquiries can run their course. */
const daysToAdult = 125

const stockAges = { under1: 4, from1to4: 12, from5to9: 17, from10to15: 48, from16: 19 }

/** Calls `make` with children of new families, brothers and sisters often together, until the number is reached. */
const fill = (
  state: CountyState,
  count: number,
  today: DayNumber,
  together: number,
  birth: (stream: Stream) => DayNumber,
  make: (child: Child) => void,
): void => {
  const chance = state.chance('opening: families')
  for (let made = 0; made < count;) {
    const child = newFamily(state, today, { bornOn: birth(chance) })
    for (const one of [child, ...siblingsOf(child)]) {
      if (made >= count) break
      const isYoungOrOld = one.adultOn <= today + daysToAdult || one.bornOn > today - 20
      if (one !== child && (isYoungOrOld || !chance.happens(together))) continue
      make(one)
      made += 1
    }
  }
}

const openingCare = (state: CountyState, today: DayNumber, birthdays: UascBirthdays): void => {
  const chance = state.chance('opening: care')
  const { lookedAfterUasc, lookedAfterOthers } = state.plan.opening
  for (let made = 0; made < lookedAfterUasc; made += 1) {
    const from = workingDayBefore(today - length(chance, 330, 30, 800))
    const bornOn = assignUascBirth(state, birthdays, today + 1, 0, from)
    const child = newFamily(state, today, { bornOn, isUasc: true })
    openedOn(state, child, from, today, true)
    careInOutline(state, child, from)
  }
  const ages = (stream: Stream) => bornByMix(stream, stockAges, today - 20, 30)
  fill(state, lookedAfterOthers, today, 0.4, ages, child => {
    const before = Math.min(furthestBack, today - child.bornOn)
    const since = today - Math.min(length(chance, 850, 8, before), before - 5)
    // Thirteen weeks in care make a care leaver of one who comes of age there.
    const from = workingDayBefore(Math.min(since, child.adultOn - 95))
    openedOn(state, child, Math.max(from - length(chance, 90, 1, 400), child.bornOn), today, true)
    careInOutline(state, child, Math.max(from, child.need?.startedOn ?? from))
  })
}

const openingNeed = (state: CountyState, today: DayNumber): void => {
  const chance = state.chance('opening: need')
  const { inNeed, onPlan, lookedAfterUasc, lookedAfterOthers, openAssessments } = state.plan.opening
  const ages = (stream: Stream) => bornByMix(stream, state.controls.hazards.referralAges, today, daysToAdult)
  fill(
    state,
    onPlan,
    today,
    0.8,
    stream => bornByMix(stream, state.controls.hazards.referralAges, today, 400),
    child => {
      const from = workingDayBefore(today - length(chance, 290, 5, 900))
      if (chance.happens(0.22) && child.bornOn < from - 900)
        earlierPlan(state, child, from - chance.whole(500, 800), chance)
      openedOn(state, child, from - chance.whole(15, 120), today, true)
      planInOutline(state, child, from)
    },
  )
  fill(state, openAssessments, today, 0.7, ages, child => {
    const isLate = chance.happens(0.12)
    const from = addWorkingDaysTo(today, isLate ? -chance.whole(46, 62) : -chance.whole(0, 43))
    openedOn(state, child, from, today, false)
  })
  const others = inNeed - onPlan - openAssessments - lookedAfterUasc - lookedAfterOthers
  fill(state, others, today, 0.7, ages, child => {
    const from = today - length(chance, 260, 30, 1_000)
    if (chance.happens(0.1) && child.bornOn < from - 650)
      earlierPlan(state, child, from - chance.whole(450, 600), chance)
    openedOn(state, child, from, today, true)
  })
}

const openingPast = (state: CountyState, today: DayNumber): void => {
  const chance = state.chance('opening: past')
  const { closedInTheYearBefore, withEarlierPlan, knownBefore } = state.controls.earlierHistory
  const ages = (stream: Stream) => bornByMix(stream, state.controls.hazards.referralAges, today, daysToAdult)
  fill(state, closedInTheYearBefore, today, 0.5, ages, child => {
    const from = today - chance.whole(25, 350)
    openedOn(state, child, from, today, true)
    const closed = from + length(chance, 80, 20, today - from - 1)
    endNeed(state, child, Math.max(workingDayBefore(closed), child.lastAssessedOn), 'needsMet')
  })
  const older = (stream: Stream) => Math.min(ages(stream), today - 1_200)
  fill(state, withEarlierPlan, today, 0.8, older, child => {
    if (child.bornOn < today - 1_150) earlierPlan(state, child, today - chance.whole(800, 1_100), chance)
    else openAndClose(state, child, today - chance.whole(380, 700), today, chance)
  })
  fill(state, knownBefore, today, 0.5, older, child =>
    openAndClose(state, child, today - chance.whole(380, 1_100), today, chance),
  )
}

/** Those who came of age in care before the history begins, and are counted as care leavers within it. */
const openingCareLeavers = (state: CountyState, today: DayNumber): void => {
  const chance = state.chance('opening: care leavers')
  const firstYear = state.plan.months[0]?.yearEnding ?? 0
  for (const [year, count] of Object.entries(state.controls.careLeavers.turned18InCare)) {
    const yearsBefore = firstYear - Number(year)
    if (yearsBefore < 1) continue
    for (let made = 0; made < count; made += 1) {
      const adultOn = today - Math.round((yearsBefore - 1) * 365.25) - chance.whole(2, 363)
      const child = newFamily(state, adultOn, { bornOn: bornToComeOfAgeOn(adultOn) }, true)
      const from = workingDayBefore(child.adultOn - chance.whole(120, 700))
      openedOn(state, child, from, child.adultOn, true)
      careInOutline(state, child, from)
      endCare(state, child, child.adultOn, Number(year), 'turned18')
      endNeed(state, child, child.adultOn, 'turned18')
      becomeCareLeaver(state, child, careLeaverUntil(state, child))
    }
  }
}

/** The county as it stands on the day before the history begins, its past told in outline. */
export const openCounty = (state: CountyState, today: DayNumber, birthdays: UascBirthdays): void => {
  openingCareLeavers(state, today)
  openingCare(state, today, birthdays)
  openingNeed(state, today)
  openingPast(state, today)
}
