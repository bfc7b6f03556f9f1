/** Line ends as one kind: a form sends others than a program does. */
export const sameLineEnds = (text: string): string => text.replaceAll('\r\n', '\n')

const isBlank = (line: string): boolean => line.trim() === ''

/** The places of the lines of `before` that `after` still has, in order (the longest common run of lines). */
const keptLines = (before: readonly string[], after: readonly string[]): ReadonlyMap<number, number> => {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1))
  for (let one = before.length - 1; one >= 0; one -= 1)
    for (let other = after.length - 1; other >= 0; other -= 1) {
      const row = lengths[one]
      if (row === undefined) continue
      row[other] =
        before[one] === after[other]
          ? (lengths[one + 1]?.[other + 1] ?? 0) + 1
          : Math.max(lengths[one + 1]?.[other] ?? 0, row[other + 1] ?? 0)
    }
  const kept = new Map<number, number>()
  for (let one = 0, other = 0; one < before.length && other < after.length;) {
    if (before[one] === after[other]) kept.set(one++, other++)
    else if ((lengths[one + 1]?.[other] ?? 0) >= (lengths[one]?.[other + 1] ?? 0)) one += 1
    else other += 1
  }
  return kept
}

type Lines = readonly string[]

const same = (one: Lines, other: Lines): boolean =>
  one.length === other.length && one.every((line, at) => line === other[at])

/** What was added before and after some lines that stand whole in others; undefined where they do not. */
const addedAround = (whole: Lines, part: Lines): { readonly first: Lines; readonly last: Lines } | undefined => {
  for (let at = 0; at + part.length <= whole.length; at += 1)
    if (same(whole.slice(at, at + part.length), part))
      return { first: whole.slice(0, at), last: whole.slice(at + part.length) }
  return undefined
}

const oneAfterTheOther = (one: Lines, other: Lines, apart: boolean): Lines =>
  one.length === 0 || other.length === 0 || same(one, other)
    ? one.length === 0
      ? other
      : one
    : [...one, ...(apart && !isBlank(one.at(-1) ?? '') && !isBlank(other[0] ?? '') ? [''] : []), ...other]

/** A stretch of text that one or both have changed: joined where at least one of them only added to it. */
const joinStretch = (before: Lines, now: Lines, mine: Lines, apart: boolean): Lines | undefined => {
  if (same(before, now) || same(now, mine)) return mine
  if (same(before, mine)) return now
  if (before.every(isBlank)) return oneAfterTheOther(now, mine, apart)
  const theirs = addedAround(now, before)
  if (theirs !== undefined) return [...theirs.first, ...mine, ...theirs.last]
  const ours = addedAround(mine, before)
  return ours === undefined ? undefined : [...ours.first, ...now, ...ours.last]
}

/**
 * Joins two people's changes to the same text, line by line: what only one changed is taken from them, and what both
 * added stands one after the other. Undefined where both rewrote the same line.
 */
export const joinProse = (before: string, now: string, mine: string): string | undefined => {
  const linesOf = (text: string): Lines => sameLineEnds(text).split('\n')
  const [old, theirs, ours] = [linesOf(before), linesOf(now), linesOf(mine)]
  if (old.length * Math.max(theirs.length, ours.length) > 4_000_000) return undefined
  const [inTheirs, inOurs] = [keptLines(old, theirs), keptLines(old, ours)]
  const apart = old.every(isBlank)
  const joined: string[] = []
  let [from, fromTheirs, fromOurs] = [0, 0, 0]
  for (let at = 0; at <= old.length; at += 1) {
    const [placeTheirs, placeOurs] =
      at === old.length ? [theirs.length, ours.length] : [inTheirs.get(at), inOurs.get(at)]
    if (placeTheirs === undefined || placeOurs === undefined) continue
    const stretch = joinStretch(
      old.slice(from, at),
      theirs.slice(fromTheirs, placeTheirs),
      ours.slice(fromOurs, placeOurs),
      apart,
    )
    if (stretch === undefined) return undefined
    joined.push(...stretch, ...old.slice(at, at + 1))
    ;[from, fromTheirs, fromOurs] = [at + 1, placeTheirs + 1, placeOurs + 1]
  }
  return joined.join('\n')
}
