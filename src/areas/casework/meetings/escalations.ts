import { sql } from 'kysely'
import { mayOpen } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { isEscalationStage } from '../../../journey/codes/index.ts'
import type { EscalationStage } from '../../../journey/codes/index.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import { nameInQuery } from '../../../people/index.ts'

/** An escalation of a chair that is not at its end: at which stage, who answers, and by when. */
export type OpenEscalation = {
  readonly identity: number
  readonly child: string
  readonly bornOn: CivilDate | null
  readonly raisedOn: CivilDate
  readonly raisedBy: number
  readonly raisedByName: string
  readonly worries: string
  /** The entry of the stage it has reached. */
  readonly entry: number
  readonly stage: EscalationStage
  readonly wanted: string
  readonly addressedTo: number | null
  readonly addressedToName: string | null
  readonly answerDueOn: CivilDate | null
  readonly answeredOn: CivilDate | null
  readonly answer: string | null
  readonly answeredAs: string | null
  /** The day by which all of it must be at its end, where the law sets one. */
  readonly endDueOn: CivilDate | null
}

type Row = Omit<OpenEscalation, 'stage'> & { readonly stage: string | null }

const isOpenDuty = sql`duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity'`

/**
 * The escalations that are open about children who open to the reader, those whose answer is due first first; of one
 * child where an identity is given, which has been opened.
 */
export const openEscalations = async (
  queries: Queries,
  context: Context,
  identity?: number,
): Promise<readonly OpenEscalation[]> => {
  const { rows } = await sql<Row>`
    select episode.identity, ${nameInQuery('version')} as child, version.born_on as "bornOn",
      raised.happened_on as "raisedOn", raised.author as "raisedBy", raiser.given || ' ' || raiser.family as "raisedByName",
      raised.answers ->> 'chairsWorry' as worries, reached.lineage as entry, reached.answers ->> 'stage' as stage,
      reached.answers ->> 'wanted' as wanted, addressee.worker as "addressedTo",
      addressee.given || ' ' || addressee.family as "addressedToName",
      (select min(duty.due_on) from duty where duty.identity = episode.identity and duty.step = 'escalationAnswer'
        and ${isOpenDuty}) as "answerDueOn",
      answered.completed_on as "answeredOn", answered.answers ->> 'answer' as answer, answered.outcome as "answeredAs",
      (select min(duty.due_on) from duty where duty.identity = episode.identity and duty.rule = 'escalation.end'
        and ${isOpenDuty}) as "endDueOn"
    from episode
    join identity_version version on version.identity = episode.identity and version.known_to = 'infinity'
    join lateral (
      select entry.happened_on, entry.author, entry.answers from entry_subject subject
        join entry on entry.lineage = subject.lineage and entry.superseded_at = 'infinity' and not entry.withdrawn
      where subject.identity = episode.identity and entry.step = 'escalation' and entry.happened_on <= episode.started_on
      order by entry.happened_on desc, entry.lineage desc limit 1) raised on true
    join worker raiser on raiser.worker = raised.author
    join lateral (
      select entry.lineage, entry.answers, entry.completed_on from entry_subject subject
        join entry on entry.lineage = subject.lineage and entry.superseded_at = 'infinity' and not entry.withdrawn
      where subject.identity = episode.identity and entry.step in ('escalation', 'escalationStage')
        and entry.completed_on >= episode.started_on
      order by entry.completed_on desc, entry.lineage desc limit 1) reached on true
    left join worker addressee on addressee.worker = (reached.answers ->> 'addressedTo')::bigint
    left join lateral (
      select entry.completed_on, entry.answers, entry.outcome from entry_subject subject
        join entry on entry.lineage = subject.lineage and entry.superseded_at = 'infinity' and not entry.withdrawn
      where subject.identity = episode.identity and entry.step = 'escalationAnswer'
        and (entry.completed_on, entry.lineage) >= (reached.completed_on, reached.lineage)
      order by entry.completed_on desc, entry.lineage desc limit 1) answered on true
    where episode.kind = 'escalation' and episode.ended_on is null and episode.known_to = 'infinity' and ${
      identity === undefined
        ? mayOpen(context, 'episode.identity', 'few')
        : sql`episode.identity = any (array(select same.identity from person self join person same on same.person = self.person
            where self.identity = ${identity}))`
    }
    order by "answerDueOn" nulls last, episode.started_on, episode.identity`.execute(queries)
  return rows.map(({ stage, ...row }) => ({
    ...row,
    stage: stage !== null && isEscalationStage(stage) ? stage : 'informal',
  }))
}
