import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { contextAt } from '../access/index.ts'
import type { Context } from '../access/index.ts'
import { england, noPolicy } from '../journey/index.ts'
import type { Role } from '../journey/index.ts'
import { inTransaction, openDatabase } from '../store/index.ts'
import { testDatabase } from '../store/testing.ts'
import {
  beginDraft,
  correct,
  draftsOf,
  dutiesAbout,
  entriesAbout,
  episodesAbout,
  readDraft,
  rebuild,
  record,
  Refusal,
  saveDraft,
  versionsOf,
  withdraw,
} from './index.ts'
import { foresee } from './foresee.ts'
import { recordAllWithin } from './record.ts'
import type { ToRecord } from './record.ts'
import type { Ledger } from './index.ts'
import { entriesAboutOthers } from './testing-subjects.ts'
import { addTestPerson } from '../people/testing.ts'

const database = await testDatabase()
const ledger: Ledger = { database, rules: { pathway: england, policy: noPolicy } }
const startOfRecord = '2020-01-01T09:00:00.000Z'

const worker = async (given: string, family: string): Promise<number> =>
  (
    await database.sql
      .insertInto('worker')
      .values({ given, family, newly_qualified_on: null })
      .returning('worker')
      .executeTakeFirstOrThrow()
  ).worker

const child = (given: string, bornOn: string | null): Promise<number> =>
  addTestPerson(database, { given, family: 'O’Brien-Ní Dhomhnaill', bornOn, knownFrom: startOfRecord })

let grace = 0
const as = (role: Role, now = '2020-12-14T09:00:00.000Z', who = grace): Context =>
  contextAt({ worker: who, name: 'Grace', role, teams: ['assessment-north'], services: ['assessment'] }, now)
const dutyWorker = () => as('dutyWorker')
const chair = () => as('conferenceChair')

const moveClock = (to: string) =>
  sql`insert into clock (kind, stands_at) values ('simulated', ${to})
      on conflict ("only") do update set stands_at = excluded.stands_at`.execute(database.sql)

const referralAnswers = (receivedOn: string) => ({
  receivedOn,
  source: 'schools',
  why: "Often hungry; <script>alert(1)</script> '); drop table entry; -- 王小明",
  decidedOn: receivedOn,
})

const refer = (identity: number, receivedOn = '2020-09-01') =>
  record(ledger, dutyWorker(), {
    step: 'referral',
    subjects: [{ identity }],
    answers: referralAnswers(receivedOn),
    outcome: 'assessment',
  })

const discuss = (identities: readonly number[], heldOn: string) =>
  record(ledger, as('teamManager'), {
    step: 'strategyDiscussion',
    subjects: identities.map(identity => ({ identity })),
    answers: { heldOn, present: 'Social care, police, health', concerns: 'Bruising' },
    outcome: 'section47',
  })

const refused = (kind: string) => (error: unknown) => error instanceof Refusal && error.kind === kind

before(async () => {
  grace = await worker('Grace', 'Okafor')
  await sql`insert into service (service, name, position) values ('assessment', 'Assessment', 1)`.execute(database.sql)
  await sql`insert into team (team, name, service, started_on, known_from)
            values ('assessment-north', 'North', 'assessment', '2019-01-01', ${startOfRecord})`.execute(database.sql)
})
after(() => database.close())

/** Everyone here works for the county at large, so that these tests are of the ledger and not of access. */
const everyChildOf = dutyWorker

