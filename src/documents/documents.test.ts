import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { contextAt } from '../access/context.ts'
import type { Context } from '../access/context.ts'
import type { Role } from '../journey/roles.ts'
import { testDatabase } from '../store/testing.ts'
import {
  addDocument,
  bytesOf,
  documentAbout,
  documentsAbout,
  documentsWith,
  fileNameOf,
  mayAddDocuments,
  mayRemoveDocument,
  receive,
  removeDocument,
  sizeInWords,
} from './index.ts'
import type { NewDocument } from './index.ts'
import { inPieces, macroFile, pdfFile, photograph } from './testing.ts'
import { addTestIdentity } from '../access/testing.ts'

const database = await testDatabase()
after(() => database.close())
const now = '2020-12-14T09:00:00.000Z'
const as = (role: Role, worker = 1): Context =>
  contextAt({ worker, name: 'Sam Worker', role, teams: ['north'], services: [] }, now)
const dutyWorker = as('dutyWorker')

const newChild = (sameAs?: number): Promise<number> =>
  addTestIdentity(database, { knownFrom: now, ...(sameAs === undefined ? {} : { sameAs }) })

const add = async (bytes: Uint8Array, about: readonly number[], more: Partial<NewDocument> = {}, who = dutyWorker) =>
  addDocument(
    database,
    who,
    { title: 'School report', kind: 'education', about, ...more },
    { file: await receive(inPieces(bytes)), scan: undefined },
  )

const rowsIn = async () => {
  const { rows } = await sql<{ n: number }>`select (select count(*) from document)
    + (select count(*) from document_subject) + (select count(*) from document_chunk) as n`.execute(database.sql)
  return rows[0]?.n
}

let child = 0
let brother = 0
before(async () => {
  await sql`insert into worker (worker, given, family) values (1, 'Sam', 'Worker'), (2, 'Ada', 'King')`.execute(
    database.sql,
  )
  child = await newChild()
  brother = await newChild()
})

const allOf = async (document: number): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of bytesOf(database.sql, document)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

