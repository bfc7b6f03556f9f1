import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'

/** A decision about a request: who proposed it, and whether it stands, waits for a manager or was returned. */
export type Decision = {
  readonly decision: number
  readonly request: number
  readonly children: readonly number[]
  readonly outcome: string
  readonly level: number | null
  readonly rationale: string
  readonly proposedBy: string
  readonly proposedAt: Instant
  readonly because: string | null
  readonly agreedBy: string | null
  readonly agreedAt: Instant | null
  readonly returnedBy: string | null
  readonly returnedAt: Instant | null
  readonly returnedWhy: string | null
  readonly entry: number | null
  /** Whether a manager is still to agree. */
  readonly waits: boolean
}

const nameOf = (column: string) =>
  sql`(select worker.given || ' ' || worker.family from worker where worker.worker = ${sql.ref(`made.${column}`)})`

/** Every decision about some requests, the latest first. */
const decisionsOfAll = async (queries: Kysely<Tables>, requests: readonly number[]): Promise<readonly Decision[]> => {
  if (requests.length === 0) return []
  const { rows } = await sql<Decision>`
    select made.decision, made.request, made.children, made.outcome, made.level, made.rationale,
      ${nameOf('proposed_by')} as "proposedBy", made.proposed_at as "proposedAt", made.agreement_because as because,
      ${nameOf('agreed_by')} as "agreedBy", made.agreed_at as "agreedAt", ${nameOf('returned_by')} as "returnedBy",
      made.returned_at as "returnedAt", made.returned_why as "returnedWhy", made.entry,
      made.agreement_because is not null and made.agreed_at is null and made.returned_at is null as waits
    from request_decision made where made.request = any (${[...requests]}::bigint[]) order by made.decision desc`.execute(
    queries,
  )
  return rows
}

/** Every decision about a request, the latest first. */
export const decisionsOf = (queries: Kysely<Tables>, request: number): Promise<readonly Decision[]> =>
  decisionsOfAll(queries, [request])