describe('recording', () => {
  it('a referral opens need on the day it was received and makes the assessment due in 45 working days', async () => {
    await moveClock('2020-12-14T09:00:00.000Z')
    const tom = await child('Tom', '2015-03-03')
    const entry = await refer(tom)
    const episodes = await episodesAbout(database.sql, everyChildOf(), tom)
    assert.deepEqual(
      episodes.map(({ kind, startedOn, endedOn, openedBy }) => ({ kind, startedOn, endedOn, openedBy })),
      [{ kind: 'inNeed', startedOn: '2020-09-01', endedOn: null, openedBy: entry }],
    )
    const duties = await dutiesAbout(database.sql, everyChildOf(), tom)
    assert.deepEqual(
      duties.map(({ rule, dueOn }) => ({ rule, dueOn })),
      [{ rule: 'childAndFamilyAssessment', dueOn: '2020-11-03' }],
    )
    const [told] = await entriesAbout(database.sql, everyChildOf(), tom)
    assert.equal(told?.answers.why, referralAnswers('2020-09-01').why)
    const log = await database.sql.selectFrom('access_log').selectAll().where('identity', '=', tom).execute()
    assert.ok(log.some(({ act, entry: of }) => act === 'recorded referral' && of === entry))
  })

  it('one conference about two siblings gives each a plan and its own paragraph', async () => {
    const [amira, bea] = [await child('Amira', '2013-05-01'), await child('Bea', '2016-02-29')]
    for (const identity of [amira, bea]) await refer(identity, '2020-10-01')
    const discussion = await discuss([amira, bea], '2020-10-12')
    const enquiry = await record(ledger, as('dutyWorker'), {
      step: 'section47Enquiry',
      subjects: [{ identity: amira }, { identity: bea }],
      answers: { startedOn: '2020-10-12', completedOn: '2020-10-20', findings: 'Likely significant harm' },
      outcome: 'conference',
      follows: discussion,
    })
    const dueFirst = await dutiesAbout(database.sql, everyChildOf(), amira)
    assert.equal(dueFirst.find(({ rule }) => rule === 'initialConference')?.dueOn, '2020-11-02')
    const conference = await record(ledger, chair(), {
      step: 'initialConference',
      subjects: [
        { identity: amira, paragraph: 'Amira wants to stay with Gran.' },
        { identity: bea, paragraph: 'Bea is too young to say.' },
      ],
      answers: { heldOn: '2020-10-29', present: 'All', decision: 'A plan is needed', category: 'NEG' },
      outcome: 'plan',
      follows: enquiry,
    })
    for (const [identity, words] of [
      [amira, 'Amira wants to stay with Gran.'],
      [bea, 'Bea is too young to say.'],
    ] as const) {
      const entries = await entriesAbout(database.sql, everyChildOf(), identity)
      assert.equal(entries.find(({ entry }) => entry === conference)?.paragraph, words)
      const kinds = (await episodesAbout(database.sql, everyChildOf(), identity)).map(({ kind }) => kind)
      assert.ok(kinds.includes('childProtectionPlan') && kinds.includes('categoryOfAbuse'))
    }
  })

  it('refuses more children in one entry than there is room for, and says what to do', async () => {
    const subjects = Array.from({ length: 201 }, (_, index) => ({ identity: index + 1 }))
    const note = { answers: { happenedOn: '2020-10-02', heading: 'A letter', words: 'To all' }, outcome: 'recorded' }
    await assert.rejects(record(ledger, dutyWorker(), { ...note, step: 'caseNote', subjects }), /200 children at most/)
  })

  it('refuses what it cannot take and writes nothing', async () => {
    const mo = await child('Mo', '2010-06-01')
    const count = async () => (await database.sql.selectFrom('entry').select('id').execute()).length
    const before = await count()
    const attempts: readonly (readonly [string, () => Promise<unknown>])[] = [
      [
        'notAnAnswer',
        () =>
          record(ledger, dutyWorker(), {
            step: 'referral',
            subjects: [{ identity: mo }],
            answers: { ...referralAnswers('2020-09-01'), sneaked: 1 },
            outcome: 'assessment',
          }),
      ],
      [
        'notAnAnswer',
        () =>
          record(ledger, dutyWorker(), {
            step: 'referral',
            subjects: [{ identity: mo }],
            answers: referralAnswers('2020-02-30'),
            outcome: 'assessment',
          }),
      ],
      [
        'notAnAnswer',
        () =>
          record(ledger, dutyWorker(), {
            step: 'referral',
            subjects: [{ identity: mo }],
            answers: referralAnswers('2021-01-04'),
            outcome: 'assessment',
          }),
      ],
      [
        'notAnAnswer',
        () =>
          record(ledger, dutyWorker(), {
            step: 'referral',
            subjects: [{ identity: mo }],
            answers: referralAnswers('2020-09-01'),
            outcome: 'toString',
          }),
      ],
      [
        'notAnAnswer',
        () =>
          record(ledger, dutyWorker(), {
            step: 'referral',
            subjects: [],
            answers: referralAnswers('2020-09-01'),
            outcome: 'assessment',
          }),
      ],
      [
        'notFound',
        () =>
          record(ledger, dutyWorker(), {
            step: 'constructor',
            subjects: [{ identity: mo }],
            answers: {},
            outcome: 'assessment',
          }),
      ],
      [
        'notFound',
        () =>
          record(ledger, dutyWorker(), {
            step: 'referral',
            subjects: [{ identity: 999_999_999 }],
            answers: referralAnswers('2020-09-01'),
            outcome: 'assessment',
          }),
      ],
      [
        'notAllowed',
        () =>
          record(ledger, as('councillor'), {
            step: 'referral',
            subjects: [{ identity: mo }],
            answers: referralAnswers('2020-09-01'),
            outcome: 'assessment',
          }),
      ],
      [
        'notFound',
        () =>
          record(ledger, dutyWorker(), {
            step: 'referral',
            subjects: [{ identity: mo }],
            answers: referralAnswers('2020-09-01'),
            outcome: 'assessment',
            follows: 1,
          }),
      ],
    ]
    for (const [kind, attempt] of attempts) await assert.rejects(attempt(), refused(kind))
    assert.equal(await count(), before)
  })

  it('refuses a second period of need while one is open', async () => {
    const ann = await child('Ann', '2012-01-01')
    await refer(ann)
    await assert.rejects(refer(ann, '2020-10-01'), refused('alreadyOpen'))
  })
})

