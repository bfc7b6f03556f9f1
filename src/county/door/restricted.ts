import type { Kysely } from 'kysely'
import { addDays, addMinutes, dateAt, startOfDay } from '../../calendar/index.ts'
import type { Instant } from '../../calendar/index.ts'
import { posts } from '../../council/index.ts'
import type { Tables } from '../../store/index.ts'
import type { KnownChild } from './known-children.ts'

type Why = { readonly kind: 'staffFamily' | 'adoption' | 'witnessProtection'; readonly reason: string }

const reasons: readonly Why[] = [
  { kind: 'staffFamily', reason: 'The child’s mother works in an assessment team of this council.' },
  {
    kind: 'staffFamily',
    reason: 'The child’s father is a foster carer of this council, and his sister a manager of it.',
  },
  { kind: 'adoption', reason: 'Adopted. The former name and family are known to the keepers alone.' },
  { kind: 'adoption', reason: 'Adopted. A member of the birth family works for an organisation that has access.' },
  { kind: 'witnessProtection', reason: 'The family was moved by the police for its protection.' },
  { kind: 'witnessProtection', reason: 'A brother gave evidence. Nobody is to learn where the family lives.' },
]

/**
 * Restricts a few children with whom nobody works now, each to two keepers: who manages the point of access, and a manager of
 * the service. Figures count them as before; no list shows them. Answers who they are.
 */
export const restrictSome = async (
  queries: Kysely<Tables>,
  children: readonly KnownChild[],
  opens: Instant,
): Promise<readonly KnownChild[]> => {
  const today = dateAt(opens)
  const managers = await posts(queries, { on: today }, { role: 'teamManager' })
  const atTheDoor = managers.filter(({ team }) => team?.startsWith('point-of-access') === true)
  const others = await posts(queries, { on: today }, { role: 'serviceManager' })
  const chosen = children.filter(({ isOpen }) => !isOpen).slice(0, reasons.length)
  for (const [index, { identity }] of chosen.entries()) {
    const why = reasons[index]
    const keepers = [atTheDoor[index % Math.max(1, atTheDoor.length)], others[index % Math.max(1, others.length)]]
      .flatMap(post => (post === undefined ? [] : [post.worker]))
      .filter((worker, at, all) => all.indexOf(worker) === at)
    if (why === undefined || keepers.length === 0) continue
    const started_at = addMinutes(startOfDay(addDays(today, -400 - index * 90)), 10 * 60)
    await queries
      .insertInto('restriction')
      .values({ identity, ...why, started_at })
      .execute()
    await queries
      .insertInto('keeper')
      .values(keepers.map(worker => ({ identity, worker, started_at })))
      .execute()
  }
  return chosen
}
