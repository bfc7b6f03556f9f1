import { addDays, ageInWords } from '../../calendar/index.ts'
import { sources } from '../../journey/codes/index.ts'
import { dutyOnPage } from '../../journey/duty-words.ts'
import type { Rules } from '../../journey/reckoning/rows.ts'
import { whoMayRecord } from '../../journey/step.ts'
import { area, page, route, textOf } from '../../web/index.ts'
import type { Answer, Asked, Permission } from '../../web/index.ts'
import { paths } from '../../web/paths.ts'
import type { Context } from '../../access/context.ts'
import { beginRecord, showNewChild } from './new-child.ts'
import { recentContacts, unfinishedContacts, waitingFor } from './waiting.ts'
import type { RecentContact, Waiting, WaitingFound } from './waiting.ts'

/** The parts that stand at the door: those who take contacts, and the managers of those who do. */
const standsAtTheDoor: Permission = ({ role, services }) =>
  role === 'pointOfAccessWorker' ||
  role === 'dutyWorker' ||
  (role === 'teamManager' && services.includes('point-of-access'))

/** The queues of the door, in the order in which a contact passes them. */
const queues = [
  { step: 'referral', heading: 'Referral decisions', empty: 'No referral waits for a decision.' },
  {
    step: 'multiAgencyEnquiry',
    heading: 'Multi-agency enquiries',
    empty: 'No enquiry is under way in the multi-agency partnership.',
  },
] as const

const perPage = 20

const inBrief = (words: string | null): string => {
  const text = (words ?? '').replaceAll(/\s+/g, ' ').trim()
  return text.length <= 180 ? text : `${text.slice(0, text.lastIndexOf(' ', 180))}…`
}

const sourceInWords = (code: string | null): string =>
  code !== null && Object.hasOwn(sources, code) ? sources[code as keyof typeof sources] : ''

const line = (rules: Rules, context: Context, waiting: Waiting) => {
  const step = rules.pathway.steps[waiting.step]
  const may = step !== undefined && whoMayRecord(step, context.today).includes(context.role)
  return {
    ...dutyOnPage(rules, waiting, context.now),
    child: waiting.name,
    age: waiting.bornOn === null ? '' : ageInWords(waiting.bornOn, context.today),
    childHref: paths.child({ child: waiting.identity }),
    href: may ? paths.recordStep({ child: waiting.identity, step: waiting.step }) : undefined,
    source: sourceInWords(waiting.source),
    why: inBrief(waiting.why),
    earlier: waiting.earlierContacts,
  }
}

const recentLine = (rules: Rules, context: Context, contact: RecentContact) => ({
  child: contact.name,
  age: contact.bornOn === null ? '' : ageInWords(contact.bornOn, context.today),
  childHref: paths.child({ child: contact.identity }),
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
    previous: at > 1 ? `${paths.frontDoor({}, { [step]: at - 1 })}#${step}` : undefined,
    next: at < last ? `${paths.frontDoor({}, { [step]: at + 1 })}#${step}` : undefined,
  }
}

const showFrontDoor = async (asked: Asked): Promise<Answer> => {
  const { database, rules, context } = asked
  const [unfinished, recent, ...found] = await Promise.all([
    unfinishedContacts(database.sql, context),
    recentContacts(database.sql, context, addDays(context.today, -7)),
    ...queues.map(({ step }) => waitingFor(database.sql, context, step, { page: pageOf(asked, step), perPage })),
  ])
  return page('areas/front-door/front-door.njk', {
    title: 'The front door',
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
    paths: { newChild: paths.newChild(), search: paths.search() },
  })
}

/** The single point of access: what waits for a decision, and the first contact about a child. */
export const frontDoor = area({
  name: 'Front door',
  navigation: [{ text: 'Front door', to: paths.frontDoor(), permission: standsAtTheDoor }],
  routes: [
    route({
      method: 'GET',
      path: paths.frontDoor,
      permission: standsAtTheDoor,
      audit: 'front door',
      answer: showFrontDoor,
    }),
    route({
      method: 'GET',
      path: paths.newChild,
      permission: standsAtTheDoor,
      audit: 'new child',
      answer: showNewChild,
    }),
    route({
      method: 'POST',
      path: paths.newChild,
      permission: standsAtTheDoor,
      audit: 'begin a record',
      answer: beginRecord,
    }),
  ],
})
