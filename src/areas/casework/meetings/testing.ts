import { sql } from 'kysely'
import type { Database } from '../../../store/database.ts'
import { dayOf } from '../testing-pages.ts'
import type { Values } from '../testing-pages.ts'
import { makeHome } from '../testing-scene.ts'
import { makePerson, makeSiblings, recordAs, staff } from '../testing.ts'

/** A family whose children wait for a conference, with a mother who needs an interpreter. */
export type Family = { readonly child: number; readonly brother: number; readonly mother: number }

/** A mother and two children under one roof, in need, with a social worker. */
export const makeFamily = async (database: Database, family: string): Promise<Family> => {
  const { sql: db } = database
  const child = await makePerson(database, { given: 'Amira', family })
  const brother = await makePerson(database, { given: 'Tom', family, bornOn: '2015-02-01' })
  const mother = await makePerson(database, { given: 'Grace', family, bornOn: '1988-02-01', kind: 'adult' })
  await makeSiblings(database, child, brother)
  await db
    .updateTable('identity_version')
    .set({ interpreter: true, language: 'Polish' })
    .where('identity', '=', mother)
    .execute()
  await makeHome(database, mother, [child, brother])
  const subjects = [{ identity: child }, { identity: brother }]
  await recordAs(database, 'dutyWorker', {
    step: 'referral',
    subjects,
    outcome: 'assessment',
    answers: { receivedOn: '2020-11-16', source: 'police', why: 'An incident at home.', decidedOn: '2020-11-16' },
  })
  await recordAs(database, 'teamManager', {
    step: 'allocation',
    subjects,
    outcome: 'socialWorker',
    answers: { allocatedOn: '2020-11-17', worker: staff.socialWorker, team: 'protection-north' },
  })
  const discussion = await recordAs(database, 'socialWorker', {
    step: 'strategyDiscussion',
    subjects,
    outcome: 'section47',
    answers: { heldOn: '2020-11-26', present: 'Police, health visitor, school', concerns: 'Harm.' },
  })
  await recordAs(database, 'socialWorker', {
    step: 'section47Enquiry',
    subjects,
    outcome: 'conference',
    answers: { startedOn: '2020-11-26', completedOn: '2020-12-03', findings: 'Likely to suffer significant harm.' },
    follows: discussion,
  })
  return { child, brother, mother }
}

/** What is typed to plan the conference of a family. */
export const planning = ({ child, brother, mother }: Family, more: Values = {}): Values => ({
  ...dayOf('when', '2020-12-16'),
  'when-time': '10:00',
  length: '120',
  manner: 'inPerson',
  place: 'Room 2, Civic Centre',
  chair: String(staff.conferenceChair),
  minuteTaker: String(staff.businessSupport),
  familyTold: 'You may bring somebody.',
  child: [String(child), String(brother)],
  [`ownWay-${child}`]: 'comesForPart',
  [`ownWay-${brother}`]: 'throughWorker',
  family: [String(mother)],
  worker: [String(staff.socialWorker)],
  'agency-1-agency': 'School',
  'agency-1-name': 'Head teacher',
  'agency-2-agency': 'Police',
  ...more,
})

/** Moves the clock of the small council. */
export const setClock = async ({ sql: db }: Database, at: string): Promise<void> => {
  await sql`update clock set stands_at = ${at}::timestamptz`.execute(db)
}

/** The number of the meeting in an address. */
export const meetingIn = (address: unknown): number => Number(/meetings\/(\d+)/.exec(String(address))?.[1] ?? 0)

/** A hidden input of a page. */
export const hidden = (body: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''
