import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { sql } from 'kysely'
import { lookAt, receivedFrom } from '../../../documents/index.ts'
import type { TestPerson } from '../../../people/testing.ts'
import { textsOf } from '../../../web/index.ts'
import type { Visitor } from '../../../web/testing.ts'
import { makeScene } from '../testing-scene.ts'
import { caseworkPages, dayOf } from '../testing-pages.ts'
import type { Values } from '../testing-pages.ts'
import { makePerson, recordAs, staff } from '../testing.ts'
import { letters } from './index.ts'

const { database, as } = await caseworkPages()
await database.sql
  .updateTable('council')
  .set({
    brand: JSON.stringify({
      telephone: { day: '01632 960001', outOfHours: '01632 960002' },
      address: ['1 Council Street', 'Testtown'],
    }),
  })
  .execute()
const scene = await makeScene(database)

/** What stands in the inputs and boxes of a page, by name; of boxes that are ticked, their values. */
const typedIn = (body: string): Values => {
  const unescaped = (text: string) =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
  const found: Record<string, string[]> = {}
  const add = (name: string, value: string) => (found[name] ??= []).push(unescaped(value))
  for (const [input] of body.matchAll(/<input[^>]*>/g)) {
    const name = / name="([^"]+)"/.exec(input)?.[1]
    const isLeft = / type="(checkbox|radio)"/.test(input) && !/ checked/.test(input)
    if (name !== undefined && name !== '_csrf' && !isLeft) add(name, / value="([^"]*)"/.exec(input)?.[1] ?? '')
  }
  for (const [, name = '', words = ''] of body.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</g))
    add(name, words)
  return found
}