describe('a document', () => {
  it('is kept in chunks and comes out as it went in, with its size, type and sum', async () => {
    const bytes = photograph(1_000_001)
    bytes.fill('Ní Dhomhnaill', 70_000)
    const number = await add(bytes, [child], { sentAs: 'IMG_2040.HEIC', title: 'The kitchen', kind: 'photograph' })
    const found = await documentAbout(database.sql, dutyWorker, child, number)
    assert.ok(found)
    assert.deepEqual(
      [found.mediaType, found.size, found.sentAs, found.addedByName, found.addedAt, found.scannedBy, found.about],
      ['image/jpeg', 1_000_001, 'IMG_2040.HEIC', 'Sam Worker', now, null, [child]],
    )
    const out = await allOf(number)
    assert.ok(out.equals(bytes))
    assert.equal(found.sha256, createHash('sha256').update(out).digest('hex'))
    const { rows } = await sql<{ n: number }>`select count(*) n from document_chunk where document = ${number}`.execute(
      database.sql,
    )
    assert.equal(rows[0]?.n, 4)
  })
  it('that is not let in leaves nothing', async () => {
    const before = await rowsIn()
    await assert.rejects(add(macroFile(), [child]), /holds a macro/)
    await assert.rejects(add(pdfFile(), [child, 999_999]), /does not open to you/)
    await assert.rejects(add(pdfFile(), []), /does not open to you/)
    await assert.rejects(add(pdfFile(), [child], { title: null as never }))
    assert.equal(await rowsIn(), before)
  })
  it('is never changed and never deleted: the database itself refuses', async () => {
    const number = await add(pdfFile(), [child])
    for (const change of [
      sql`update document set title = 'x' where document = ${number}`,
      sql`update document set removed_at = added_at, removed_by = 1, removed_reason = 'x', size = 5 where document = ${number}`,
      sql`delete from document where document = ${number}`,
      sql`update document_chunk set bytes = 'x' where document = ${number}`,
      sql`delete from document_chunk where document = ${number}`,
      sql`delete from document_subject where document = ${number}`,
    ])
      await assert.rejects(change.execute(database.sql), /A document is never changed/)
  })
  it('is removed once, with a reason, and stays in the list', async () => {
    const number = await add(pdfFile(), [child])
    await removeDocument(database.sql, as('teamManager', 2), number, 'It is about another child')
    const found = await documentAbout(database.sql, dutyWorker, child, number)
    assert.deepEqual(found?.removed, { by: 'Ada King', at: now, reason: 'It is about another child' })
    await assert.rejects(removeDocument(database.sql, dutyWorker, number, 'Again'), /removed already/)
    assert.ok((await documentsAbout(database.sql, dutyWorker, child)).some(({ document }) => document === number))
  })
  it('is found from every record of the child, and from every child it is about', async () => {
    const twin = await newChild(child)
    const number = await add(pdfFile(), [twin, brother])
    for (const from of [child, twin, brother])
      assert.ok((await documentsAbout(database.sql, dutyWorker, from)).some(({ document }) => document === number))
    const stranger = await newChild()
    assert.equal(await documentAbout(database.sql, dutyWorker, stranger, number), undefined)
    assert.equal((await documentsAbout(database.sql, dutyWorker, stranger)).length, 0)
  })
  it('opens only to one to whom every child it is about opens', async () => {
    const hidden = await newChild()
    const number = await add(pdfFile(), [child, hidden])
    await database.sql
      .insertInto('restriction')
      .values({ identity: hidden, reason: 'A relative works here', started_at: '2020-06-01T00:00:00.000Z' })
      .execute()
    assert.equal(await documentAbout(database.sql, dutyWorker, child, number), undefined)
    assert.ok(!(await documentsAbout(database.sql, dutyWorker, child)).some(({ document }) => document === number))
    await assert.rejects(add(pdfFile(), [child, hidden]), /does not open to you/)
    await database.sql
      .insertInto('keeper')
      .values({ identity: hidden, worker: 2, started_at: '2020-06-01T00:00:00.000Z' })
      .execute()
    assert.ok(await documentAbout(database.sql, as('dutyWorker', 2), child, number))
  })
  it('belongs to an entry, or to the draft that becomes one', async () => {
    const { draft } = await database.sql
      .insertInto('draft')
      .values({
        step: 'caseNote',
        subjects: [child],
        answers: '{}',
        paragraphs: '{}',
        follows: null,
        corrects: null,
        author: 1,
        created_at: now,
        updated_at: now,
        completed_at: null,
        completed_as: null,
      })
      .returning('draft')
      .executeTakeFirstOrThrow()
    const number = await add(pdfFile(), [child], { draft })
    const numbers = async (what: { readonly entry: number } | { readonly draft: number }) =>
      (await documentsWith(database.sql, dutyWorker, child, what)).map(({ document }) => document)
    assert.deepEqual(await numbers({ draft }), [number])
    await sql`insert into entry (id, lineage, subjects, step, answers, outcome, happened_on, completed_on, author, recorded_at, draft)
      overriding system value values (77, 77, '{}', 'caseNote', '{}', 'recorded', '2020-12-14', '2020-12-14', 1, ${now}, ${draft})`.execute(
      database.sql,
    )
    await sql`update draft set completed_at = ${now}, completed_as = 77 where draft = ${draft}`.execute(database.sql)
    const another = await add(pdfFile(), [child], { entry: 77 })
    assert.deepEqual(await numbers({ entry: 77 }), [another, number])
    assert.equal((await documentAbout(database.sql, dutyWorker, child, number))?.entry, 77)
    await removeDocument(database.sql, dutyWorker, number, 'Twice')
    assert.deepEqual(await numbers({ entry: 77 }), [another])
  })
})

describe('who adds and removes documents', () => {
  it('is whoever works with children; managers and information governance remove those of others', () => {
    assert.deepEqual(
      (['socialWorker', 'businessSupport', 'auditor', 'director', 'informationGovernance', 'councillor'] as const).map(
        role => mayAddDocuments(as(role)),
      ),
      [true, true, false, false, false, false],
    )
    assert.equal(mayRemoveDocument(as('socialWorker'), { addedBy: 1 }), true)
    assert.equal(mayRemoveDocument(as('socialWorker'), { addedBy: 2 }), false)
    assert.equal(mayRemoveDocument(as('teamManager'), { addedBy: 2 }), true)
    assert.equal(mayRemoveDocument(as('informationGovernance'), { addedBy: 2 }), true)
    assert.equal(mayRemoveDocument(as('auditor'), { addedBy: 1 }), false)
  })
})

describe('a document handed out', () => {
  it('has the name of its title and the ending of what it is', () => {
    const name = (title: string, mediaType = 'image/jpeg') => fileNameOf({ title, mediaType })
    assert.equal(name('Kitchen'), 'Kitchen.jpg')
    assert.equal(name('../../etc: "x"\r\n.exe'), '.. .. etc x .exe.jpg')
    assert.equal(name('王小明'), '王小明.jpg')
    assert.equal(name('...'), 'Document.jpg')
    assert.equal(name('x', 'strange/type'), 'x.bin')
  })
  it('says how large it is', () =>
    assert.deepEqual([12, 4200, 3_260_000].map(sizeInWords), ['12 bytes', '4 kB', '3.3 MB']))
})