describe('a correction', () => {
  it('is about whom the entry was about, in whatever order they were named, and every version says so', async () => {
    const [first, second] = [await child('Noor', '2012-01-01'), await child('Zayn', '2014-01-01')]
    const note = {
      answers: { happenedOn: '2020-10-02', heading: 'A call', words: 'Spoke to Gran' },
      outcome: 'recorded',
    }
    const entry = await record(ledger, dutyWorker(), {
      ...note,
      step: 'caseNote',
      subjects: [{ identity: second }, { identity: first }],
    })
    await correct(ledger, dutyWorker(), { ...note, entry, version: 1, reason: 'It was Gran’s sister' })
    const versions = await database.sql.selectFrom('entry').select('subjects').where('lineage', '=', entry).execute()
    assert.deepEqual(
      versions.map(({ subjects }) => subjects),
      [
        [first, second],
        [first, second],
      ],
    )
    assert.deepEqual(await entriesAboutOthers(database), [])
  })

  it('changes what is known from then on, and leaves what was known before as it was', async () => {
    const eve = await child('Eve', '2011-11-11')
    await moveClock('2020-12-14T10:00:00.000Z')
    const entry = await refer(eve, '2020-09-01')
    const knownBefore = '2020-12-14T10:30:00.000Z'
    await moveClock('2020-12-14T11:00:00.000Z')
    await correct(ledger, dutyWorker(), {
      entry,
      version: 1,
      answers: referralAnswers('2020-08-20'),
      outcome: 'assessment',
      reason: 'The e-mail came on 20 August',
    })
    const start = async (asKnown?: string) =>
      (await episodesAbout(database.sql, everyChildOf(), eve, asKnown === undefined ? {} : { asKnown })).map(
        ({ startedOn }) => startedOn,
      )
    assert.deepEqual(await start(), ['2020-08-20'])
    assert.deepEqual(await start(knownBefore), ['2020-09-01'])
    const versions = await versionsOf(database.sql, everyChildOf(), entry)
    assert.deepEqual(
      versions.map(({ version, happenedOn }) => [version, happenedOn]),
      [
        [2, '2020-08-20'],
        [1, '2020-09-01'],
      ],
    )
    await assert.rejects(
      correct(ledger, dutyWorker(), {
        entry,
        version: 1,
        answers: referralAnswers('2020-08-21'),
        outcome: 'assessment',
        reason: 'Late',
      }),
      refused('changedMeanwhile'),
    )
  })

  it('that withdraws an entry takes back what it opened', async () => {
    const kit = await child('Kit', '2014-01-01')
    const entry = await refer(kit)
    await withdraw(ledger, dutyWorker(), { entry, version: 1, reason: 'Recorded on the wrong child' })
    assert.deepEqual(await episodesAbout(database.sql, everyChildOf(), kit), [])
    assert.deepEqual(await dutiesAbout(database.sql, everyChildOf(), kit), [])
    assert.deepEqual(await entriesAbout(database.sql, everyChildOf(), kit), [])
  })
})