const textOfWord = (bytes: Uint8Array): string =>
  strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())
    .replaceAll('</w:p>', '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

/** Writes a letter by its pages, changing some of what they hold; answers with its words, document, page and file. */
const write = async (visitor: Visitor, child: number, letter: string, begun: Values = {}, changed: Values = {}) => {
  const at = `/children/${child}/letters/${letter}`
  const first = await visitor.get(at)
  assert.equal(first.statusCode, 200, first.body)
  const words = await visitor.post(`${at}/words`, { ...typedIn(first.body), ...begun })
  assert.equal(words.statusCode, 200, words.body)
  const kept = await visitor.post(`${at}/save`, { ...typedIn(words.body), ...changed })
  assert.equal(kept.statusCode, 303, kept.body)
  const page = String(kept.headers.location).split('?')[0] ?? ''
  const file = await visitor.get(`${page}/file`)
  return {
    words: words.body,
    page,
    file: file.rawPayload,
    text: textOfWord(file.rawPayload),
    name: file.headers['content-disposition'],
  }
}

describe('a letter that is being written', () => {
  const at = `/children/${scene.child}/letters/visitLetter`
  const begun = async (visitor: Visitor) => {
    const first = await visitor.get(at)
    const words = await visitor.post(`${at}/words`, { ...typedIn(first.body), ...dayOf('on', '2020-12-21') })
    assert.equal(words.statusCode, 200, words.body)
    return words.body
  }
  const save = async (visitor: Visitor, body: string, changed: Values) => {
    const saved = await visitor.post(`${at}/save`, { ...typedIn(body), ...changed, 'own-action': 'save' })
    assert.equal(saved.statusCode, 303, saved.body)
    const place = String(saved.headers.location)
    return { place, body: (await visitor.get(place)).body }
  }

  it('is saved as it stands, found again by its writer alone, and gone once it is kept', async () => {
    const visitor = await as('socialWorker')
    const first = await save(visitor, await begun(visitor), { heading: 'Half a' })
    assert.match(first.body, /value="Half a"/)
    assert.match(first.body, /data-autosave-status>Saved /)
    const second = await save(visitor, first.body, { heading: 'Half a heading', 'to-name': '' })
    assert.equal(second.place, first.place, 'the same draft')
    assert.match((await visitor.get(at)).body, /You have begun this letter/)
    const manager = await as('teamManager')
    assert.doesNotMatch((await manager.get(at)).body, /You have begun this letter/)
    assert.equal((await manager.get(first.place)).statusCode, 404)
    const kept = await visitor.post(`${at}/save`, { ...typedIn(second.body), 'to-name': 'Grace Byrne' })
    assert.equal(kept.statusCode, 303, kept.body)
    assert.equal((await visitor.get(first.place)).statusCode, 404)
    assert.doesNotMatch((await visitor.get(at)).body, /You have begun this letter/)
  })
  it('stands among its writer’s drafts and the child’s documents, and leads back to itself, until it is kept', async () => {
    const visitor = await as('socialWorker')
    const manager = await as('teamManager')
    const work = `/workers/${staff.socialWorker}`
    const documents = `/children/${scene.child}/documents`
    const before = (await visitor.get(documents)).body
    assert.doesNotMatch(before, /You have begun and not kept yet/)
    const { place, body } = await save(visitor, await begun(visitor), { heading: 'Half a' })
    const link = `<a class="govuk-link" href="${place}">${letters.visitLetter?.title}</a>`
    for (const address of ['/', work, documents]) {
      const page = (await visitor.get(address)).body
      assert.ok(page.includes(link), address)
      if (address !== documents) assert.match(page, /My drafts <span[^>]*>1<[^]*about a visit<\/a>, Amira/)
    }
    // Others hear that it was begun, where the child opens to them, and have no way to its words.
    const read = (await manager.get(work)).body
    assert.match(read, /Drafts <span[^>]*>1<[^]*about a visit, Amira/)
    assert.ok(!read.includes(place))
    assert.ok(!(await manager.get(documents)).body.includes(place))
    const kept = await visitor.post(`${at}/save`, { ...typedIn(body), 'to-name': 'Grace Byrne' })
    assert.equal(kept.statusCode, 303, kept.body)
    for (const address of ['/', work, documents]) assert.ok(!(await visitor.get(address)).body.includes(place), address)
  })
  it('written in two windows loses nothing: the second is a draft of its own', async () => {
    const visitor = await as('socialWorker')
    const first = await save(visitor, await begun(visitor), { heading: 'One' })
    const otherWindow = (await visitor.get(first.place)).body
    const one = await save(visitor, first.body, { heading: 'One and more' })
    const other = await save(visitor, otherWindow, { heading: 'Two' })
    assert.equal(one.place, first.place)
    assert.notEqual(other.place.split('?')[0], first.place)
    assert.match(other.body, /changed in another window meanwhile[^]*value="Two"/)
    assert.match((await visitor.get(first.place)).body, /value="One and more"/)
    // A page whose answer was lost sends the same again, and is not taken for another.
    const again = await save(visitor, first.body, { heading: 'One and most' })
    assert.equal(again.place, first.place)
    for (const { place } of [one, other]) {
      const { body } = await visitor.get(place.split('?')[0] ?? '')
      const thrown = await visitor.post(`${at}/save`, { ...typedIn(body), 'own-action': 'throwAway' })
      assert.equal(thrown.headers.location, `/children/${scene.child}/documents`)
    }
    assert.doesNotMatch((await visitor.get(at)).body, /You have begun this letter/)
  })
})

describe('a letter about a visit', () => {
  it('takes names, address, dates and telephones from the record, and is kept as a Word document', async () => {
    const visitor = await as('socialWorker')
    const made = await write(visitor, scene.child, 'visitLetter', {
      ...dayOf('on', '2020-12-21'),
      at: '4pm',
      about: [String(scene.brother)],
    })
    for (const words of [
      'Grace Byrne\n12 Mill Lane\nUpton\nUP1 2AB',
      'Dear Grace Byrne',
      'My visit to Amira and Tom',
      'I would like to visit Amira and Tom at home on Monday 21 December 2020, 4pm.',
      'This visit is part of the child protection plan. We last saw Amira and Tom on 2 December 2020.',
      'You can ring me on 01632 960001.',
      'Yours sincerely\nsocialWorker Tester\nSocial worker\nFamily safeguarding North',
    ])
      assert.ok(made.text.includes(words), `${words}\n\n${made.text}`)
    const looked = lookAt(await receivedFrom(made.file))
    assert.ok('mediaType' in looked && looked.mediaType.endsWith('wordprocessingml.document'))
    const parts = unzipSync(made.file)
    assert.match(strFromU8(parts['word/document.xml'] ?? new Uint8Array()), /w:pStyle w:val="Heading1"/)
    assert.match(
      strFromU8(parts['word/header1.xml'] ?? new Uint8Array()),
      /Testshire.*1 Council Street.*Telephone 01632 960001/s,
    )
    assert.doesNotMatch(strFromU8(parts['docProps/core.xml'] ?? new Uint8Array()), /Amira/)
    const shown = await visitor.get(made.page)
    assert.match(shown.body, /Written to<\/dt>.*Grace Byrne/s)
    assert.match(shown.body, /Amira Okafor-Byrne, Tom Okafor-Byrne/)
    const print = await visitor.get(`${made.page}/print`)
    assert.match(print.body, /Dear Grace Byrne/)
    assert.match(print.body, /<title>\s*A letter to print/)
    assert.match(
      (await visitor.get(`/children/${scene.brother}/documents`)).body,
      /Letter about a visit, to Grace Byrne/,
    )
  })
  it('says what whoever writes makes of it, word for word, lists as lists', async () => {
    const visitor = await as('socialWorker')
    const made = await write(visitor, scene.child, 'visitLetter', dayOf('on', '2020-12-21'), {
      greeting: 'Dear Grace & family',
      'words-visit': 'I’ll come on Monday.\n\n- bring <b>the</b> drawing\n- and “Nan”',
      'words-change': '',
    })
    assert.ok(made.text.includes('Dear Grace & family'))
    assert.ok(made.text.includes('I’ll come on Monday.\nbring &lt;b&gt;the&lt;/b&gt; drawing\nand “Nan”'), made.text)
    assert.ok(!made.text.includes('If the time does not suit you'))
    const print = await visitor.get(`${made.page}/print`)
    assert.match(print.body, /<li>bring &lt;b&gt;the&lt;\/b&gt; drawing<\/li>/)
  })
  it('is written again from one that was kept, with its words, and the first stays as it was', async () => {
    const visitor = await as('socialWorker')
    const first = await write(visitor, scene.child, 'visitLetter', dayOf('on', '2020-12-21'), {
      'words-visit': 'The first words.',
    })
    const from = /letters\/visitLetter\?from=\d+/.exec((await visitor.get(first.page)).body)?.[0] ?? ''
    const again = await visitor.get(`/children/${scene.child}/${from}`)
    assert.match(again.body, />The first words\.</)
    const kept = await visitor.post(`/children/${scene.child}/letters/visitLetter/save`, {
      ...typedIn(again.body),
      'words-visit': 'The second words.',
    })
    assert.equal(kept.statusCode, 303, kept.body)
    const second = String(kept.headers.location).split('?')[0] ?? ''
    assert.ok(textOfWord((await visitor.get(`${second}/file`)).rawPayload).includes('The second words.'))
    assert.ok(textOfWord((await visitor.get(`${first.page}/file`)).rawPayload).includes('The first words.'))
  })
})

describe('names in letters', () => {
  const withMother = async (child: TestPerson, facts: Readonly<Record<string, string | null>> = { pronouns: null }) => {
    const number = await makePerson(database, child)
    const mother = await makePerson(database, {
      given: 'Siobhán',
      family: 'O’Brien-Ní Dhomhnaill',
      bornOn: '1990-02-01',
      kind: 'adult',
    })
    await database.sql.updateTable('identity_version').set(facts).where('identity', '=', number).execute()
    await database.sql
      .insertInto('relationship')
      .values({
        one: mother,
        other: number,
        kind: 'mother',
        parental_responsibility: true,
        started_on: null,
        ended_on: null,
        author: null,
        known_from: '2019-01-01T00:00:00.000Z',
      })
      .execute()
    return number
  }
  const letterAbout = async (child: number) =>
    (await write(await as('dutyWorker'), child, 'visitLetter', dayOf('on', '2020-12-21'))).text

  it('of a child not yet born are the mother’s', async () => {
    const child = await withMother(
      { given: 'x', bornOn: null },
      { given: null, family: null, expected_on: '2021-03-01' },
    )
    const text = await letterAbout(child)
    assert.ok(text.includes('I would like to visit your unborn baby at home'), text)
    assert.ok(text.includes('Dear Siobhán O’Brien-Ní Dhomhnaill'))
    const chronology = await write(await as('dutyWorker'), child, 'chronology', { 'other-name': 'The court' })
    assert.ok(chronology.text.includes('Chronology of Unborn baby of Siobhán O’Brien-Ní Dhomhnaill'), chronology.text)
  })
  it('without a surname, in Chinese characters, and with an apostrophe and a hyphen come out as they are', async () => {
    const single = await letterAbout(await withMother({ given: 'Surya' }, { family: null }))
    assert.ok(single.includes('My visit to Surya'))
    assert.ok(!single.includes('null'))
    const chinese = await withMother({ given: '小明', family: '王' })
    assert.ok((await letterAbout(chinese)).includes('My visit to 小明'))
    const paper = await write(await as('dutyWorker'), chinese, 'recordSummary', {
      'other-name': 'Anotherton Council',
    })
    assert.ok(paper.text.includes('Summary of the record of 王小明'))
    const marked = await withMother({ given: 'Niamh', family: "O'Brien-Ní Dhomhnaill" })
    const summary = await write(await as('dutyWorker'), marked, 'recordSummary', {
      'other-name': 'Anotherton Council',
    })
    assert.ok(summary.text.includes("O'Brien-Ní Dhomhnaill"), summary.text)
  })
})

describe('the other letters', () => {
  it('each say what the record lacks, with the step that records it, and are not written without', async () => {
    const child = await makePerson(database, { given: 'New' })
    const visitor = await as('dutyWorker')
    for (const name of ['childInNeedPlanForFamily', 'closingLetter', 'outcomeOfContact']) {
      const page = await visitor.get(`/children/${child}/letters/${name}`)
      assert.match(page.body, /There is no|has not been closed/)
      const sent = await visitor.post(`/children/${child}/letters/${name}/words`, { for: 'other', 'other-name': 'x' })
      assert.doesNotMatch(sent.body, /Keep as a Word document/)
    }
  })
  it('an invitation says when, where and why, in the words of the review', async () => {
    const made = await write(await as('conferenceChair'), scene.child, 'conferenceInvitation', {
      ...dayOf('on', '2021-01-12'),
      at: '10am',
      where: 'Town Hall, room 2',
    })
    for (const words of [
      'Review child protection conference for Amira Okafor-Byrne',
      'When: Tuesday 12 January 2021, 10am',
      'Where: Town Hall, room 2',
      'There is a child protection plan for Amira, which the conference of 3 September 2020 decided on.',
    ])
      assert.ok(made.text.includes(words), `${words}\n${made.text}`)
  })
  it('the outcome of a contact goes to whoever made it, and tells a school what comes next', async () => {
    const made = await write(await as('dutyWorker'), scene.child, 'outcomeOfContact')
    // The referral is later than the contact, and names nobody.
    assert.ok(made.text.startsWith('School\n'), made.text)
    assert.match(made.text, /Dear colleague\n[^]*Yours faithfully/)
    assert.ok(made.text.includes('A social worker will carry out an assessment with the family.'))
    assert.ok(!made.text.includes('Hunger and neglect'))
  })
  it('and tells a neighbour nothing of what is done for a family', async () => {
    const child = await makePerson(database, { given: 'Kit' })
    await recordAs(database, 'pointOfAccessWorker', {
      step: 'contact',
      subjects: [{ identity: child }],
      outcome: 'assessmentService',
      answers: {
        receivedOn: '2020-12-01',
        source: 'individual',
        sourceName: 'Mrs Jones, a neighbour',
        why: 'Shouting.',
        decidedOn: '2020-12-02',
      },
    })
    const made = await write(await as('dutyWorker'), child, 'outcomeOfContact')
    assert.ok(made.text.includes('Dear Mrs Jones, a neighbour'))
    assert.ok(made.text.includes('What we do with a family is private'))
    assert.ok(!made.text.includes('assess'), made.text)
  })
  it('a plan for the family has its goals, who does what and by when', async () => {
    const child = await makePerson(database, { given: 'Ada' })
    const referral = await recordAs(database, 'dutyWorker', {
      step: 'referral',
      subjects: [{ identity: child }],
      outcome: 'assessment',
      answers: { receivedOn: '2020-09-01', source: 'health', why: 'Missed appointments.', decidedOn: '2020-09-02' },
    })
    await recordAs(database, 'teamManager', {
      step: 'allocation',
      subjects: [{ identity: child }],
      outcome: 'socialWorker',
      answers: { allocatedOn: '2020-09-02', worker: 3, team: 'protection-north' },
    })
    await recordAs(database, 'socialWorker', {
      step: 'childInNeedPlan',
      subjects: [{ identity: child }],
      outcome: 'agreed',
      follows: referral,
      answers: {
        agreedOn: '2020-10-01',
        plan: [
          {
            key: 'a',
            different: 'Ada is taken to every appointment.',
            actions: [
              { key: 'b', what: 'Book the eye clinic', owner: 'Mother', by: '2020-11-01', status: 'done' },
              { key: 'c', what: 'Bring Ada', owner: 'Nan', status: 'underWay' },
            ],
          },
        ],
        childsView: 'I want glasses like Nan.',
      },
    })
    const made = await write(await as('socialWorker'), child, 'childInNeedPlanForFamily', {
      for: 'other',
      'other-name': 'Ada’s family',
    })
    for (const words of [
      'Our plan for Ada',
      'Ada is taken to every appointment.',
      'Mother: Book the eye clinic, by 1 November 2020 (done)',
      'Nan: Bring Ada',
      '“I want glasses like Nan.”',
    ])
      assert.ok(made.text.includes(words), `${words}\n${made.text}`)
    await recordAs(database, 'socialWorker', {
      step: 'closure',
      subjects: [{ identity: child }],
      outcome: 'closed',
      answers: { closedOn: '2020-12-10', reason: 'RC7', summary: 'Ada has her glasses.' },
    })
    const closing = await write(await as('dutyWorker'), child, 'closingLetter', {
      for: 'other',
      'other-name': 'Ada’s family',
    })
    assert.ok(closing.text.includes('Our work with Ada ended on 10 December 2020.'))
    assert.ok(closing.text.includes('Ada has her glasses.'))
  })
  it('a chronology has the events that were left ticked, in the record’s own words whatever is sent', async () => {
    const visitor = await as('socialWorker')
    const at = `/children/${scene.child}/letters/chronology`
    await visitor.get(at)
    const words = await visitor.post(`${at}/words`, { for: 'other', 'other-name': 'Family Court' })
    const typed = typedIn(words.body)
    const rows = textsOf(typed['rows-events'])
    assert.ok(rows.length >= 6)
    const kept = await visitor.post(`${at}/save`, { ...typed, 'rows-events': [...rows.slice(0, 2), '999999'] })
    const text = textOfWord((await visitor.get(`${String(kept.headers.location).split('?')[0] ?? ''}/file`)).rawPayload)
    assert.ok(text.includes('1 July 2020\nContact from school'), text)
    assert.ok(!text.includes('Strategy discussion'))
    assert.ok(text.includes('For Family Court'))
  })
  it('a summary for another council has who, what is so, the family, homes, periods and events', async () => {
    const made = await write(await as('socialWorker'), scene.child, 'recordSummary', {
      'other-name': 'Anotherton City Council',
    })
    for (const words of [
      'For Anotherton City Council',
      'Child protection plan since 3 September 2020: Neglect',
      'Grace Byrne\nmother',
      '12 Mill Lane, Upton, UP1 2AB',
      'I like Sundays best',
      'Initial child protection conference',
    ])
      assert.ok(made.text.includes(words), `${words}\n${made.text}`)
  })
})

describe('a letter that is not whole', () => {
  it('asks again, and keeps what was typed', async () => {
    const visitor = await as('socialWorker')
    const at = `/children/${scene.child}/letters/visitLetter`
    await visitor.get(at)
    const begun = await visitor.post(`${at}/words`, {
      for: 'other',
      'other-name': '',
      'on-day': '31',
      'on-month': '2',
      'on-year': '2021',
      at: 'after school',
    })
    assert.equal(begun.statusCode, 422)
    for (const words of [/Enter the name of whoever it is for/, /must be a real date/, /value="after school"/])
      assert.match(begun.body, words)
    assert.equal((await visitor.post(`${at}/words`, { ...dayOf('on', '2020-12-21') })).statusCode, 422)
    const words = await visitor.post(`${at}/words`, { for: 'other', 'other-name': 'Nan', ...dayOf('on', '2020-12-21') })
    const typed = typedIn(words.body)
    const saved = await visitor.post(`${at}/save`, {
      ...typed,
      title: '',
      'to-name': '',
      'words-visit': 'x'.repeat(20_001),
      'words-change': 'My own words',
    })
    assert.equal(saved.statusCode, 422)
    for (const each of [/Enter a title/, /it has 20001/, /My own words/]) assert.match(saved.body, each)
    const empty = await visitor.post(`${at}/save`, { ...typed, 'words-visit': ' ', 'words-change': '' })
    assert.match(empty.body, /A letter needs some words/)
  })
  it('of no such name, or from a document that is no letter of this child’s, is a page that does not exist', async () => {
    const visitor = await as('socialWorker')
    assert.equal((await visitor.get(`/children/${scene.child}/letters/loveLetter`)).statusCode, 404)
    assert.equal((await visitor.get(`/children/${scene.child}/letters/constructor`)).statusCode, 404)
    assert.equal((await visitor.get(`/children/${scene.child}/letters/visitLetter?from=999999`)).statusCode, 404)
    const { rows } = await sql<{
      document: number
    }>`select document from document_subject where identity <> ${scene.child} and identity <> ${scene.brother} limit 1`.execute(
      database.sql,
    )
    assert.equal(
      (await visitor.get(`/children/${scene.child}/letters/visitLetter?from=${rows[0]?.document ?? 0}`)).statusCode,
      404,
    )
  })
  it('is written by nobody who only reads', async () => {
    assert.equal((await (await as('auditor')).get(`/children/${scene.child}/letters/visitLetter`)).statusCode, 403)
  })
})

describe('every letter', () => {
  it('is offered where a child’s documents are', async () => {
    const { body } = await (await as('socialWorker')).get(`/children/${scene.child}/documents`)
    for (const [name, { title }] of Object.entries(letters)) {
      assert.ok(body.includes(`/letters/${name}"`), name)
      assert.ok(body.includes(title), title)
    }
  })
})
