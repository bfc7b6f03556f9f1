import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { mayOpen } from '../../access/visibility.ts'
import type { Context } from '../../access/context.ts'
import { addYears } from '../../calendar/index.ts'
import type { CivilDate, Instant } from '../../calendar/index.ts'
import type { Delay } from '../../journey/duty-to-show.ts'
import { delayAsJson, delaysInQuery } from '../../ledger/delays.ts'
import { nameInQuery } from '../../people/index.ts'
import type { Tables } from '../../store/tables.ts'

/** A decision that waits at the door: which step, about which child, and what was told. */
export type Waiting = {
  readonly identity: number
  readonly name: string
  readonly bornOn: CivilDate | null
  readonly rule: string
  readonly step: string
  readonly nth: number
  readonly anchoredOn: CivilDate
  readonly dueOn: CivilDate | null
  readonly dueAt: Instant | null
  readonly anchorStep: string | null
  /** When the contact that began it was received, and passed on; null where no contact did. */
  readonly receivedOn: CivilDate | null
  readonly passedOn: CivilDate | null
  /** Why it waits on purpose, where somebody decided so. */
  readonly delay: Delay | null
  /** Who told us, by the code of the contact, and what in their words. */
  readonly source: string | null
  readonly why: string | null
  /** Contacts about the child in the year before. */
  readonly earlierContacts: number
}

export type WaitingFound = {
  readonly rows: readonly Waiting[]
  readonly total: number
  readonly overdue: number
  readonly onPurpose: number
}

type Row = Waiting & Omit<WaitingFound, 'rows'>

/** Open work of one step at the door, what is due soonest first, a page of it; where asked, only what follows from these. */
export const waitingFor = async (
  database: Kysely<Tables>,
  context: Context,
  step: string,
  {
    page = 1,
    perPage = 20,
    after,
  }: { readonly page?: number; readonly perPage?: number; readonly after?: readonly string[] | undefined } = {},
): Promise<WaitingFound> => {
  const follows =
    after === undefined
      ? sql``
      : sql`and exists (select 1 from entry led where led.lineage = duty.anchor and led.superseded_at = 'infinity'
          and led.step = any (${[...after]}::text[]))`
  const { rows } = await sql<Row>`
    with delay as materialized (${delaysInQuery}), due as materialized (
      select duty.*, delay.until, delay.why, delay.author, delay.lineage from duty
      join person of_child on of_child.identity = duty.identity
      left join delay on delay.person = of_child.person and delay.rule = duty.rule and delay.anchor = duty.anchor
      where duty.step = ${step} and duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity'
        ${follows} and ${mayOpen(context, 'duty.identity')}
    ), shown as materialized (
      select due.*, count(*) over () as total,
        count(*) filter (where due.due_on < ${context.today}::date) over () as late,
        count(*) filter (where due.due_on < ${context.today}::date and due.until >= ${context.today}::date) over ()
          as on_purpose
      from due order by due.due_on nulls last, due.id limit ${perPage} offset ${(page - 1) * perPage}
    )
    select shown.identity, ${nameInQuery('version')} as name, version.born_on as "bornOn", shown.rule, shown.step, shown.nth,
      shown.anchored_on as "anchoredOn", shown.due_on as "dueOn", shown.due_at as "dueAt", anchor.step as "anchorStep",
      case when told.step = 'contact' then told.happened_on end as "receivedOn",
      case when told.step = 'contact' then told.completed_on end as "passedOn",
      ${delayAsJson('shown')} as delay,
      told.answers ->> 'source' as source, coalesce(told.answers ->> 'why', anchor.answers ->> 'found') as why,
      (select count(*) from entry_subject join entry on entry.lineage = entry_subject.lineage
        where entry_subject.identity = shown.identity and entry.step = 'contact' and not entry.withdrawn
          and entry.superseded_at = 'infinity' and entry.happened_on >= ${addYears(context.today, -1)}::date
          and entry.lineage <> shown.anchor) as "earlierContacts",
      shown.total, shown.late - shown.on_purpose as overdue, shown.on_purpose as "onPurpose"
    from shown
    join identity_version version on version.identity = shown.identity and version.known_to = 'infinity'
    left join entry anchor on anchor.lineage = shown.anchor and anchor.superseded_at = 'infinity'
    left join entry told on told.superseded_at = 'infinity'
      and told.lineage = case when anchor.answers ? 'why' then anchor.lineage else anchor.follows end
    order by shown.due_on nulls last, shown.id`.execute(database)
  const first = rows[0]
  return {
    rows,
    total: first?.total ?? 0,
    overdue: first?.overdue ?? 0,
    onPurpose: first?.onPurpose ?? 0,
  }
}

/** A contact that somebody is still writing. */
export type Unfinished = {
  readonly draft: number
  readonly name: string
  readonly author: string
  readonly updatedAt: Instant
}

/** Contacts that have been begun and not decided, about children whom this person may open, the latest first. */
export const unfinishedContacts = async (
  database: Kysely<Tables>,
  context: Context,
): Promise<readonly Unfinished[]> => {
  const { rows } = await sql<Unfinished>`
    select draft.draft, ${nameInQuery('version')} as name, worker.given || ' ' || worker.family as author, draft.updated_at as "updatedAt"
    from draft join worker on worker.worker = draft.author
    join identity_version version on version.identity = draft.subjects[1] and version.known_to = 'infinity'
    where draft.step = 'contact' and draft.completed_at is null and draft.corrects is null
      and ${mayOpen(context, 'version.identity', 'few')}
    order by draft.updated_at desc limit 30`.execute(database)
  return rows
}

/** A contact of the last days, with what was decided. */
export type RecentContact = {
  readonly entry: number
  readonly identity: number
  readonly name: string
  readonly bornOn: CivilDate | null
  readonly receivedOn: CivilDate
  readonly source: string | null
  readonly why: string | null
  readonly outcome: string
  readonly author: string
}

/** Contacts received on or after a day, the latest first: what the door has just decided. */
export const recentContacts = async (
  database: Kysely<Tables>,
  context: Context,
  since: CivilDate,
  most = 25,
): Promise<readonly RecentContact[]> => {
  const { rows } = await sql<RecentContact>`
    with latest as materialized (
      select entry.lineage, entry_subject.identity, entry.happened_on, entry.answers, entry.outcome, entry.author
      from entry join entry_subject on entry_subject.lineage = entry.lineage
      where entry.step = 'contact' and entry.happened_on >= ${since}::date and entry.superseded_at = 'infinity'
        and not entry.withdrawn and ${mayOpen(context, 'entry_subject.identity')}
      order by entry.happened_on desc, entry.lineage desc limit ${most}
    )
    select latest.lineage as entry, latest.identity, ${nameInQuery('version')} as name, version.born_on as "bornOn",
      latest.happened_on as "receivedOn", latest.answers ->> 'source' as source, latest.answers ->> 'why' as why,
      latest.outcome, worker.given || ' ' || worker.family as author
    from latest join identity_version version on version.identity = latest.identity and version.known_to = 'infinity'
    join worker on worker.worker = latest.author
    order by latest.happened_on desc, latest.lineage desc`.execute(database)
  return rows
}
