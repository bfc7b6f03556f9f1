import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../access/context.ts'
import { mayKnowOf } from '../access/visibility.ts'
import { workingDaysBetween } from '../calendar/index.ts'
import type { CivilDate } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'

/** What comes after a contact and is not done yet, with the days from which the figures of the door are counted. */
export type Running = {
  readonly step: string
  /** The step that made it due: the contact itself, or the enquiry that came of it. */
  readonly anchorStep: string | null
  readonly dueOn: CivilDate | null
  readonly receivedOn: CivilDate | null
  /** The day on which the contact was decided, and so passed on. */
  readonly passedOn: CivilDate | null
}

const toEarlyHelp = 'early help'
const since = { contact: 'since the contact', passed: 'since it was passed to the partnership team' }

/** From when the days run, as the figures count them: to early help from the contact, on to assessment from the passing on. */
const startOf = ({ step, anchorStep, receivedOn, passedOn }: Running) => {
  if (step === 'multiAgencyEnquiry') return { on: passedOn, words: since.passed, to: 'assessment' }
  if (step === 'referral' && anchorStep === 'multiAgencyEnquiry')
    return { on: passedOn, words: since.passed, to: 'assessment' }
  return { on: receivedOn, words: since.contact, to: step === 'referral' ? 'assessment' : toEarlyHelp }
}

/** `Day 2 of 3 to assessment, since it was passed to the partnership team`, in working days; empty where no contact began it. */
export const dayInWords = (running: Running, today: CivilDate): string => {
  const { on, words, to } = startOf(running)
  if (on === null) return ''
  const of = running.dueOn === null ? '' : ` of ${workingDaysBetween(on, running.dueOn)}`
  return `Working day ${workingDaysBetween(on, today)}${of} to ${to}, ${words}`
}

/** What runs after some contacts, for children of whom whoever asks may know. */
export const runningAfter = async (
  queries: Kysely<Tables>,
  context: Context,
  contacts: readonly number[],
): Promise<readonly (Running & { readonly contact: number })[]> => {
  if (contacts.length === 0) return []
  const { rows } = await sql<Running & { readonly contact: number }>`
    select distinct contact.lineage as contact, duty.step, anchor.step as "anchorStep", duty.due_on as "dueOn",
      contact.happened_on as "receivedOn", contact.completed_on as "passedOn"
    from entry contact
    join entry anchor on (anchor.lineage = contact.lineage or (anchor.follows = contact.lineage
      and anchor.step = 'multiAgencyEnquiry')) and anchor.superseded_at = 'infinity' and not anchor.withdrawn
    join duty on duty.anchor = anchor.lineage and duty.step in ('earlyHelpAssessment', 'multiAgencyEnquiry', 'referral')
      and duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity'
    where contact.lineage = any (${[...contacts]}::bigint[]) and contact.step = 'contact'
      and contact.superseded_at = 'infinity' and not contact.withdrawn and ${mayKnowOf(context, 'duty.identity', 'few')}
    order by contact.lineage, duty.due_on`.execute(queries)
  return rows
}
