import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { emptyEveryTable, tablesOfRecords, undoCutOff } from '../store/bulk/index.ts'
import type { Tables } from '../store/tables.ts'

/** The database holds a council already, and it was not asked to be replaced, or holds records that nobody invented. */
export class CouncilExists extends Error {
  override readonly name = 'CouncilExists'
}

/** Whether whoever asks may empty the access log: where a role of its own keeps it, nobody but a superuser may. */
const mayEmptyLog = async (database: Kysely<Tables>): Promise<boolean> => {
  const { rows } = await sql<{ may: boolean }>`
    select pg_has_role(current_user, relowner, 'usage') as may from pg_class where oid = to_regclass('access_log')
  `.execute(database)
  return rows[0]?.may ?? false
}

/** Tables that a council’s file fills, or a machine while nobody has worked yet. Rows of any other are somebody’s work. */
const withoutWork = [
  'council',
  'clock',
  'quadrant',
  'district',
  'population',
  'council_change',
  'service',
  'team',
  'worker',
  'post',
  'access_log',
  'access_seal',
  'account',
  'session',
  'sign_in_attempt',
  'partner_session',
  'taken_off',
]

/** Events of workers that come of signing in; the others are changes of the staff that somebody made. */
const eventsOfSigningIn = ['accountLinked', 'accountUnlinked', 'sessionsEnded']

/** What tables hold, as people say it, in the order in which it is named. */
const inPeoplesWords: readonly (readonly [table: string, words: string])[] = [
  ['entry', 'records of work'],
  ['identity', 'people'],
  ['request', 'requests at the door'],
  ['begun_form', 'forms that somebody has begun'],
  ['document', 'documents'],
  ['restriction', 'restrictions'],
  ['partner', 'organisations that work with the council'],
  ['duty_shift', 'the roster of the duty team'],
  ['absence', 'absences'],
  ['draft', 'drafts'],
  ['worker_event', 'changes of the staff'],
]

/** What somebody has put into the database since its council was made, in words; held still until the transaction ends. */
const workIn = async (database: Kysely<Tables>): Promise<readonly string[]> => {
  const names = (await tablesOfRecords(database)).map(({ name }) => name).filter(name => !withoutWork.includes(name))
  await sql`lock table ${sql.join(names.map(name => sql.table(name)))} in share mode`.execute(database)
  const { rows } = await sql<{ name: string }>`${sql.join(
    names.map(
      name => sql`(select ${sql.lit(name)} as name from ${sql.table(name)}
        where ${name === 'worker_event' ? sql`not (kind = any (${eventsOfSigningIn}::text[]))` : sql`true`} limit 1)`,
    ),
    sql` union all `,
  )}`.execute(database)
  const filled = new Set(rows.map(({ name }) => name))
  const said = inPeoplesWords.flatMap(([name, words]) => (filled.has(name) ? [words] : []))
  return filled.size > 0 && said.length === 0 ? ['what people have recorded'] : said
}

const refuseWhereWorked = async (database: Kysely<Tables>, name: string): Promise<void> => {
  const work = await workIn(database)
  if (work.length === 0) return
  throw new CouncilExists(
    `The database holds the records of ${name}, which are real: ${work.join(', ')}. They are never replaced: name another database. Nothing has changed.`,
  )
}

/**
 * Empties a database for another council, where that was asked for and nothing real is lost. Throws CouncilExists. For
 * whoever has the turn with the council.
 */
export const makeWay = async (database: Kysely<Tables>, replace: boolean): Promise<void> => {
  const present = await database.selectFrom('council').select(['name', 'simulated']).executeTakeFirst()
  if (present === undefined) return undoCutOff(database)
  if (!replace)
    throw new CouncilExists(
      `The database already holds ${present.name}. Name another database, or ask for it to be replaced (--replace).`,
    )
  if (!present.simulated) await refuseWhereWorked(database, present.name)
  if (!(await mayEmptyLog(database)))
    throw new CouncilExists(
      `The database holds ${present.name}, and its access log belongs to a role that nobody empties it for: name another database.`,
    )
  await emptyEveryTable(database)
}
