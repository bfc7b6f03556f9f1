import { sql } from 'kysely'
import { caseloadKinds } from '../../journey/allocation-parts.ts'
import { problem, redirect } from '../../web/index.ts'
import type { Answer, AskedAboutChild } from '../../web/index.ts'
import { paths } from './paths.ts'
import { isSupervised, supervises } from './who.ts'
import { workerOf } from './workers.ts'

/** From a child's page to the supervision of the worker who holds the child; a worker comes to their own. */
export const showOfChild = async ({ database, context, child }: AskedAboutChild): Promise<Answer> => {
  if (isSupervised(context)) return redirect(paths.worker({ worker: context.worker }))
  const { rows } = await sql<{ readonly worker: number }>`
    select a.worker from person self join person mate on mate.person = self.person join episode a on a.identity = mate.identity
    where self.identity = ${child} and a.worker is not null and a.ended_on is null and a.known_to = 'infinity'
      and a.kind in (${sql.join(caseloadKinds.map(kind => sql.lit(kind)))})
    order by a.kind desc`.execute(database.sql)
  for (const { worker } of rows)
    if ((await workerOf(database.sql, context, worker)) !== undefined)
      return redirect(supervises(context) ? paths.record({ worker }) : paths.agenda({ worker }))
  return problem(
    409,
    'Nobody whom you supervise holds this child',
    'Supervision is recorded for a worker, with all the children in that worker’s hands. Allocate the child to a worker of your team first.',
  )
}
