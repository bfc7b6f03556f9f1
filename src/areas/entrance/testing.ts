import assert from 'node:assert/strict'
import type { FastifyInstance } from 'fastify'
import { visitor } from '../../web/testing.ts'
import type { Visitor } from '../../web/testing.ts'

type Values = Readonly<Record<string, string | readonly string[]>>

/** What somebody answers on each page, by the last part of its address. */
export type Told = Readonly<Record<string, Values>>

/** What everybody answers who is not of a kind of their own. */
const usual: Told = {
  who: { sender: 'parent' },
  kind: { kind: 'support' },
  add: { given: 'Maya', family: 'Sender', 'bornOn-day': '2', 'bornOn-month': '3', 'bornOn-year': '2010' },
  home: { line: '4 Mill Lane', postcode: 'zz1 1zz' },
  about: { needs: ['attendance'] },
  what: { happening: 'She will not go to school.' },
  safe: { safeNow: 'yes' },
  feelings: { hurtThemself: 'no' },
  school: { attendance: 'half' },
  agree: { agrees: 'yes' },
  'who-knows': { parentsKnow: 'notMind' },
  consent: { consent: 'agreed' },
  'your-name': { named: 'yes' },
  you: { yourGiven: 'Ada', yourFamily: 'Sender' },
  'your-work': { yourGiven: 'Ada', yourFamily: 'Sender', organisation: 'Hill School', post: 'Head teacher' },
  contact: { safeWays: ['phone'], phone: '01632 960300' },
  language: { interpreter: 'no' },
}

const lastPart = (address: string): string => address.split('/').at(-1) ?? ''

/** Somebody before the public entrance. `at` is where they have come to. */
export type Sender = Visitor & {
  readonly at: () => string
  readonly fillTo: (end: string, told?: Told) => Promise<void>
}

/** Begins a form and answers page after page, as a person does who goes where each page leads. */
export const senderAt = async (server: FastifyInstance): Promise<Sender> => {
  const who = visitor(server)
  await who.get('/help')
  assert.equal((await who.post('/help', { inDanger: 'no' })).headers.location, '/help/before')
  let at = String((await who.post('/help/begin', {})).headers.location)
  const answer = async (told: Told): Promise<void> => {
    const page = await who.get(at)
    if (page.statusCode === 303) {
      at = String(page.headers.location)
      return
    }
    assert.equal(page.statusCode, 200, `${at}: ${page.body.slice(0, 500)}`)
    const values =
      at === '/help/children' || at === '/help/files' ? {} : { ...usual[lastPart(at)], ...told[lastPart(at)] }
    const answered = at === '/help/files' ? await who.postFiles(at, {}, []) : await who.post(at, values)
    assert.equal(
      answered.statusCode,
      303,
      `${at}: ${answered.body.match(/error-summary[^]*?<\/ul>/)?.[0] ?? answered.body}`,
    )
    at = String(answered.headers.location)
  }
  return {
    ...who,
    at: () => at,
    fillTo: async (end, told = {}) => {
      for (let pages = 0; at !== end; pages += 1) {
        assert.ok(pages < 40, `comes to ${end}, and not round and round at ${at}`)
        await answer(told)
      }
    },
  }
}

/** Everything up to the receipt; answers its reference. */
export const sendForm = async (server: FastifyInstance, told: Told = {}): Promise<string> => {
  const sender = await senderAt(server)
  await sender.fillTo('/help/check', told)
  assert.equal((await sender.post('/help/send', {})).headers.location, '/help/sent')
  return referenceOn((await sender.get('/help/sent')).body)
}

export const referenceOn = (body: string): string => {
  const [, reference] = /([A-Z0-9]{3}-[A-Z0-9]{4}-[A-Z0-9]{3})/.exec(body) ?? []
  assert.ok(reference, 'the page shows a reference')
  return reference
}
