import type { Context } from '../../../access/context.ts'
import { addDays, ageInWords } from '../../../calendar/index.ts'
import { dayInWords } from '../../../door/days-running.ts'
import { sources } from '../../../journey/codes/index.ts'
import { dutyOnPage } from '../../../journey/duty-words.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import { whoMayRecord } from '../../../journey/step.ts'
import { textOf } from '../../../web/index.ts'
import type { Asked } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { recentContacts, unfinishedContacts, waitingFor } from '../waiting.ts'
import type { RecentContact, Waiting, WaitingFound } from '../waiting.ts'
import { inBrief } from '../words.ts'

/** The queues of the door, in the order in which a contact passes them. */
const queues = [
  { step: 'referral', heading: 'Referral decisions', empty: 'No referral waits for a decision.' },
  {
    step: 'multiAgencyEnquiry',
    heading: 'Multi-agency enquiries',
    empty: 'No enquiry is under way in the multi-agency partnership.',
  },
  {
    step: 'earlyHelpAssessment',
    heading: 'On the way to early help',
    empty: 'No child whose decision was early help waits for it.',
    after: ['contact', 'multiAgencyEnquiry'],
  },
] as const satisfies readonly { step: string; heading: string; empty: string; after?: readonly string[] }[]

const perPage = 20

const sourceInWords = (code: string | null): string =>
  code !== null && Object.hasOwn(sources, code) ? sources[code as keyof typeof sources] : ''

const line = (rules: Rules, context: Context, waiting: Waiting) => {
  const step = rules.pathway.steps[waiting.step]
  const may = step !== undefined && whoMayRecord(step, context.today).includes(context.role)
  return {
    ...dutyOnPage(rules, waiting, context.now),
    child: waiting.name,
    age: waiting.bornOn === null ? '' : ageInWords(waiting.bornOn, context.today),
    childHref: paths.childPage({ child: waiting.identity }),
    href: may ? paths.recordStep({ child: waiting.identity, step: waiting.step }) : undefined,
    source: sourceInWords(waiting.source),
    why: inBrief(waiting.why),
    earlier: waiting.earlierContacts,
    day: dayInWords(waiting, context.today),
  }
}

const recentLine = (rules: Rules, context: Context, contact: RecentContact) => ({
  child: contact.name,
  age: contact.bornOn === null ? '' : ageInWords(contact.bornOn, context.today),
  childHref: paths.childPage({ child: contact.identity }),
  href: paths.entry({ child: contact.identity, entry: contact.entry }),
  on: contact.receivedOn,
  source: sourceInWords(contact.source),
  why: inBrief(contact.why),
  outcome: rules.pathway.steps.contact?.outcomes[contact.outcome]?.label ?? contact.outcome,
  by: contact.author,
})

const pageOf = (asked: Asked, step: string): number => {
  const text = textOf(asked.query[step])
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 1
}

const pagesOf = (asked: Asked, step: string, { total }: WaitingFound) => {
  const at = pageOf(asked, step)
  const last = Math.max(1, Math.ceil(total / perPage))
  return {
    at,
    last,
    previous: at > 1 ? `${paths.board({}, { [step]: at - 1 })}#${step}` : undefined,
    next: at < last ? `${paths.board({}, { [step]: at + 1 })}#${step}` : undefined,
  }
}

/** What the board shows of the record beside requests: decisions that wait, contacts being written, and those of late. */
export const decisionsAtTheDoor = async (asked: Asked) => {
  const { database, rules, context } = asked
  const [unfinished, recent, ...found] = await Promise.all([
    unfinishedContacts(database.sql, context),
    recentContacts(database.sql, context, addDays(context.today, -7)),
    ...queues.map(({ step, ...queue }) =>
      waitingFor(database.sql, context, step, {
        page: pageOf(asked, step),
        perPage,
        after: 'after' in queue ? queue.after : undefined,
      }),
    ),
  ])
  return {
    unfinished: unfinished.map(({ draft, ...each }) => ({ ...each, href: `/drafts/${draft}` })),
    queues: queues.map((queue, index) => {
      const waiting = found[index] ?? { rows: [], total: 0, overdue: 0, onPurpose: 0 }
      return {
        ...queue,
        total: waiting.total,
        overdue: waiting.overdue,
        onPurpose: waiting.onPurpose,
        rows: waiting.rows.map(each => line(rules, context, each)),
        pages: pagesOf(asked, queue.step, waiting),
      }
    }),
    recent: recent.map(contact => recentLine(rules, context, contact)),
  }
}
