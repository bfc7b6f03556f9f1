import { dateAt } from '../calendar/index.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import type { Role } from '../journey/roles.ts'

/** Who is asking, in which part, why, and what time it is. Every query takes it; it is made once for each request. */
export type Context = {
  readonly worker: number
  readonly name: string
  readonly role: Role
  /** The teams in which the worker has that part today, and the services those teams belong to. */
  readonly teams: readonly string[]
  readonly services: readonly string[]
  /** Why, where the worker was asked to say. */
  readonly reason?: string
  readonly now: Instant
  /** The date in England at that instant. */
  readonly today: CivilDate
}

/** What access answers about a child: the record, that there is one (name, age, whom to ask), or nothing at all. */
export type AccessAnswer = 'open' | 'known' | 'nothing'

/** A context at an instant. */
export const contextAt = (who: Omit<Context, 'now' | 'today'>, now: Instant): Context => ({
  ...who,
  now,
  today: dateAt(now),
})
