import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { beginSession } from '../../../access/sessions.ts'
import { now } from '../../../council/clock.ts'
import { macroFile, pdfFile, photograph, programFile } from '../../../documents/testing.ts'
import { buildServer } from '../../../web/server.ts'
import { sessionCookie } from '../../../web/security.ts'
import type { FileToSend } from '../../../web/testing.ts'
import { casework } from '../area.ts'
import { makeScene } from '../testing-scene.ts'
import type { Scene } from '../testing-scene.ts'
import { caseworkPages, pagesOf, versionIn } from '../testing-pages.ts'
import { makePerson, roleOf, rules, serverOf, staff } from '../testing.ts'
import type { StaffName } from '../testing.ts'

const { database, server, as } = await caseworkPages()
const scene: Scene = await makeScene(database)
const at = `/children/${scene.child}/documents`

const sending = (name: string, text: string | Uint8Array): readonly FileToSend[] => [{ field: 'file', name, text }]
const add = async (
  file: readonly FileToSend[],
  values: Readonly<Record<string, string>> = {},
  who: StaffName = 'socialWorker',
) => {
  const visitor = await as(who)
  await visitor.get(`${at}/add`)
  return visitor.postFiles(`${at}/add`, { kind: 'report', title: '', ...values }, file)
}
const numberIn = (address: unknown): number => Number(/documents\/(\d+)/.exec(String(address))?.[1])
const rowsIn = async () => {
  const { rows } = await sql<{
    n: number
  }>`select (select count(*) from document) + (select count(*) from document_chunk)
    + (select count(*) from document_subject) as n`.execute(database.sql)
  return rows[0]?.n ?? -1
}
const lastLooks = async (count: number) => {
  const rows = await database.sql
    .selectFrom('access_log')
    .select(['act', 'answer', 'identity'])
    .orderBy('id', 'desc')
    .limit(count)
    .execute()
  return rows.map(({ act, answer, identity }) => `${act}: ${answer} ${identity ?? ''}`)
}