describe('the law at a correction', () => {
  const ordered = async (identity: number, legalStatus: string, changedOn: string) =>
    record(ledger, dutyWorker(), {
      step: 'legalStatusChange',
      subjects: [{ identity }],
      answers: { changedOn, legalStatus },
      outcome: 'changed',
    })
  const intoCare = async (identity: number, placementType = 'U6') =>
    record(ledger, dutyWorker(), {
      step: 'becomingLookedAfter',
      subjects: [{ identity }],
      answers: {
        startedOn: '2020-09-01',
        legalStatus: 'C1',
        needCode: 'N1',
        unaccompanied: false,
        placementType,
        provider: 'PR1',
        where: 'Eva Carter',
        outsideCounty: false,
      },
      outcome: 'started',
    })

  it('refuses by it what a new entry would be refused, and leaves the entry as it was', async () => {
    await moveClock('2020-12-14T10:00:00.000Z')
    const nia = await child('Nia', '2003-09-10')
    await intoCare(nia)
    const entry = await ordered(nia, 'D1', '2020-10-01')
    const answers = { changedOn: '2020-10-01', legalStatus: 'C2' }
    const correction = { entry, version: 1, answers, outcome: 'changed', reason: 'Wrong code' }
    await assert.rejects(correct(ledger, dutyWorker(), correction), refused('againstTheLaw'))
    assert.equal((await versionsOf(database.sql, everyChildOf(), entry)).length, 1)
  })

  it('is asked of the child as it stood then, and not of what came later', async () => {
    const rhys = await child('Rhys', '2012-01-01')
    await intoCare(rhys, 'P1')
    const entry = await ordered(rhys, 'C2', '2020-10-01')
    await record(ledger, dutyWorker(), {
      step: 'placementChange',
      subjects: [{ identity: rhys }],
      answers: {
        movedOn: '2020-11-02',
        reasonForChange: 'CHILD',
        placementType: 'U6',
        provider: 'PR1',
        where: 'Zoe Carter',
        outsideCounty: false,
      },
      outcome: 'moved',
    })
    const answers = { changedOn: '2020-10-01', legalStatus: 'V2' }
    const correction = { entry, version: 1, answers, outcome: 'changed', reason: 'Wrong code' }
    await assert.rejects(correct(ledger, dutyWorker(), correction), refused('againstTheLaw'))
  })

  it('lets a slip be mended in an entry that a birth recorded later has made impossible', async () => {
    const unborn = await child('Baby', null)
    const visit = { visitedOn: '2020-10-05', mode: 'faceToFace', notes: 'Met Mum' }
    const entry = await record(ledger, dutyWorker(), {
      step: 'childInNeedVisit',
      subjects: [{ identity: unborn }],
      answers: visit,
      outcome: 'seen',
    })
    await database.sql
      .updateTable('identity_version')
      .set({ born_on: '2020-11-02' })
      .where('identity', '=', unborn)
      .execute()
    const answers = { ...visit, notes: 'Met Mum and Gran' }
    await correct(ledger, dutyWorker(), { entry, version: 1, answers, outcome: 'seen', reason: 'Gran was there' })
    assert.equal((await versionsOf(database.sql, everyChildOf(), entry)).length, 2)
  })

  it('may change what is said of one child alone, and what was said before is read as it was known', async () => {
    const [una, vic] = [await child('Una', '2014-01-01'), await child('Vic', '2016-01-01')]
    const note = { happenedOn: '2020-10-02', heading: 'A call', words: 'The school called.' }
    const entry = await record(ledger, dutyWorker(), {
      step: 'caseNote',
      subjects: [
        { identity: una, paragraph: 'Una laughed.' },
        { identity: vic, paragraph: 'Vic slept.' },
      ],
      answers: note,
      outcome: 'recorded',
    })
    const correctTo = (version: number, paragraphs?: Readonly<Record<string, string>>) =>
      correct(ledger, dutyWorker(), {
        entry,
        version,
        answers: note,
        outcome: 'recorded',
        reason: 'A slip',
        ...(paragraphs === undefined ? {} : { paragraphs }),
      })
    await correctTo(1)
    await correctTo(2, { [una]: 'Una cried.' })
    await correctTo(3, { [una]: 'Una wept.', [vic]: 'Vic was awake.' })
    const versions = await versionsOf(database.sql, everyChildOf(), entry)
    const saidOf = (identity: number) =>
      Promise.all(
        versions.map(async ({ recordedAt }) => {
          const known = await entriesAbout(database.sql, everyChildOf(), identity, { asKnown: recordedAt })
          return known.find(each => each.entry === entry)?.paragraph
        }),
      )
    assert.deepEqual(await saidOf(una), ['Una wept.', 'Una cried.', 'Una laughed.', 'Una laughed.'])
    assert.deepEqual(await saidOf(vic), ['Vic was awake.', null, 'Vic slept.', 'Vic slept.'])
    const [now] = await entriesAbout(database.sql, everyChildOf(), vic)
    assert.equal(now?.paragraph, 'Vic was awake.')
  })

  it('does not bring a withdrawn entry back', async () => {
    const iolo = await child('Iolo', '2014-01-01')
    const entry = await refer(iolo)
    await withdraw(ledger, dutyWorker(), { entry, version: 1, reason: 'Another child' })
    const answers = referralAnswers('2020-09-01')
    const correction = { entry, version: 2, answers, outcome: 'assessment', reason: 'After all' }
    await assert.rejects(correct(ledger, dutyWorker(), correction), refused('notAnAnswer'))
    await assert.rejects(correct(ledger, dutyWorker(), { ...correction, version: 1 }), /was withdrawn and stays so/)
    for (const version of [1, 2])
      await assert.rejects(
        withdraw(ledger, dutyWorker(), { entry, version, reason: 'Again' }),
        /was withdrawn already on 14 December 2020/,
      )
    assert.equal((await versionsOf(database.sql, everyChildOf(), entry)).length, 2)
  })
})

