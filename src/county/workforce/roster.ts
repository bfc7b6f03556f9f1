import type { DayNumber } from '../../calendar/index.ts'
import type { Role } from '../../journey/index.ts'
import { streamOf } from '../chance/random.ts'
import { familyBackground, familyName, givenName } from '../people/index.ts'

export type Worker = {
  readonly worker: number
  readonly given: string
  readonly family: string
  readonly newlyQualifiedOn: DayNumber | null
}

/** A worker's part in a team; still held where `to` is null. */
export type Post = {
  readonly worker: number
  readonly role: Role
  readonly team: string | null
  readonly agency: boolean
  readonly from: DayNumber
  readonly to: DayNumber | null
}

/** Everybody who works or worked for the county. Grows while it is being drawn up. */
export type Roster = { readonly workers: Worker[]; readonly posts: Post[] }

export type Appointment = {
  readonly role: Role
  readonly team: string | null
  readonly agency: boolean
  readonly from: DayNumber
  readonly to: DayNumber | null
  readonly newlyQualifiedOn: DayNumber | null
}

/** Appoints somebody new, named by chance, and answers with the worker's number. */
export const appoint = (roster: Roster, seed: number, { newlyQualifiedOn, ...post }: Appointment): number => {
  const worker = roster.workers.length + 1
  const stream = streamOf(seed, 'worker', worker)
  const background = familyBackground(stream)
  const sex = stream.happens(0.8) ? 'female' : 'male'
  roster.workers.push({
    worker,
    given: givenName(stream, background.mother, sex, new Set()).given,
    family: familyName(stream, background.father),
    newlyQualifiedOn,
  })
  roster.posts.push({ worker, ...post })
  return worker
}
