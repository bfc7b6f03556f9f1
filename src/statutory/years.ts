import type { CollectionYear } from './rule.ts'
import type { Period } from '../calendar/index.ts'

/** The collection years whose rules are here. */
export const collectionYears: readonly CollectionYear[] = ['2025-26', '2026-27']

/** The days of a collection year: 1 April to 31 March. */
export const daysOf = (year: CollectionYear): Period => {
  const first = Number(year.slice(0, 4))
  return { from: `${first}-04-01`, to: `${first + 1}-03-31` }
}

/** The collection year that a text names, where its rules are here. */
export const readCollectionYear = (text: string): CollectionYear | undefined =>
  collectionYears.find(year => year === text)
