import { daysBetween } from '../calendar/index.ts'
import type { CivilDate } from '../calendar/index.ts'

/** How two dates of birth agree, the best first. */
export const birthLevels = ['same', 'swapped', 'oneDigit', 'twoParts', 'nearby', 'sameYear', 'different'] as const
export type BirthLevel = (typeof birthLevels)[number]

/** How two expected dates agree, or one with the day of a birth, the best first. */
export const expectedLevels = ['same', 'threeWeeks', 'sixWeeks', 'different'] as const
export type ExpectedLevel = (typeof expectedLevels)[number]

const isSwapped = (one: CivilDate, other: CivilDate): boolean =>
  one.slice(0, 4) === other.slice(0, 4) && one.slice(5, 7) === other.slice(8) && one.slice(8) === other.slice(5, 7)

/** One digit written as another, or two neighbours exchanged. */
const isOneSlip = (one: CivilDate, other: CivilDate): boolean => {
  const [mine, theirs] = [one.replaceAll('-', ''), other.replaceAll('-', '')]
  const differing: number[] = []
  for (let at = 0; at < mine.length; at += 1) if (mine[at] !== theirs[at]) differing.push(at)
  const [first = 0, second = 0] = differing
  return (
    differing.length === 1 ||
    (differing.length === 2 && second === first + 1 && mine[first] === theirs[second] && mine[second] === theirs[first])
  )
}

const partsAlike = (one: CivilDate, other: CivilDate): number =>
  Number(one.slice(0, 4) === other.slice(0, 4)) +
  Number(one.slice(5, 7) === other.slice(5, 7)) +
  Number(one.slice(8) === other.slice(8))

/** How two dates of birth agree; undefined where one of them is not known. */
export const compareBirths = (one: CivilDate | null, other: CivilDate | null): BirthLevel | undefined => {
  if (one === null || other === null) return undefined
  if (one === other) return 'same'
  if (isSwapped(one, other)) return 'swapped'
  if (isOneSlip(one, other)) return 'oneDigit'
  if (partsAlike(one, other) === 2) return 'twoParts'
  if (Math.abs(daysBetween(one, other)) <= 31) return 'nearby'
  return one.slice(0, 4) === other.slice(0, 4) ? 'sameYear' : 'different'
}

type Birth = { readonly bornOn: CivilDate | null; readonly expectedOn: CivilDate | null }

/**
 * How the date on which a birth is expected agrees with that of another record, or with the day of its birth; undefined
 * where neither is an expected date, or both births are known.
 */
export const compareExpected = (one: Birth, other: Birth): ExpectedLevel | undefined => {
  if (one.expectedOn === null && other.expectedOn === null) return undefined
  if (one.bornOn !== null && other.bornOn !== null) return undefined
  const [mine, theirs] = [one.expectedOn ?? one.bornOn, other.expectedOn ?? other.bornOn]
  if (mine === null || theirs === null) return undefined
  const days = Math.abs(daysBetween(mine, theirs))
  if (days <= 2) return 'same'
  if (days <= 21) return 'threeWeeks'
  return days <= 42 ? 'sixWeeks' : 'different'
}
