import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A stream of chance: every draw moves it on. Two streams of one seed, purpose and number draw alike. */
export type Stream = {
  /** At least 0 and less than 1. */
  readonly fraction: () => number
  /** A whole number from `least` to `most`, both included. */
  readonly whole: (least: number, most: number) => number
  /** True with this probability. */
  readonly happens: (probability: number) => boolean
  /** Roughly normal: mean 0, deviation 1. */
  readonly normal: () => number
}

/** FNV-1a over the purpose and the numbers, finished by an avalanche so that neighbours differ. */
const mixed = (seed: number, purpose: string, number: number): number => {
  let hash = 0x811c9dc5
  const take = (value: number) => {
    hash = Math.imul(hash ^ value, 0x01000193)
  }
  for (let i = 0; i < purpose.length; i += 1) take(purpose.charCodeAt(i))
  for (const value of [seed, number]) for (let shift = 0; shift < 32; shift += 8) take((value >>> shift) & 0xff)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** The stream of one purpose, and of one child or family where a number is given. */
export const streamOf = (seed: number, purpose: string, number = 0): Stream => {
  const generator = xoroshiro128plus(mixed(seed, purpose, number))
  const fraction = () => (generator.next() >>> 0) / 0x1_0000_0000
  return {
    fraction,
    whole: (least, most) => least + Math.floor(fraction() * (most - least + 1)),
    happens: probability => fraction() < probability,
    normal: () =>
      fraction() +
      fraction() +
      fraction() +
      fraction() +
      fraction() +
      fraction() +
      fraction() +
      fraction() +
      fraction() +
      fraction() +
      fraction() +
      fraction() -
      6,
  }
}

/** Chooses one of the keys, each as likely as its weight. At least one weight must be above 0. */
export const chooser = <Key extends string>(weights: Readonly<Record<Key, number>>): ((stream: Stream) => Key) => {
  const entries = (Object.entries(weights) as [Key, number][]).filter(([, weight]) => weight > 0)
  const sum = entries.reduce((total, [, weight]) => total + weight, 0)
  const last = entries.at(-1)
  if (last === undefined) throw new RangeError('Nothing to choose from: every weight is 0.')
  return stream => {
    let left = stream.fraction() * sum
    for (const [key, weight] of entries) {
      left -= weight
      if (left < 0) return key
    }
    return last[0]
  }
}

/** One of the keys, each as likely as its weight. At least one weight must be above 0. */
export const chooseWeighted = <Key extends string>(stream: Stream, weights: Readonly<Record<Key, number>>): Key => {
  let sum = 0
  for (const key in weights) sum += weights[key]
  let left = stream.fraction() * sum
  let last: Key | null = null
  for (const key in weights) {
    if (weights[key] <= 0) continue
    last = key
    left -= weights[key]
    if (left < 0) return key
  }
  if (last === null) throw new RangeError('Nothing to choose from: every weight is 0.')
  return last
}

/** One of the items, all equally likely. The list must not be empty. */
export const chooseFrom = <Item>(stream: Stream, items: readonly Item[]): Item => {
  const item = items[stream.whole(0, items.length - 1)]
  if (item === undefined) throw new RangeError('Nothing to choose from: the list is empty.')
  return item
}

/** The items in an order of chance. */
export const shuffled = <Item>(stream: Stream, items: readonly Item[]): Item[] =>
  items
    .map(item => ({ item, order: stream.fraction() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item)
