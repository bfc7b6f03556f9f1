import { ageOn, birthday, dateOf, dayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { AgeBand } from '../controls/index.ts'
import { chooseWeighted, streamOf } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import { longAgo } from './child.ts'
import type { Child, Family } from './child.ts'
import { nowhere } from './state.ts'
import type { CountyState } from './state.ts'

const daysInYear = 365.25

const yearsOf: Readonly<Record<AgeBand, readonly [number, number]>> = {
  under1: [0, 0],
  from1to4: [1, 4],
  from5to9: [5, 9],
  from10to15: [10, 15],
  from16: [16, 17],
}

/** The band of the child's age in whole years on a day; null before birth and from the 18th birthday. */
export const ageBandOn = (child: Child, day: DayNumber): AgeBand | null => {
  if (day < child.bornOn || day >= child.adultOn) return null
  const age = ageOn(dateOf(child.bornOn), dateOf(day))
  return age < 1 ? 'under1' : age < 5 ? 'from1to4' : age < 10 ? 'from5to9' : age < 16 ? 'from10to15' : 'from16'
}

/** A date of birth for one who is in the band of age on the day. */
const bornWithin = (stream: Stream, band: AgeBand, day: DayNumber): DayNumber => {
  const [youngest, oldest] = yearsOf[band]
  return stream.whole(day - Math.floor((oldest + 1) * daysInYear) + 2, day - Math.ceil(youngest * daysInYear))
}

/** A date of birth by a mix of ages, such that the 18th birthday is at least so many days away. */
export const bornByMix = (
  stream: Stream,
  ages: Readonly<Record<AgeBand, number>>,
  day: DayNumber,
  daysToAdult: number,
): DayNumber => {
  const earliest = day + daysToAdult + 2 - Math.floor(18 * daysInYear)
  return Math.max(bornWithin(stream, chooseWeighted(stream, ages), day), earliest)
}

const known = new Map<DayNumber, DayNumber>()

/** The 18th birthday; kept by day of birth, because it is asked so often. */
const comingOfAgeOf = (bornOn: DayNumber): DayNumber => {
  const day = known.get(bornOn) ?? dayNumber(birthday(dateOf(bornOn), 18))
  known.set(bornOn, day)
  return day
}

type Birth = { readonly bornOn: DayNumber; readonly expectedOn?: DayNumber; readonly isUasc?: boolean }

const addChild = (state: CountyState, family: Family, stream: Stream, birth: Birth): Child => {
  const adultOn = comingOfAgeOf(birth.bornOn)
  const isUasc = birth.isUasc ?? false
  const child: Child = {
    id: state.nextChild(),
    family,
    // Nine in ten unaccompanied children are boys.
    sex: stream.happens(isUasc ? 0.9 : 0.515) ? 'male' : 'female',
    bornOn: birth.bornOn,
    expectedOn: birth.expectedOn ?? null,
    adultOn,
    isUasc,
    events: [],
    places: nowhere(),
    isKnown: false,
    isDormant: false,
    lastReferralOn: longAgo,
    acceptedOn: longAgo,
    closedOn: longAgo,
    need: null,
    assessment: null,
    isSlow: false,
    lastAssessedOn: longAgo,
    plan: null,
    plansBefore: 0,
    care: null,
    caresBefore: 0,
    careStartYear: 0,
    careEndYear: 0,
    heldUntil: longAgo,
    staysUntil: longAgo,
  }
  family.children.push(child)
  if (adultOn <= state.lastDay) {
    const same = state.comingOfAge.get(adultOn)
    if (same === undefined) state.comingOfAge.set(adultOn, [child])
    else same.push(child)
  }
  return child
}

/**
 * A family with a child born on the given day and, unless the child is alone, brothers and sisters who are under 18 and
 * born on the day of writing. Returns the child.
 */
export const newFamily = (state: CountyState, day: DayNumber, birth: Birth, isAlone = false): Child => {
  const id = state.families.length + 1
  const stream = streamOf(state.seed, 'family', id)
  const family: Family = { id, district: state.districtOf(stream), children: [] }
  state.families.push(family)
  const child = addChild(state, family, stream, birth)
  if (isAlone || birth.isUasc === true) return child
  const wanted = state.siblingsOf(stream)
  let [eldest, youngest] = [birth.bornOn, birth.bornOn]
  for (let sibling = 0; sibling < wanted; sibling += 1) {
    const isTwin = stream.happens(0.03)
    const gap = stream.whole(395, 1_650)
    const bornOn = isTwin ? birth.bornOn : stream.happens(0.5) ? eldest - gap : youngest + gap
    if (bornOn > day || bornOn <= day + 1 - 18 * daysInYear) continue
    addChild(state, family, stream, { bornOn })
    eldest = Math.min(eldest, bornOn)
    youngest = Math.max(youngest, bornOn)
  }
  return child
}

/** The child's brothers and sisters, in the order of the family. */
export const siblingsOf = (child: Child): readonly Child[] => child.family.children.filter(other => other !== child)