describe('what a correction would do', () => {
  const assessed = (completedOn: string) => ({
    startedOn: '2020-07-20',
    completedOn,
    strengths: 'Gran helps',
    worries: 'Debts',
  })
  const assess = (identity: number, completedOn: string) =>
    record(ledger, as('teamManager'), {
      step: 'childAndFamilyAssessment',
      subjects: [{ identity }],
      answers: assessed(completedOn),
      outcome: 'noFurtherAction',
    })

  it('says what is due again and what never began, before it is done', async () => {
    await moveClock('2020-12-14T11:00:00.000Z')
    const gwen = await child('Gwen', '2014-01-01')
    const referral = await refer(gwen)
    const assessment = await assess(gwen, '2020-10-20')
    const earlier = await foresee(database.sql, ledger.rules, gwen, {
      entry: assessment,
      follows: null,
      step: 'childAndFamilyAssessment',
      outcome: 'noFurtherAction',
      answers: assessed('2020-08-03'),
      happenedOn: '2020-08-03',
      completedOn: '2020-08-03',
    })
    assert.deepEqual(
      earlier.arises.map(({ rule }) => rule),
      ['childAndFamilyAssessment'],
    )
    const without = await foresee(database.sql, ledger.rules, gwen, {
      entry: referral,
      follows: null,
      step: 'referral',
      outcome: 'noFurtherAction',
      answers: referralAnswers('2020-09-01'),
      happenedOn: '2020-09-01',
      completedOn: '2020-09-01',
    })
    assert.deepEqual(
      without.neverOpens.map(({ kind }) => kind),
      ['inNeed'],
    )
  })
})

