import type { Instant } from '../../calendar/index.ts'
import type { Known } from './due.ts'
import type { Diaries } from './time.ts'
import type { MeetingRows } from './write.ts'

/** Everybody and everything that meetings are planned with. */
export type Planning = {
  readonly seed: number
  readonly opens: Instant
  readonly rows: MeetingRows
  readonly diaries: Diaries
  readonly chairs: readonly number[]
  readonly takers: readonly number[]
  readonly known: ReadonlyMap<number, Known>
}

/** Where meetings are held. */
export const rooms = [
  'Civic Centre, room 2',
  'Civic Centre, room 5',
  'The family centre',
  'The school',
  'Town hall, committee room',
]

/** The team of the chairs and of those who take minutes. */
export const chairTeam = 'quality-and-review'

/** One of a list, by a number that has nothing to do with chance. */
export const someone = (list: readonly number[], number: number): number | null =>
  list[number % Math.max(1, list.length)] ?? null
