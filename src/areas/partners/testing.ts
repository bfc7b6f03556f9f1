import type { FastifyInstance } from 'fastify'
import { contextOf } from '../../access/sign-in.ts'
import { now } from '../../council/clock.ts'
import { examineNew } from '../../door/examine.ts'
import { addPartner, addPartnerPerson } from '../../door/partners.ts'
import { beginPartnerSession } from '../../door/partner-sessions.ts'
import type { RequestAsSent } from '../../door/request.ts'
import { receive } from '../../door/receive.ts'
import { addTestCouncil } from '../../council/testing.ts'
import type { Database } from '../../store/database.ts'
import { addTestWorker, visitor } from '../../web/testing.ts'
import type { Visitor } from '../../web/testing.ts'
import { partnerCookie } from './partner-route.ts'

/** It is always this moment in the scene: nine in the morning of Monday 14 December 2020. */
export const sceneNow = '2020-12-14T09:00:00.000Z'

/** A council with a school, the police, and a worker of the point of access. */
export const partnerScene = async (database: Database) => {
  const { sql } = database
  await addTestCouncil(database)
  const startedOn = '2016-01-01'
  const school = await addPartner(sql, { name: 'Mill Lane Primary School', kind: 'schools', startedOn })
  const police = await addPartner(sql, { name: 'Testshire Police', kind: 'police', answersEnquiries: true, startedOn })
  const person = (partner: number, given: string, family: string, post: string) =>
    addPartnerPerson(sql, { partner, given, family, post, startedOn })
  const head = await person(school, 'Hetty', 'Headley', 'Head teacher')
  const teacher = await person(school, 'Tom', 'Teachwell', 'Class teacher')
  const officer = await person(police, 'Olu', 'Offiah', 'Constable')
  const sergeant = await person(police, 'Sara', 'Sargent', 'Sergeant')
  const worker = await addTestWorker(database, 'pointOfAccessWorker')
  return { school, police, head, teacher, officer, sergeant, worker }
}

/** The context of the worker of the point of access. */
export const workerContext = async ({ sql }: Database, worker: number) => {
  const context = await contextOf(sql, { worker, role: 'pointOfAccessWorker' }, await now(sql))
  if (context === undefined) throw new Error('The worker of the scene has no post.')
  return context
}

/** A request of a neighbour about two children, looked at and ready to be asked about. */
export const sentByNeighbour = async (database: Database, more: Partial<RequestAsSent> = {}): Promise<number> => {
  const { request } = await receive(
    database,
    {
      kind: 'concern',
      sender: 'public',
      answers: {
        happening: 'Shouting every night, SECRET-OF-THE-NEIGHBOUR',
        needs: ['safety'],
        line: '12 Secret Street',
      },
      children: [
        { given: 'Ada', family: 'Asked', bornOn: '2014-05-06', answers: { school: 'SECRET-SCHOOL' } },
        { given: 'Ben', family: 'Unasked', bornOn: '2016-07-08', answers: {} },
      ],
      ...more,
    },
    { now: sceneNow },
  )
  await examineNew(database, sceneNow)
  return request
}

/** A visitor who has signed in as this person of an organisation. */
export const professional = async (server: FastifyInstance, { sql }: Database, person: number): Promise<Visitor> => {
  const token = await beginPartnerSession(sql, person, sceneNow)
  if (token === undefined) throw new Error(`Person ${person} has left.`)
  const who = visitor(server, undefined, { [partnerCookie]: token })
  // Whoever sends a form has a page in front of them that holds its token.
  await who.get('/professionals')
  return who
}
