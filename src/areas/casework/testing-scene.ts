import { inTheRecordSince } from '../../access/testing.ts'
import type { Database } from '../../store/database.ts'
import type { StoredAnswers } from '../../journey/field.ts'
import { makePerson, makeSiblings, recordAs } from './testing.ts'
import type { StaffName } from './testing.ts'

/** A home in Upton since 2019, in which a mother lives with her children. */
export const makeHome = async ({ sql: db }: Database, mother: number, children: readonly number[]): Promise<void> => {
  const { household } = await db
    .insertInto('household')
    .values({ line: '12 Mill Lane', town: 'Upton', postcode: 'UP1 2AB', district: 'upton' })
    .returning('household')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('residence')
    .values(
      [...children, mother].map(identity => ({
        identity,
        household,
        started_on: '2019-01-01',
        ended_on: null,
        known_from: inTheRecordSince,
      })),
    )
    .execute()
  await db
    .insertInto('relationship')
    .values(
      children.map(other => ({
        one: mother,
        other,
        kind: 'mother',
        parental_responsibility: true,
        started_on: null,
        ended_on: null,
        author: null,
        known_from: inTheRecordSince,
      })),
    )
    .execute()
}

/** A child with a brother, a mother, a home and half a year of work, for pages to be looked at. */
export type Scene = { readonly child: number; readonly brother: number; readonly assessment: number }

const visits = ['2020-09-14', '2020-09-25', '2020-10-08', '2020-10-21', '2020-11-04', '2020-11-18', '2020-12-02']

/** Makes the scene in a small council. */
export const makeScene = async (database: Database): Promise<Scene> => {
  const { sql: db } = database
  const child = await makePerson(database, { given: 'Amira', family: 'Okafor-Byrne' })
  const brother = await makePerson(database, { given: 'Tom', family: 'Okafor-Byrne', bornOn: '2016-02-01' })
  const mother = await makePerson(database, { given: 'Grace', family: 'Byrne', bornOn: '1988-02-01', kind: 'adult' })
  await makeSiblings(database, child, brother)
  await db
    .updateTable('identity_version')
    .set({ pronouns: 'she/her', said_as: 'AH-mee-ra' })
    .where('identity', '=', child)
    .execute()
  await makeHome(database, mother, [child, brother])

  const subjects = [
    { identity: child, paragraph: 'She is tired at school and asks for food.' },
    { identity: brother, paragraph: 'He has lost weight.' },
  ]
  const say = (who: StaffName, step: string, outcome: string, answers: StoredAnswers, follows?: number) =>
    recordAs(database, who, { step, subjects, outcome, answers, ...(follows === undefined ? {} : { follows }) })

  const contact = await say('pointOfAccessWorker', 'contact', 'assessmentService', {
    receivedOn: '2020-07-01',
    source: 'schools',
    sourceName: 'Head teacher',
    why: 'She comes hungry, and nobody answers the telephone at home.',
    decidedOn: '2020-07-02',
  })
  const referral = await say(
    'dutyWorker',
    'referral',
    'assessment',
    { receivedOn: '2020-07-02', source: 'schools', why: 'Hunger and neglect of basic needs.', decidedOn: '2020-07-03' },
    contact,
  )
  await say('teamManager', 'allocation', 'socialWorker', {
    allocatedOn: '2020-07-03',
    worker: 3,
    team: 'protection-north',
  })
  const assessment = await say(
    'socialWorker',
    'childAndFamilyAssessment',
    'strategyDiscussion',
    {
      startedOn: '2020-07-06',
      completedOn: '2020-08-12',
      seenOn: '2020-08-01',
      seenAlone: true,
      strengths: 'Grandmother cooks on Sundays and the children love to be there. School attendance is 94%.',
      worries: 'There is often no food in the house. The heating has been off since October, and the flat is damp.',
      childsView: 'I like Sundays best because Nan makes dumplings.',
    },
    referral,
  )
  const discussion = await say(
    'socialWorker',
    'strategyDiscussion',
    'section47',
    { heldOn: '2020-08-13', present: 'Police, health visitor, school', concerns: 'Chronic neglect.' },
    assessment,
  )
  const enquiry = await say(
    'socialWorker',
    'section47Enquiry',
    'conference',
    { startedOn: '2020-08-13', completedOn: '2020-08-24', findings: 'Likely to suffer significant harm by neglect.' },
    discussion,
  )
  await say(
    'conferenceChair',
    'initialConference',
    'plan',
    {
      heldOn: '2020-09-03',
      present: 'Family, school, health visitor',
      decision: 'A plan is needed.',
      category: 'NEG',
      outlinePlan: 'Food every day; heating by November.',
    },
    enquiry,
  )
  for (const visitedOn of visits)
    await say('socialWorker', 'childProtectionVisit', 'seen', {
      visitedOn,
      mode: visitedOn > '2020-11-01' ? 'faceToFace' : 'virtual',
      seenAlone: visitedOn === '2020-12-02',
      notes: 'Seen at home.',
      childsWords: 'Mum cooked yesterday. It was nice.',
    })
  return { child, brother, assessment }
}
