const longestPrefix = 4
const prefixWeight = 0.1

/** How alike two words are, from 0 to 1 (Jaro, with Winkler's weight for a common beginning). The same both ways round. */
export const jaroWinkler = (one: string, other: string): number => {
  if (one === other) return one === '' ? 0 : 1
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one]
  if (shorter === '') return 0
  const reach = Math.max(0, Math.floor(longer.length / 2) - 1)
  const taken = new Uint8Array(longer.length)
  const found: number[] = []
  for (let at = 0; at < shorter.length; at += 1) {
    const last = Math.min(longer.length - 1, at + reach)
    for (let there = Math.max(0, at - reach); there <= last; there += 1) {
      if (taken[there] === 1 || shorter.charCodeAt(at) !== longer.charCodeAt(there)) continue
      taken[there] = 1
      found.push(shorter.charCodeAt(at))
      break
    }
  }
  if (found.length === 0) return 0
  let outOfPlace = 0
  for (let there = 0, next = 0; there < longer.length; there += 1) {
    if (taken[there] !== 1) continue
    if (longer.charCodeAt(there) !== found[next]) outOfPlace += 1
    next += 1
  }
  const common = found.length
  const jaro = (common / shorter.length + common / longer.length + (common - outOfPlace / 2) / common) / 3
  let prefix = 0
  while (prefix < longestPrefix && prefix < shorter.length && shorter[prefix] === longer[prefix]) prefix += 1
  return jaro + prefix * prefixWeight * (1 - jaro)
}
