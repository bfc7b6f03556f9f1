import { note } from '../../../access/log.ts'
import { roleMatrix } from '../../../access/role-matrix.ts'
import type { Context } from '../../../access/context.ts'
import { posts, teams } from '../../../council/organisation.ts'
import type { Post } from '../../../council/organisation.ts'
import type { Role } from '../../../journey/roles.ts'
import type { Asked } from '../../../web/index.ts'

/** What a page of somebody's work is put together with. */
export type Asking = Pick<Asked, 'database' | 'rules' | 'context'>

/** A worker whose work is looked at, in the part in which it is done, and what they are to whoever looks. */
export type Whose = {
  readonly worker: number
  readonly name: string
  readonly role: Role
  readonly teams: readonly string[]
  readonly teamNames: readonly string[]
  readonly services: readonly string[]
  /** Whether it is one's own. */
  readonly own: boolean
}

/** Whoever works with children, or answers for somebody who does. */
export const worksWithOthers = ({ role }: Context): boolean => roleMatrix[role].opens !== 'none'

/** Oneself, in the part in which one has signed in. */
export const oneself = (context: Context): Whose => ({
  worker: context.worker,
  name: context.name,
  role: context.role,
  teams: context.teams,
  teamNames: [],
  services: context.services,
  own: true,
})

const has = (all: readonly string[], some: readonly string[]): boolean => some.some(each => all.includes(each))

/** Whether a part answers for a worker: the manager of a team, of a service, or the director for everybody. */
const answersFor = ({ role, teams: mine, services }: Context, whose: Pick<Whose, 'teams' | 'services'>): boolean =>
  role === 'director' ||
  (role === 'serviceManager' && has(services, whose.services)) ||
  (role === 'teamManager' && has(mine, whose.teams))

const whoseFrom = (held: readonly Post[], all: Awaited<ReturnType<typeof teams>>): Omit<Whose, 'own'> | undefined => {
  const [first] = held
  if (first === undefined) return undefined
  const inThisPart = held.filter(({ role }) => role === first.role)
  const places = all.filter(({ team }) => inThisPart.some(post => post.team === team))
  return {
    worker: first.worker,
    name: first.name,
    role: first.role,
    teams: places.map(({ team }) => team),
    teamNames: places.map(({ name }) => name),
    services: [...new Set(places.map(({ service }) => service))],
  }
}

/**
 * The worker of this number, for themselves and for whoever answers for them. `nobody` has no post here today; `refused`
 * is no business of whoever asks, and the refusal is noted.
 */
export const whoseWork = async (
  { database, context }: Pick<Asked, 'database' | 'context'>,
  worker: number,
  act: string,
): Promise<Whose | 'nobody' | 'refused'> => {
  if (worker === context.worker) return oneself(context)
  const [held, all] = await Promise.all([
    posts(database.sql, { on: context.today }, { worker }),
    teams(database.sql, { on: context.today }),
  ])
  const whose = whoseFrom(held, all)
  if (whose !== undefined && answersFor(context, whose)) return { ...whose, own: false }
  await note(database.sql, context, { act, answer: 'refused' })
  return whose === undefined && context.role === 'director' ? 'nobody' : 'refused'
}