describe('a child with two linked records', () => {
  const linked = async (given: string) => {
    const [first, second] = [await child(given, '2015-05-05'), await child(given, '2015-05-05')]
    await database.sql.updateTable('person').set({ person: first }).where('identity', '=', second).execute()
    return { first, second }
  }

  it('what is due in one is met by work recorded on the page of the other', async () => {
    const { first, second } = await linked('Tegan')
    await refer(second, '2020-10-01')
    await record(ledger, as('teamManager'), {
      step: 'childAndFamilyAssessment',
      subjects: [{ identity: first }],
      answers: { startedOn: '2020-10-05', completedOn: '2020-10-20', strengths: 'Gran', worries: 'Debts' },
      outcome: 'childInNeedPlan',
    })
    const duties = await dutiesAbout(database.sql, everyChildOf(), second)
    assert.deepEqual(
      duties.map(({ rule }) => rule),
      ['childInNeedPlan'],
    )
  })

  it('is refused a second period while the first is open in the other record', async () => {
    const { first, second } = await linked('Ffion')
    await refer(second, '2020-10-01')
    await assert.rejects(refer(first, '2020-11-02'), refused('alreadyOpen'))
  })
})

describe('several entries at once', () => {
  it('are each asked of the child as the entry before left it', async () => {
    const bryn = await child('Bryn', '2014-01-01')
    const referral = {
      step: 'referral',
      subjects: [{ identity: bryn }],
      answers: referralAnswers('2020-09-01'),
      outcome: 'assessment',
    }
    const closure = {
      step: 'closure',
      subjects: [{ identity: bryn }],
      answers: { closedOn: '2020-09-02', reason: 'RC1' },
      outcome: 'closed',
    }
    const all = (...entries: readonly ToRecord[]) =>
      inTransaction(database, queries => recordAllWithin(queries, ledger, dutyWorker(), entries), {
        isolation: 'read committed',
      })
    await assert.rejects(all(referral, referral), refused('alreadyOpen'))
    assert.deepEqual(await entriesAbout(database.sql, everyChildOf(), bryn), [])
    const again = { ...referral, answers: referralAnswers('2020-09-03') }
    const lineages = await all(referral, closure, again)
    const told = await Promise.all(lineages.map(entry => versionsOf(database.sql, everyChildOf(), entry)))
    const moments = told.map(([first]) => first?.recordedAt ?? '')
    assert.deepEqual(moments, [...new Set(moments)].sort(), 'each at a later moment')
  })
})

describe('the moment of recording', () => {
  it('is later than all that was known of the child, even where another server’s clock was ahead', async () => {
    await moveClock('2020-12-14T12:00:00.000Z')
    const owen = await child('Owen', '2014-01-01')
    await refer(owen)
    await moveClock('2020-12-14T11:00:00.000Z')
    const entry = await discuss([owen], '2020-10-12')
    const [said] = await versionsOf(database.sql, everyChildOf(), entry)
    assert.ok((said?.recordedAt ?? '') > '2020-12-14T12:00:00.000Z')
  })

  it('of a correction is later than that of what it corrects, so that what was first said was known for a while', async () => {
    await moveClock('2020-12-14T12:30:00.000Z')
    const lloyd = await child('Lloyd', '2014-01-01')
    const answers = { happenedOn: '2020-10-02', heading: 'A call', words: 'The school called.' }
    const said = { step: 'caseNote', answers, outcome: 'recorded' }
    const entry = await record(ledger, dutyWorker(), { ...said, subjects: [{ identity: lloyd }] })
    await moveClock('2020-12-14T12:29:58.000Z')
    const change = { entry, answers: { ...answers, heading: 'A visit' }, outcome: 'recorded', reason: 'A slip' }
    await correct(ledger, dutyWorker(), { ...change, version: 1 })
    await withdraw(ledger, dutyWorker(), { entry, version: 2, reason: 'Another child' })
    const { rows } = await sql<{ known: boolean }>`
      select superseded_at > recorded_at as known from entry where lineage = ${entry} order by version`.execute(
      database.sql,
    )
    assert.deepEqual(
      rows.map(({ known }) => known),
      [true, true, true],
    )
  })
})

