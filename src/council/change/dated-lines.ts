import { isDeepStrictEqual } from 'node:util'
import { addDays, inWords } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'

/** A line that holds from a day on, until another or for good. */
export type DatedLine<Said> = { readonly from: CivilDate; readonly until: CivilDate | null; readonly said: Said }

/** A line of a file with its place there. */
export type PlacedLine<Said> = DatedLine<Said> & { readonly place: string }

/** A line that is new, or says other than the one that began on the same day. */
export type ChangedLine<Said> = { readonly before: DatedLine<Said> | undefined; readonly after: PlacedLine<Said> }

/** How lines of a kind are counted: whether the day of `until` still belongs to them, and the first day that may change. */
export type HowDated = { readonly lastDayCounts: boolean; readonly mayChangeFrom: CivilDate; readonly why: string }

const forGood = '9999-12-31'

/** Whether a line holds on no day: it was taken back before it began. */
export const isNever = (
  { from, until }: Pick<DatedLine<unknown>, 'from' | 'until'>,
  { lastDayCounts }: Pick<HowDated, 'lastDayCounts'>,
): boolean => until !== null && (lastDayCounts ? until < from : until <= from)

/** The first day on which two lines that began together say other things. */
const differFrom = <Said>(before: DatedLine<Said>, after: DatedLine<Said>, { lastDayCounts }: HowDated): CivilDate => {
  if (!isDeepStrictEqual(before.said, after.said)) return after.from
  const ends = [before.until ?? forGood, after.until ?? forGood].toSorted()
  const first = ends[0] ?? forGood
  return lastDayCounts ? addDays(first, 1) : first
}

const faultOf = <Said>({ before, after }: ChangedLine<Said>, how: HowDated): string | undefined => {
  const { place, from } = after
  if (before === undefined)
    return from < how.mayChangeFrom
      ? `${place}.from: what is new begins on ${inWords(how.mayChangeFrom)} or later${how.why}; ${inWords(from)} is before that`
      : undefined
  if (differFrom(before, after, how) >= how.mayChangeFrom) return undefined
  return isDeepStrictEqual(before.said, after.said)
    ? `${place}.until: would change days before ${inWords(how.mayChangeFrom)}${how.why}; it is ${before.until === null ? 'left out' : before.until} now`
    : `${place}: has been in force since ${inWords(from)} and stays as it was said: let it end (until), and add a line from a later day`
}

/** The lines of a file that are new or say other than what is stored, and which of them may not: what was in force stays. */
export const changedLines = <Said>(
  stored: readonly DatedLine<Said>[],
  inFile: readonly PlacedLine<Said>[],
  how: HowDated,
): { readonly changed: readonly ChangedLine<Said>[]; readonly faults: readonly string[] } => {
  const changed = inFile.flatMap((after): readonly ChangedLine<Said>[] => {
    const before = stored.find(line => line.from === after.from)
    // What was taken back is not stored, and the file may keep its line.
    if (before === undefined && isNever(after, how)) return []
    return before !== undefined && before.until === after.until && isDeepStrictEqual(before.said, after.said)
      ? []
      : [{ before, after }]
  })
  const wrong = changed.map(each => ({ each, fault: faultOf(each, how) }))
  return {
    changed: wrong.flatMap(({ each, fault }) => (fault === undefined ? [each] : [])),
    faults: wrong.flatMap(({ fault }) => fault ?? []),
  }
}

/** Lines that are stored and not in the file: they stay. */
export const leftOutOf = <Said>(
  stored: readonly DatedLine<Said>[],
  inFile: readonly DatedLine<Said>[],
): readonly DatedLine<Said>[] => stored.filter(line => !inFile.some(each => each.from === line.from))

/** The times at which a new line meets one that is stored, and stays although the file leaves it out. */
export const clashesWithLeftOut = <Said>(
  stored: readonly DatedLine<Said>[],
  changed: readonly ChangedLine<Said>[],
  inFile: readonly DatedLine<Said>[],
  how: HowDated,
): readonly string[] => {
  const isBefore = (one: string, other: string) => (how.lastDayCounts ? one <= other : one < other)
  return changed.flatMap(({ after }) => {
    const other = leftOutOf(stored, inFile).find(
      line =>
        !isNever(line, how) &&
        !isNever(after, how) &&
        isBefore(line.from, after.until ?? forGood) &&
        isBefore(after.from, line.until ?? forGood),
    )
    return other === undefined
      ? []
      : [
          `${after.place}.from: the line from ${other.from} is at that time already, and the file leaves it out: write it too, with the day on which it ends (until)`,
        ]
  })
}

/** The time of a line in words: `from 6 September 2021`, `from 1 April 2019 until 6 September 2021`. */
export const timeInWords = ({ from, until }: Pick<DatedLine<unknown>, 'from' | 'until'>): string =>
  `from ${inWords(from)}${until === null ? '' : ` until ${inWords(until)}`}`
