const longest = 40

/** What is left of two words without the letters with which both begin and both end: no slip is there. */
const withoutSameEnds = (one: string, other: string): readonly [string, string] => {
  const shorter = Math.min(one.length, other.length)
  let begin = 0
  while (begin < shorter && one.charCodeAt(begin) === other.charCodeAt(begin)) begin += 1
  let end = 0
  while (end < shorter - begin && one.charCodeAt(one.length - 1 - end) === other.charCodeAt(other.length - 1 - end))
    end += 1
  return [one.slice(begin, one.length - end), other.slice(begin, other.length - end)]
}

/**
 * How many slips of a hand make one word of another: a letter more, fewer or other, or two neighbours exchanged
 * (optimal string alignment). Words are read to their fortieth letter.
 */
export const slipsBetween = (first: string, second: string): number => {
  const [one, other] = withoutSameEnds(first.slice(0, longest), second.slice(0, longest))
  if (one === '' || other === '') return one.length + other.length
  const width = other.length + 1
  let before = new Array<number>(width).fill(0)
  let above = Array.from({ length: width }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const line = new Array<number>(width).fill(row)
    for (let column = 1; column < width; column += 1) {
      const same = one.charCodeAt(row - 1) === other.charCodeAt(column - 1)
      let least = Math.min(
        (above[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      )
      const exchanged =
        row > 1 &&
        column > 1 &&
        one.charCodeAt(row - 1) === other.charCodeAt(column - 2) &&
        one.charCodeAt(row - 2) === other.charCodeAt(column - 1)
      if (exchanged) least = Math.min(least, (before[column - 2] ?? 0) + 1)
      line[column] = least
    }
    before = above
    above = line
  }
  return above[width - 1] ?? 0
}
