import { sql } from 'kysely'
import { sources } from '../../../journey/codes/sources.ts'
import { measure } from '../measure.ts'
import type { Measure } from '../measure.ts'
import { entryKnown, workingDaysTo } from '../rows/asked.ts'
import type { Asked, Expression } from '../rows/asked.ts'
import { entriesAgain, entriesOf } from '../rows/entries.ts'
import { flowRows } from '../rows/row.ts'

const named = {
  day: sql`e.day`,
  child: sql`e.child`,
  identity: sql`e.identity`,
  entry: sql`e.entry`,
  team: sql`e.team`,
}
const partners = { title: 'Who made it', names: sources }
const childrenInNeed = 'Children in need census; Working Together to Safeguard Children'
const local = 'Local practice'

const contactRows = (counted: Expression) => (asked: Asked) =>
  flowRows(asked, { ...named, counted, category: sql`e.partner`, of: sql`${entriesOf('contact', asked)} e` })

export const contacts = measure({
  id: 'contacts',
  group: 'frontDoor',
  title: 'Contacts with the single point of access',
  definition:
    'Every time that somebody told the single point of access about a child, counted on the day it was received and once for each child it was about, by who made it.',
  source: `${local}: a contact has no definition in law`,
  polarity: 'neither',
  unit: 'contacts',
  thing: 'contact',
  over: 'flow',
  taken: 'count',
  categories: partners,
  rows: contactRows(sql`true`),
})

export const contactsInformationAndAdvice = measure({
  id: 'contacts-information-and-advice',
  partOf: { whole: contacts, by: 'outcome' },
  group: 'frontDoor',
  title: 'Contacts that end in information and advice',
  definition:
    'Of the contacts received in the period, those whose outcome was information and advice. A high share may mean that partners pass on what they could have answered themselves.',
  source: `${local}; the threshold document of the safeguarding partnership`,
  polarity: 'neither',
  unit: 'percent',
  thing: 'contact',
  over: 'flow',
  taken: 'share',
  categories: partners,
  rows: contactRows(sql`e.outcome = 'informationAndAdvice'`),
})

export const contactsDecidedInTime = measure({
  id: 'contacts-decided-in-time',
  partOf: { whole: contacts, by: 'time' },
  group: 'frontDoor',
  title: 'Contacts decided within 1 working day',
  definition:
    'Of the contacts received in the period, those of which it was decided what follows by the end of the next working day. Those not yet decided are not contacts yet.',
  source: `${local}: a contact has no definition in law; Working Together gives a referral one working day`,
  polarity: 'higher',
  unit: 'percent',
  thing: 'contact',
  over: 'flow',
  taken: 'share',
  categories: partners,
  rows: asked =>
    flowRows(asked, {
      ...named,
      counted: sql`decided.through - received.through <= 1`,
      category: sql`e.partner`,
      of: sql`${entriesOf('contact', asked)} e
        ${workingDaysTo('received', sql`e.happened_on`)} ${workingDaysTo('decided', sql`e.completed_on`)}`,
    }),
})

export const daysToEarlyHelp = measure({
  id: 'days-to-early-help',
  group: 'frontDoor',
  title: 'Working days from a contact to early help',
  definition:
    'Of the contacts received in the period whose outcome was early help, the average number of working days from the day of the contact to the day of that decision.',
  source: local,
  polarity: 'lower',
  unit: 'workingDays',
  thing: 'contact',
  over: 'flow',
  taken: 'mean',
  rows: asked =>
    flowRows(asked, {
      ...named,
      value: sql`decided.through - received.through`,
      of: sql`${entriesOf('contact', asked, { outcome: 'earlyHelp' })} e
        ${workingDaysTo('received', sql`e.happened_on`)} ${workingDaysTo('decided', sql`e.completed_on`)}`,
    }),
})

export const daysToAssessmentService = measure({
  id: 'days-to-assessment-service',
  group: 'frontDoor',
  title: 'Working days from the multi-agency partnership team to the Assessment Service',
  definition:
    'Of the enquiries that the multi-agency partnership team completed in the period and passed to the Assessment Service, the average number of working days from the day the contact was passed to that team.',
  source: local,
  polarity: 'lower',
  unit: 'workingDays',
  thing: 'enquiry',
  over: 'flow',
  taken: 'mean',
  rows: asked =>
    flowRows(asked, {
      ...named,
      value: sql`completed.through - passed.through`,
      of: sql`${entriesOf('multiAgencyEnquiry', asked, { by: 'completed_on', outcome: 'assessmentService' })} e
        join entry c on c.lineage = e.follows and c.step = 'contact' and ${entryKnown('c', asked)}
        ${workingDaysTo('passed', sql`c.completed_on`)} ${workingDaysTo('completed', sql`e.completed_on`)}`,
    }),
})

export const referrals = measure({
  id: 'referrals',
  group: 'frontDoor',
  title: 'Referrals to children’s social care',
  definition:
    'Every referral received in the period, whatever was decided, once for each child it was about, by who made it.',
  source: childrenInNeed,
  polarity: 'neither',
  unit: 'referrals',
  thing: 'referral',
  over: 'flow',
  taken: 'count',
  categories: partners,
  rows: asked => flowRows(asked, { ...named, category: sql`e.partner`, of: sql`${entriesOf('referral', asked)} e` }),
})

const referralsFrom = (partner: 'police' | 'health' | 'schools', whom: string): Measure =>
  measure({
    id: `referrals-from-${partner}`,
    partOf: { whole: referrals, by: 'partner' },
    group: 'frontDoor',
    title: `Referrals made by ${whom}`,
    definition: `Of the referrals received in the period, those that ${whom} made.`,
    source: childrenInNeed,
    polarity: 'neither',
    unit: 'percent',
    thing: 'referral',
    over: 'flow',
    taken: 'share',
    rows: asked =>
      flowRows(asked, {
        ...named,
        counted: sql`coalesce(e.partner = ${sql.lit(partner)}, false)`,
        of: sql`${entriesOf('referral', asked)} e`,
      }),
  })

export const referralsFromPolice = referralsFrom('police', 'the police')
export const referralsFromHealth = referralsFrom('health', 'health services')
export const referralsFromSchools = referralsFrom('schools', 'schools')

export const reReferrals = measure({
  id: 're-referrals',
  partOf: { whole: referrals, by: 'earlier referral' },
  group: 'frontDoor',
  title: 'Re-referrals within 12 months',
  definition:
    'Of the referrals received in the period, those of a child who had been referred before, on an earlier day and no earlier than the same day one year before. Referrals are counted, not children.',
  source: childrenInNeed,
  polarity: 'lower',
  unit: 'percent',
  thing: 'referral',
  over: 'flow',
  taken: 'share',
  rows: asked => flowRows(asked, { ...named, counted: sql`e.again`, of: sql`${entriesAgain('referral', asked)} e` }),
})
