import { addMonths, addYears, daysBetween, partsOf } from './civil-date.ts'
import type { CivilDate } from './civil-date.ts'

/** The day on which a person becomes so many years old. One born on 29 February comes of age on 1 March in a common year. */
export const birthday = (bornOn: CivilDate, years: number): CivilDate => {
  const { year, month, day } = partsOf(bornOn)
  const same = addYears(bornOn, years)
  // In English law a person born on 29 February attains an age on 1 March where there is no 29 February.
  return month === 2 && day === 29 && partsOf(same).day === 28 ? `${String(year + years).padStart(4, '0')}-03-01` : same
}

/** Age in whole years on a date; negative before birth. */
export const ageOn = (bornOn: CivilDate, date: CivilDate): number => {
  const years = partsOf(date).year - partsOf(bornOn).year
  return date >= birthday(bornOn, years) ? years : years - 1
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

/** The age as a person says it: `newborn`, `2 days`, `3 weeks`, `7 months`, `4`; `not yet born` before birth. */
export const ageInWords = (bornOn: CivilDate, date: CivilDate): string => {
  const days = daysBetween(bornOn, date)
  if (days < 0) return 'not yet born'
  if (days === 0) return 'newborn'
  if (days < 7) return counted(days, 'day')
  const years = ageOn(bornOn, date)
  if (years >= 2) return `${years}`
  let months = 0
  while (addMonths(bornOn, months + 1) <= date) months += 1
  return months === 0 ? counted(Math.floor(days / 7), 'week') : counted(months, 'month')
}
