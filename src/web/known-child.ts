import { sql } from 'kysely'
import { roleMatrix } from '../access/role-matrix.ts'
import { answerFor } from '../access/visibility.ts'
import { ageInWords } from '../calendar/index.ts'
import { awayInWords, awayOn } from '../council/absences.ts'
import type { Absence } from '../council/absences.ts'
import { teamNameOn } from '../council/organisation.ts'
import { allocationKinds } from '../journey/allocation-parts.ts'
import { nameInQuery } from '../people/names.ts'
import { notFound, page } from './answers.ts'
import type { Answer } from './answers.ts'
import type { Asked } from './area.ts'

type Asking = Pick<Asked, 'database' | 'context'>

const nameAndBirth = ({ database }: Asking, child: number) =>
  database.sql
    .selectFrom('identity_version')
    .select([nameInQuery().as('name'), 'born_on'])
    .where('identity', '=', child)
    .where('known_to', '=', sql<string>`'infinity'`)
    .executeTakeFirst()

const whomToAsk = ({ database, context }: Asking, child: number) =>
  database.sql
    .selectFrom('episode')
    .innerJoin('person as of_episode', 'of_episode.identity', 'episode.identity')
    .innerJoin('person as of_child', 'of_child.person', 'of_episode.person')
    .innerJoin('worker', join => join.on(sql<boolean>`worker.worker = (episode.detail ->> 'worker')::bigint`))
    .select([
      'worker.worker',
      sql<string>`worker.given || ' ' || worker.family`.as('name'),
      teamNameOn(sql`episode.detail ->> 'team'`, context.today).as('team'),
    ])
    .distinct()
    .where('of_child.identity', '=', child)
    .where('episode.kind', 'in', [...allocationKinds])
    .where('episode.ended_on', 'is', null)
    .where('episode.known_to', '=', sql<string>`'infinity'`)
    .orderBy('name')
    .execute()

const awayWords = (absence: Absence | undefined) => (absence === undefined ? undefined : awayInWords(absence))

/** The page of a child whom one may only know of: name, age, whom to ask, and how to open the record where one may. */
export const knownChild = async (asking: Asking, child: number, problem?: string): Promise<Answer> => {
  if ((await answerFor(asking.database.sql, asking.context, child)) === 'nothing') return notFound()
  const [known, ask] = await Promise.all([nameAndBirth(asking, child), whomToAsk(asking, child)])
  if (known === undefined) return notFound()
  const away = await awayOn(
    asking.database.sql,
    asking.context.today,
    ask.map(({ worker }) => worker),
  )
  return page(
    'web/known-child.njk',
    {
      title: 'A child whose record you do not work with',
      name: known.name,
      age: known.born_on === null ? undefined : ageInWords(known.born_on, asking.context.today),
      ask: ask.map(each => ({ ...each, away: awayWords(away.get(each.worker)) })),
      child,
      opensWithReason: roleMatrix[asking.context.role].opensWithReason,
      problem,
    },
    { status: problem === undefined ? 200 : 422 },
  )
}
