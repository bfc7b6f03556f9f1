import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { AccessAnswer, Context } from '../../access/context.ts'
import { keepsAt, workersTold } from '../../access/keepers.ts'
import { note } from '../../access/log.ts'
import { roleMatrix } from '../../access/role-matrix.ts'
import { accessAnswer } from '../../access/visibility.ts'
import type { Instant } from '../../calendar/index.ts'
import type { Evidence, Field } from '../../matching/index.ts'
import type { Tables } from '../../store/tables.ts'
import { nameInQuery } from '../names.ts'
import type { Kind } from '../identities.ts'
import { candidates } from './candidates.ts'
import type { Candidate } from './candidates.ts'
import type { Probe } from './probe.ts'

/** A person of whom the worker may know, who may be the one that is looked for. */
export type Match = Candidate & { readonly name: string; readonly answer: AccessAnswer }

export type Matches = {
  readonly candidates: readonly Match[]
  /** The keepers of restricted people who probably are the one: the request is theirs, and nobody else is told. */
  readonly keptBy: readonly number[]
}

type Asking = { readonly limit?: number; readonly kind?: Kind }

/** As many as are looked at, so that who may not be shown takes nobody’s place. */
const lookedAt = 60
/** From here a restricted person is more likely the one than not. */
const probable = 0.5

/** What may be said of one of whom a worker may only know: where the child lives and who the mother is are not. */
const saidOfKnown: readonly Field[] = ['given', 'family', 'order', 'birth', 'expected', 'sex']

const saidTo = (answer: AccessAnswer, evidence: readonly Evidence[]): readonly Evidence[] =>
  answer === 'open' ? evidence : evidence.filter(({ field }) => saidOfKnown.includes(field))

type Reader = { readonly identity: number; readonly name: string; readonly answer: AccessAnswer }
type Kept = { readonly identity: number; readonly worker: number | null }

const readers = async (
  queries: Kysely<Tables>,
  context: Context,
  found: readonly Candidate[],
): Promise<readonly Reader[]> => {
  const { rows } = await sql<Reader>`
    select version.identity, ${nameInQuery('version')} as name, ${accessAnswer(context, 'version.identity', 'few')} as answer
    from identity_version version
    where version.identity = any (${found.map(({ identity }) => identity)}::bigint[]) and version.known_to = 'infinity'`.execute(
    queries,
  )
  return rows
}

/** Of the records of restricted people among some, each with those who keep it today, or with none. */
const kept = async (queries: Kysely<Tables>, found: readonly Candidate[], at: Instant): Promise<readonly Kept[]> => {
  const { rows } = await sql<Kept>`
    select self.identity, keeper.worker
    from person self
      join person record on record.person = self.person
      join restriction on restriction.identity = record.identity
        and restriction.started_at <= ${at}::timestamptz and restriction.ended_at > ${at}::timestamptz
      left join (person kept join keeper on keeper.identity = kept.identity and ${keepsAt('keeper', at)})
        on kept.person = self.person
    where self.identity = any (${found.map(({ identity }) => identity)}::bigint[])`.execute(queries)
  return rows
}

const keepersFrom = (queries: Kysely<Tables>, rows: readonly Kept[], at: Instant): Promise<readonly number[]> =>
  workersTold(
    queries,
    rows.map(({ worker }) => worker),
    at,
  )

/**
 * The keepers of restricted people of whom a probe probably tells, whoever asks: what was sent goes to them and to nobody
 * else. Where one has none today, whoever answers then; nobody where it tells of no such person.
 */
export const keepersFor = async (queries: Kysely<Tables>, probe: Probe, at: Instant): Promise<readonly number[]> => {
  const found = await candidates(queries, probe, { limit: lookedAt })
  return keepersFrom(
    queries,
    await kept(
      queries,
      found.filter(({ probability }) => probability >= probable),
      at,
    ),
    at,
  )
}

/** The candidates without restricted people, whoever asks. */
export const unrestricted = async (
  queries: Kysely<Tables>,
  probe: Probe,
  at: Instant,
  { limit = 10 }: { readonly limit?: number } = {},
): Promise<readonly Candidate[]> => {
  const found = await candidates(queries, probe, { limit: lookedAt })
  const restricted = new Set((await kept(queries, found, at)).map(({ identity }) => identity))
  return found.filter(({ identity }) => !restricted.has(identity)).slice(0, limit)
}

/**
 * People who may be the one that a probe tells of, of whom the worker may know, the likeliest first. A restricted person
 * is neither among them nor counted; where one probably is the one looked for, the keepers are named to the code that asks,
 * which gives them what was sent. Each person shown is noted as looked at, and so is a look that a part may not take.
 */
export const matchesFor = async (
  database: Kysely<Tables>,
  context: Context,
  probe: Probe,
  { limit = 8, kind }: Asking = {},
): Promise<Matches> => {
  if (!roleMatrix[context.role].searches) {
    await note(database, context, { act: 'match', answer: 'refused' })
    return { candidates: [], keptBy: [] }
  }
  const all = await candidates(database, probe, { limit: lookedAt })
  // The same is asked whoever was found, so that the time tells nothing.
  const [answers, restricted] = await Promise.all([readers(database, context, all), kept(database, all, context.now)])
  const byIdentity = new Map(answers.map(row => [row.identity, row]))
  const found = all.flatMap(each => {
    const { name, answer } = byIdentity.get(each.identity) ?? { name: '', answer: 'nothing' as const }
    return answer === 'nothing' ? [] : [{ ...each, name, answer, evidence: saidTo(answer, each.evidence) }]
  })
  const hidden = new Set(
    all
      .filter(({ identity, probability }) => probability >= probable && !found.some(each => each.identity === identity))
      .map(({ identity }) => identity),
  )
  const shown = found.filter(each => kind === undefined || each.kind === kind).slice(0, limit)
  await note(
    database,
    context,
    shown.length === 0
      ? { act: 'match', answer: 'allowed' }
      : shown.map(({ identity, answer }) => ({ act: 'match', answer, identity })),
  )
  return {
    candidates: shown,
    keptBy: await keepersFrom(
      database,
      restricted.filter(({ identity }) => hidden.has(identity)),
      context.now,
    ),
  }
}