describe('a document of a child', () => {
  it('is added, stands in the list, and comes out as it went in, under its title and never as a page', async () => {
    const bytes = photograph(300_000)
    const added = await add(sending('IMG 1.jpeg', bytes), { kind: 'photograph', title: 'Küche, “vorher” 王' })
    assert.equal(added.statusCode, 303, added.body)
    const visitor = await as('socialWorker')
    const shown = await visitor.get(String(added.headers.location))
    for (const words of [
      /The document is kept/,
      /JPEG picture, 300 kB/,
      /IMG 1\.jpeg/,
      /Not scanned for viruses/,
      /by socialWorker Tester/,
    ])
      assert.match(shown.body, words)
    const list = await visitor.get(at)
    assert.match(list.body, /Küche, “vorher” 王/)
    const document = numberIn(added.headers.location)
    const file = await visitor.get(`${at}/${document}/file`)
    assert.ok(file.rawPayload.equals(bytes))
    assert.equal(file.headers['content-type'], 'image/jpeg')
    assert.equal(file.headers['content-length'], '300000')
    assert.equal(file.headers['x-content-type-options'], 'nosniff')
    assert.match(String(file.headers['content-security-policy']), /^sandbox; default-src 'none'/)
    assert.match(
      String(file.headers['content-disposition']),
      /^attachment; filename="K_che, _vorher_ _\.jpg"; filename\*=UTF-8''K%C3%BCche/,
    )
    assert.equal(file.headers['cache-control'], 'no-store')
    assert.deepEqual(await lastLooks(1), [`open a document: open ${scene.child}`])
  })
  it('takes the name of its file where no title is given', async () => {
    const added = await add(sending('Report of school.PDF', pdfFile()))
    const shown = await (await as('socialWorker')).get(String(added.headers.location))
    assert.match(shown.body, /<h2[^>]*>Report of school<\/h2>/)
  })
  it('is found by its kind; a kind that is not there filters nothing', async () => {
    await add(sending('court.pdf', pdfFile()), { kind: 'court', title: 'Care order' })
    const visitor = await as('socialWorker')
    const court = await visitor.get(`${at}?kind=court`)
    assert.match(court.body, /Care order/)
    assert.doesNotMatch(court.body, />Report of school</)
    assert.match((await visitor.get(`${at}?kind=nonsense`)).body, />Report of school</)
  })
  it('about two children stands with both, and opens only to one to whom both open', async () => {
    const added = await add(sending('both.pdf', pdfFile()), { title: 'About both', [`about-${scene.brother}`]: 'yes' })
    const document = numberIn(added.headers.location)
    const visitor = await as('socialWorker')
    assert.match((await visitor.get(`/children/${scene.brother}/documents`)).body, /About both/)
    await visitor.get(`${at}/${document}/file`)
    assert.deepEqual(await lastLooks(2), [
      `open a document: open ${scene.brother}`,
      `open a document: open ${scene.child}`,
    ])
    await database.sql
      .insertInto('restriction')
      .values({
        identity: scene.brother,
        reason: 'For this test',
        started_at: '2020-06-01T00:00:00.000Z',
        ended_at: 'infinity',
      })
      .execute()
    assert.doesNotMatch((await visitor.get(at)).body, /About both/)
    assert.equal((await visitor.get(`${at}/${document}`)).statusCode, 404)
    assert.equal((await visitor.get(`${at}/${document}/file`)).statusCode, 404)
    assert.deepEqual(await lastLooks(1), [`document: refused ${scene.child}`])
    await sql`delete from restriction`.execute(database.sql)
  })
  it('of another child cannot be had by this child’s address', async () => {
    const other = await makePerson(database, { given: 'Else' })
    const added = await add(sending('a.pdf', pdfFile()))
    const director = await as('director')
    const document = numberIn(added.headers.location)
    assert.equal((await director.get(`/children/${other}/documents/${document}/file`)).statusCode, 404)
    assert.equal((await director.get(`${at}/${document}/file`)).statusCode, 200)
  })
  it('opens to nobody who may not open the child, and is added by nobody who only reads', async () => {
    const added = await add(sending('a.pdf', pdfFile()))
    const stranger = await as('otherSocialWorker')
    const file = await stranger.get(`${at}/${numberIn(added.headers.location)}/file`)
    assert.match(String(file.headers['content-type']), /html/)
    assert.doesNotMatch(file.body, /%PDF/)
    assert.equal((await (await as('councillor')).get(at)).statusCode, 403)
    assert.equal((await (await as('auditor')).get(`${at}/add`)).statusCode, 403)
  })
})

describe('a document that is not let in says why, and leaves nothing', () => {
  const refused = async (file: readonly FileToSend[], words: RegExp, values = {}) => {
    const before = await rowsIn()
    const answer = await add(file, { title: 'What I typed', ...values })
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /There is a problem/)
    assert.match(answer.body, words)
    assert.match(answer.body, /value="What I typed"/)
    assert.equal(await rowsIn(), before)
  }
  it('a photograph of 30 MB', () => refused(sending('photo.jpg', photograph(30_000_000)), /larger than 20 MB/))
  it('a document with a macro', () =>
    refused(sending('plan.docx', macroFile()), /“plan\.docx” was not kept\. .*holds a macro/))
  it('a program called photo.jpg', () =>
    refused(sending('photo.jpg', programFile()), /It is a program, whatever its name says/))
  it('an empty file', () => refused(sending('empty.pdf', ''), /The file is empty/))
  it('a page of the web', () =>
    refused(sending('page.txt', '<html><script>x</script>'), /not a type of file that is kept/))
  it('no file at all', () => refused([], /Choose a file/))
  it('a file of no kind', () => refused(sending('a.pdf', pdfFile()), /what it is/, { kind: '' }))
  it('a file about a child of another family', async () => {
    const other = await makePerson(database, { given: 'Other' })
    await refused(sending('a.pdf', pdfFile()), /Choose children from the list/, { [`about-${other}`]: 'yes' })
  })
  it('a file for an entry or a draft that is not this child’s', async () => {
    const before = await rowsIn()
    assert.equal((await add(sending('a.pdf', pdfFile()), { entry: '999999' })).statusCode, 404)
    assert.equal((await add(sending('a.pdf', pdfFile()), { draft: '999999' })).statusCode, 404)
    assert.equal((await add(sending('a.pdf', pdfFile()), { entry: 'x' })).statusCode, 404)
    assert.equal(await rowsIn(), before)
  })
  it('a form without our token', async () => {
    const before = await rowsIn()
    const answer = await add(sending('a.pdf', pdfFile()), { _csrf: 'not ours' })
    assert.equal(answer.statusCode, 403)
    assert.equal(await rowsIn(), before)
  })
  it('a locked PDF is let in, with a notice', async () => {
    const added = await add(sending('locked.pdf', pdfFile('/Encrypt 5 0 R ')))
    const shown = await (await as('socialWorker')).get(String(added.headers.location))
    assert.match(shown.body, /This PDF is locked by a password/)
  })
})

