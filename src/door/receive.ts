import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import { inTransaction } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import { alarmsOf, saysDanger } from './alarms.ts'
import { decideBy } from './decide-by.ts'
import { examine } from './examine.ts'
import type { Holder } from './files.ts'
import { newReference } from './references.ts'
import type { ChildAsSent, Receipt, RequestAsSent } from './request.ts'

const receiptColumns = ['request', 'reference', 'decide_by as decideBy'] as const

const receiptOfForm = (queries: Kysely<Tables>, formKey: string | undefined): Promise<Receipt | undefined> =>
  formKey === undefined
    ? Promise.resolve(undefined)
    : queries.selectFrom('request').select(receiptColumns).where('form_key', '=', formKey).executeTakeFirst()

const insertRequest = async (
  queries: Transaction<Tables>,
  sent: RequestAsSent,
  now: Instant,
): Promise<Receipt | undefined> => {
  const alarms = alarmsOf(sent).map(({ words }) => words)
  return queries
    .insertInto('request')
    .values({
      reference: newReference(),
      kind: sent.kind,
      sender: sent.sender,
      partner: sent.partner?.partner ?? null,
      partner_person: sent.partner?.person ?? null,
      taken_by: sent.takenBy ?? null,
      answers: JSON.stringify(sent.answers),
      alarms: [...new Set(alarms)],
      received_at: now,
      decide_by: decideBy(now, { isAlarming: alarms.length > 0 || saysDanger(sent.answers) }),
      form_key: sent.formKey ?? null,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning(receiptColumns)
    .executeTakeFirst()
}

const childRow = (request: number, child: ChildAsSent, position: number) => ({
  request,
  position,
  given: child.given ?? null,
  family: child.family ?? null,
  born_on: child.bornOn ?? null,
  expected_on: child.expectedOn ?? null,
  sex: child.sex ?? null,
  answers: JSON.stringify(child.answers),
})

/** When a request comes, the files that its form held, and for whom alone it is where that is known already. */
type Coming = { readonly now: Instant; readonly files?: Holder | undefined; readonly keepers?: readonly number[] }

const writeWhole = async (
  queries: Transaction<Tables>,
  sent: RequestAsSent,
  { now, files, keepers = [] }: Coming,
): Promise<Receipt> => {
  // Whatever the database is set to elsewhere: what is acknowledged here is on disk.
  await sql`set local synchronous_commit = on`.execute(queries)
  for (;;) {
    const receipt = await insertRequest(queries, sent, now)
    if (receipt === undefined) {
      const before = await receiptOfForm(queries, sent.formKey)
      if (before !== undefined) return before
      // The reference was taken, which hardly ever happens: another is drawn.
      continue
    }
    const children = sent.children.map((child, index) => childRow(receipt.request, child, index + 1))
    if (children.length > 0) await queries.insertInto('request_child').values(children).execute()
    if (keepers.length > 0)
      await queries
        .insertInto('request_keeper')
        .values(keepers.map(worker => ({ request: receipt.request, worker })))
        .execute()
    if (files !== undefined)
      await queries
        .updateTable('request_file')
        .set({ request: receipt.request, holder: null })
        .where('holder', '=', files)
        .execute()
    return receipt
  }
}

/**
 * Looks at once whether the request is about a restricted child, so that the keeper hears of it and no board lags. What goes
 * wrong here takes nothing from whoever sent it: the request is kept, nobody sees it, and the board looks at it again and says
 * what is wrong.
 */
const examineAtOnce = async (database: Pick<Database, 'sql'>, request: number, now: Instant): Promise<void> => {
  try {
    await inTransaction(database, queries => examine(queries, request, now), { isolation: 'read committed' })
  } catch {
    return
  }
}

/**
 * Takes a request in: it is kept whole, on disk, with the files that its form held, or not at all; only then is there a
 * reference. The same form sent twice is one request and has one receipt. It is examined as soon as it is kept.
 */
export const receive = async (
  database: Pick<Database, 'sql'>,
  sent: RequestAsSent,
  coming: Coming,
): Promise<Receipt> => {
  const receipt = await inTransaction(database, queries => writeWhole(queries, sent, coming), {
    isolation: 'read committed',
  })
  await examineAtOnce(database, receipt.request, coming.now)
  return receipt
}