describe('a draft', () => {
  it('is kept as typed, found again, and completed once', async () => {
    const una = await child('Úna', '2010-01-01')
    const typed = { 'receivedOn-day': '31', 'receivedOn-month': '2', why: '<b>half a sent' }
    const begun = await beginDraft(database.sql, dutyWorker(), {
      step: 'referral',
      subjects: [una],
      typed,
      follows: undefined,
      corrects: undefined,
    })
    assert.deepEqual((await readDraft(database.sql, dutyWorker(), begun.draft))?.typed, typed)
    assert.ok((await draftsOf(database.sql, dutyWorker(), una)).some(({ draft }) => draft === begun.draft))
    const save = { version: begun.version, subjects: [una], typed: { why: 'Mine' }, paragraphs: {} }
    await saveDraft(database.sql, dutyWorker(), begun.draft, save)
    await assert.rejects(saveDraft(database.sql, dutyWorker(), begun.draft, save), refused('changedMeanwhile'))
    const complete = () =>
      record(ledger, dutyWorker(), {
        step: 'referral',
        subjects: [{ identity: una }],
        answers: referralAnswers('2020-09-01'),
        outcome: 'noFurtherAction',
        draft: begun.draft,
      })
    const outcomes = await Promise.allSettled([complete(), complete()])
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
    const lost = outcomes.find(outcome => outcome.status === 'rejected')
    assert.ok(refused('alreadyCompleted')(lost?.reason))
    assert.equal((await draftsOf(database.sql, dutyWorker(), una)).length, 0)
  })
})

describe('two processes', () => {
  it('recording about one child at once both leave their mark, and the duties are right', async () => {
    const { rows } = await sql<{ url: string }>`select current_database() as url`.execute(database.sql)
    const options = database.pool.options
    const url = new URL(options.connectionString ?? '')
    url.pathname = `/${rows[0]?.url ?? ''}`
    const other = openDatabase(url.href, { connections: 4 })
    try {
      const ivy = await child('Ivy', '2010-01-01')
      await refer(ivy, '2020-09-01')
      const notes = Array.from({ length: 20 }, (_, index) =>
        record(index % 2 === 0 ? ledger : { ...ledger, database: other }, as('teamManager'), {
          step: 'managementOversight',
          subjects: [{ identity: ivy }],
          answers: { heldOn: '2020-10-01', event: `Event ${index}`, decision: 'Go on', rationale: 'It helps' },
          outcome: index === 7 ? 'reassess' : 'recorded',
        }),
      )
      await Promise.all(notes)
      assert.equal((await entriesAbout(database.sql, everyChildOf(), ivy)).length, 21)
      const due = await dutiesAbout(database.sql, everyChildOf(), ivy)
      assert.equal(due.filter(({ rule }) => rule === 'childAndFamilyAssessment').length, 2)
    } finally {
      await other.close()
    }
  })
})

describe('rebuilding', () => {
  it('gives what recording had stored, and mends what was broken', async () => {
    const whole = await rebuild(ledger, { repair: false })
    assert.deepEqual(whole.differed, [])
    assert.ok(whole.identities >= 8)
    const { identity } = await database.sql
      .selectFrom('episode')
      .select('identity')
      .orderBy('id')
      .executeTakeFirstOrThrow()
    await database.sql
      .updateTable('episode')
      .set({ started_on: '1999-01-01' })
      .where('identity', '=', identity)
      .execute()
    assert.deepEqual((await rebuild(ledger)).differed, [identity])
    assert.deepEqual((await rebuild(ledger, { repair: false })).differed, [])
  })

  it('finds a row that is missing, one too many, and one that says another thing, and leaves them where only asked', async () => {
    const queries = database.sql
    const stored = await queries.selectFrom('duty').selectAll().orderBy('id').execute()
    const [missing, twice, changed] = stored
    assert.ok(missing !== undefined && twice !== undefined && changed !== undefined)
    const again = { ...twice, id: undefined }
    await queries.deleteFrom('duty').where('id', '=', missing.id).execute()
    await queries.insertInto('duty').values(again).execute()
    await queries.updateTable('duty').set({ due_at: '2001-01-01T00:00:00.000Z' }).where('id', '=', changed.id).execute()
    const differing = [...new Set([missing, twice, changed].map(({ identity }) => identity))].sort((a, b) => a - b)
    assert.deepEqual((await rebuild(ledger, { repair: false })).differed, differing)
    assert.deepEqual((await rebuild(ledger)).differed, differing)
    assert.deepEqual((await rebuild(ledger)).differed, [])
    const said = (rows: readonly object[]) => rows.map(row => JSON.stringify({ ...row, id: undefined })).sort()
    assert.deepEqual(said(await queries.selectFrom('duty').selectAll().execute()), said(stored))
  })
})