describe('a connection that is cut in the middle of a file', () => {
  it('leaves nothing, and the server goes on', async () => {
    const before = await rowsIn()
    const session = await beginSession(
      database.sql,
      { worker: staff.socialWorker, role: roleOf('socialWorker') },
      await now(database.sql),
    )
    const own = await serverOf(database, [casework])
    try {
      const origin = new URL(await own.listen({ port: 0, host: '127.0.0.1' }))
      const cookie = `${sessionCookie}=${session ?? ''}`
      const form = await fetch(new URL(`${at}/add`, origin), { headers: { cookie } })
      const token = /name="_csrf" value="([^"]+)"/.exec(await form.text())?.[1] ?? ''
      const cookies = [cookie, ...form.headers.getSetCookie().map(each => each.split(';')[0])].join('; ')
      const part = (head: string, words: string) => `--b\r\ncontent-disposition: form-data; ${head}\r\n\r\n${words}`
      const start = `${part('name="_csrf"', token)}\r\n${part('name="kind"', 'report')}\r\n${part('name="file"; filename="a.jpg"', '')}`
      const socket = connect(Number(origin.port), origin.hostname)
      socket.write(
        `POST ${at}/add HTTP/1.1\r\nhost: ${origin.host}\r\ncookie: ${cookies}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 9000000\r\n\r\n${start}`,
      )
      socket.write(photograph(2_000_000))
      await pause(150)
      socket.destroy()
      await pause(150)
      assert.equal(await rowsIn(), before)
      assert.equal((await fetch(new URL(`${at}/add`, origin), { headers: { cookie } })).status, 200)
    } finally {
      await own.close()
    }
  })
})

describe('a document that is larger than may be kept', () => {
  it('is answered in words over a real line, whether the browser says how large it is or not', async () => {
    const origin = await server.listen({ port: 0, host: '127.0.0.1' })
    const visitor = await as('socialWorker')
    await visitor.get(`${at}/add`)
    const before = await rowsIn()
    for (const saysLength of [true, false]) {
      const { statusCode, body } = await visitor.sendFilesTo(
        `${origin}${at}/add`,
        { kind: 'report', title: '' },
        sending('film.jpg', photograph(30_000_000)),
        { saysLength },
      )
      assert.equal(statusCode, 422, body)
      assert.match(body, /film\.jpg” was not kept\. The file is larger than 20 MB/)
    }
    assert.equal(await rowsIn(), before)
  })
})

