import assert from 'node:assert/strict'
import { after } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Role } from '../../journey/roles.ts'
import type { Database } from '../../store/database.ts'
import { testDatabase } from '../../store/testing.ts'
import { visitorSignedIn } from '../../web/testing.ts'
import type { Visitor } from '../../web/testing.ts'
import { casework } from './area.ts'
import { roleOf, serverOf, smallCouncil, staff } from './testing.ts'
import type { StaffName } from './testing.ts'

export type Values = Readonly<Record<string, string | readonly string[]>>

/** A date as its three inputs. */
export const dayOf = (name: string, date: string): Values => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${name}-day`]: String(Number(day)), [`${name}-month`]: String(Number(month)), [`${name}-year`]: year }
}

/** The number of the draft in an address. */
export const draftIn = (address: unknown): number => Number(/drafts\/(\d+)/.exec(String(address))?.[1] ?? 0)

export const versionIn = (body: string): string => /name="own-version" value="(\d+)"/.exec(body)?.[1] ?? ''

const followsIn = (body: string): string =>
  /name="own-follows"[^]*?<option value="(\d+)" selected/.exec(body)?.[1] ?? ''

/** The pages as the people of a council use them, each known by a name. */
export const pagesAs = <Name>(
  server: FastifyInstance,
  database: Database,
  whoIs: (name: Name) => { readonly worker: number; readonly role: Role },
) => {
  const as = (name: Name): Promise<Visitor> => visitorSignedIn(server, database, whoIs(name))

  /** Records a step by the pages alone: the form, the check, complete; answers with the entry's number. */
  const recordByPages = async (name: Name, child: number, step: string, values: Values): Promise<number> => {
    const visitor = await as(name)
    const form = await visitor.get(`/children/${child}/record/${step}`)
    assert.equal(form.statusCode, 200, `${step}: ${form.body}`)
    const sent = { 'own-follows': followsIn(form.body), 'own-action': 'check', ...values }
    const begun = await visitor.post(`/children/${child}/record/${step}`, sent)
    assert.equal(begun.statusCode, 303, `${step}: ${begun.body}`)
    const check = await visitor.get(String(begun.headers.location))
    assert.equal(check.statusCode, 200, `${step}: ${String(check.headers.location)} ${check.body}`)
    const draft = draftIn(begun.headers.location)
    const done = await visitor.post(`/drafts/${draft}/complete`, { 'own-version': versionIn(check.body) })
    assert.equal(done.statusCode, 303, `${step}: ${done.body}`)
    const entry = /entries\/(\d+)/.exec(String(done.headers.location))?.[1]
    assert.ok(entry, `${step} was recorded`)
    return Number(entry)
  }

  return { as, recordByPages }
}

/** The pages as people of the small council use them. */
export const pagesOf = (server: FastifyInstance, database: Database) =>
  pagesAs(server, database, (name: StaffName) => ({ worker: staff[name], role: roleOf(name) }))

/** The small council in a database of a test's own, with the pages of casework as its people use them, until its tests are done. */
export const caseworkPages = async () => {
  const database = await testDatabase()
  await smallCouncil(database)
  const server = await serverOf(database, [casework])
  after(async () => {
    await server.close()
    await database.close()
  })
  return { database, server, ...pagesOf(server, database) }
}