describe('a document that belongs to an entry', () => {
  it('is added from the entry’s page and stands on it', async () => {
    const visitor = await as('socialWorker')
    const entry = `/children/${scene.child}/entries/${scene.assessment}`
    assert.match((await visitor.get(entry)).body, new RegExp(`documents/add\\?entry=${scene.assessment}`))
    await visitor.get(`${at}/add?entry=${scene.assessment}`)
    const added = await visitor.postFiles(
      `${at}/add`,
      { kind: 'childsOwn', title: 'A drawing of the house', entry: String(scene.assessment) },
      sending('d.jpg', photograph(5000)),
    )
    assert.equal(added.statusCode, 303)
    assert.match((await visitor.get(entry)).body, /A drawing of the house/)
    assert.match(
      (await visitor.get(String(added.headers.location))).body,
      /It belongs to: .*Child and family assessment/,
    )
  })
  it('is added while the entry is recorded: what was typed is kept, and it is the entry’s once that is complete', async () => {
    const visitor = await as('socialWorker')
    const note = `/children/${scene.child}/record/caseNote`
    await visitor.get(note)
    const typed = {
      'happenedOn-day': '14',
      'happenedOn-month': '12',
      'happenedOn-year': '2020',
      heading: 'Letter from Nan',
      words: 'She wrote to us.',
    }
    const begun = await visitor.post(note, { ...typed, 'own-follows': '', 'own-action': 'attach' })
    const draft = Number(/draft=(\d+)/.exec(begun.headers.location ?? '')?.[1])
    assert.equal(begun.headers.location, `${at}/add?draft=${draft}`)
    await visitor.get(begun.headers.location)
    const added = await visitor.postFiles(
      `${at}/add`,
      { kind: 'letter', title: 'Nan’s letter', draft: String(draft) },
      sending('nan.pdf', pdfFile()),
    )
    assert.equal(added.headers.location, `/drafts/${draft}`)
    const form = await visitor.get(`/drafts/${draft}`)
    assert.match(form.body, /Nan’s letter/)
    assert.match(form.body, /Letter from Nan/)
    await visitor.post(`/drafts/${draft}`, {
      ...typed,
      'own-version': versionIn(form.body),
      'own-follows': '',
      'own-action': 'check',
    })
    const check = await visitor.get(`/drafts/${draft}/check`)
    const done = await visitor.post(`/drafts/${draft}/complete`, { 'own-version': versionIn(check.body) })
    assert.equal(done.statusCode, 303, done.body)
    assert.match((await visitor.get(String(done.headers.location))).body, /Nan’s letter/)
    const late = await visitor.postFiles(
      `${at}/add`,
      { kind: 'letter', title: '', draft: String(draft) },
      sending('a.pdf', pdfFile()),
    )
    assert.equal(late.statusCode, 404)
  })
})

describe('removing a document', () => {
  it('asks why, keeps the line with its reason, and opens the file to nobody', async () => {
    const added = await add(sending('wrong.pdf', pdfFile()), { title: 'Of another child' })
    const page = `${at}/${numberIn(added.headers.location)}`
    const visitor = await as('socialWorker')
    await visitor.get(`${page}/remove`)
    const without = await visitor.post(`${page}/remove`, { reason: ' ' })
    assert.equal(without.statusCode, 422)
    assert.match(without.body, /why it is removed/)
    assert.equal((await visitor.post(`${page}/remove`, { reason: 'It is about another family' })).statusCode, 303)
    const list = await visitor.get(at)
    assert.match(list.body, /Of another child.*removed by socialWorker Tester.*It is about another family/s)
    const file = await visitor.get(`${page}/file`)
    assert.equal(file.statusCode, 409)
    assert.match(file.body, /This document has been removed/)
    const again = await visitor.post(`${page}/remove`, { reason: 'Again' })
    assert.equal(again.statusCode, 409)
  })
  it('is for whoever added it, and for managers', async () => {
    const added = await add(sending('mine.pdf', pdfFile()))
    const page = `${at}/${numberIn(added.headers.location)}`
    assert.equal((await (await as('businessSupport')).get(`${page}/remove`)).statusCode, 403)
    assert.doesNotMatch((await (await as('businessSupport')).get(page)).body, /\/remove"/)
    assert.equal((await (await as('teamManager')).get(`${page}/remove`)).statusCode, 200)
    assert.equal((await (await as('informationGovernance')).get(`${page}/remove`)).statusCode, 200)
  })
})

describe('a council’s own scan', () => {
  it('is asked of each document that is uploaded, and named on its page', async () => {
    const scanning = await buildServer({
      database,
      rules,
      areas: [casework],
      cacheFolder: '/nowhere',
      scan: {
        name: 'Examplescan',
        scan: async document => {
          for await (const piece of document)
            if (Buffer.from(piece).includes('Worm')) return { refused: 'Worm.Example found' }
          return { notices: [] }
        },
      },
    })
    try {
      const visitor = await pagesOf(scanning, database).as('socialWorker')
      await visitor.get(`${at}/add`)
      const worm = await visitor.postFiles(`${at}/add`, { kind: 'report', title: '' }, sending('w.txt', 'Dear Worm'))
      assert.equal(worm.statusCode, 422)
      assert.match(worm.body, /Examplescan refused it: Worm\.Example found/)
      const clean = await visitor.postFiles(`${at}/add`, { kind: 'report', title: '' }, sending('c.txt', 'Dear all'))
      assert.match((await visitor.get(String(clean.headers.location))).body, /Scanned for viruses by Examplescan/)
    } finally {
      await scanning.close()
    }
  })
})
