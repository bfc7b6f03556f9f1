import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { monthOf } from '../../../calendar/index.ts'
import type { CivilDate, Period } from '../../../calendar/index.ts'
import { birthdaysOf } from '../../../journey/leaving-care/index.ts'
import { count } from '../counting/count.ts'
import { on } from '../figures/figure.ts'
import type { Measure } from '../measure.ts'
import { smallRecord, standingByRows, today } from '../testing.ts'
import type { SmallRecord } from '../testing.ts'
import * as clocks from './clocks.ts'
import { contactsDecidedInTime } from './front-door.ts'
import { inTime } from './in-time.ts'
import * as leaving from './leaving-care.ts'
import { childrenMissing, missingEpisodes } from './missing.ts'
import * as plans from './plans.ts'
import { longTermStability } from './stability.ts'

let record: SmallRecord
before(async () => {
  record = await smallRecord()
})
afterEach(() => record.empty())
after(() => record.close())

const tally = async (measure: Measure, when: Period): Promise<readonly [number, number]> => {
  const [counted] = await count(record.database.sql, measure, [when], today)
  return [counted?.counted ?? 0, counted?.rows ?? 0]
}
const november = monthOf('2020-11-30')

describe('a clock', () => {
  it('is counted by what was due in the period and done by its day, what was no longer needed left out', async () => {
    const one = await record.child()
    const due = (day: CivilDate, more: { met?: CivilDate; lapsed?: CivilDate }) =>
      record.duty('lookedAfter.review', one, '2020-05-01', { due: day, ...more })
    await due('2020-10-31', { met: '2020-10-31' })
    await due('2020-11-01', { met: '2020-11-01' })
    await due('2020-11-10', { met: '2020-11-11' })
    await due('2020-11-12', { lapsed: '2020-11-12' })
    await due('2020-11-20', { lapsed: '2020-11-21' })
    await due('2020-11-30', {})
    await due('2020-12-01', { met: '2020-11-20' })
    assert.deepEqual(await tally(clocks.lookedAfterReviewsInTime, november), [1, 4])
  })
  it('that asks again and again tells its first time from later ones', async () => {
    const { sql } = record.database
    for (const [nth, met] of [
      [0, '2020-11-10'],
      [1, '2020-11-12'],
      [2, '2020-11-10'],
    ] as const) {
      const one = await record.child()
      await record.duty('lookedAfter.healthAssessment', one, '2020-05-01', { due: '2020-11-11', met })
      await sql.updateTable('duty').set({ nth }).where('identity', '=', one).execute()
    }
    assert.deepEqual(await tally(clocks.firstHealthAssessmentsInTime, november), [1, 1])
    assert.deepEqual(await tally(clocks.laterHealthAssessmentsInTime, november), [1, 2])
  })
  it('is defined in the words and by the law of its declaration', () => {
    const { definition, source } = clocks.lookedAfterReviewsInTime
    assert.match(definition, /first within 20 working days, then 3 months, then every 6 months; or sooner/)
    assert.match(source, /^Care Planning Regulations 2010, regulations 32 to 36;/)
    assert.match(definition, /waits for adoption, or is placed for it, have clocks of their own and are not among them/)
    assert.match(clocks.returnInterviewsInTime.definition, /within 72 hours of the return from missing/)
    assert.throws(
      () => inTime({ id: 'x', group: 'missing', title: 'x', thing: 'plan', rule: 'nothing', work: 'x', done: 'x' }),
      /nothing is no clock/,
    )
  })
})

describe('the definition of a clock', () => {
  const { contactWithCareLeaversInTime, coreGroupsInTime, lookedAfterReviewsInTime } = clocks
  it('says that the council’s own timescale takes the place of common practice, and of the law where it is sooner', () => {
    assert.match(lookedAfterReviewsInTime.definition, /; or sooner where the council’s own timescale says\. What/)
    assert.match(contactWithCareLeaversInTime.definition, /; or when the council’s own timescale says\. What/)
    assert.match(clocks.enquiriesOfPartnersInTime.definition, /; or when the council’s own timescale says\. What/)
    assert.match(coreGroupsInTime.definition, /says, which for what is common practice may also be later\. What/)
  })
  it('says what counts', () =>
    assert.match(contactWithCareLeaversInTime.definition, /An attempt without contact does not count\./))
})

describe('contacts', () => {
  it('are decided in time by the end of the next working day', async () => {
    const decide = async (received: CivilDate, completed: CivilDate) =>
      record.entry('contact', await record.child(), received, { completed, outcome: 'earlyHelp' })
    await decide('2020-11-06', '2020-11-06') // a Friday
    await decide('2020-11-06', '2020-11-09')
    await decide('2020-11-06', '2020-11-10')
    await decide('2020-11-07', '2020-11-09')
    await decide('2020-11-07', '2020-11-10')
    assert.deepEqual(await tally(contactsDecidedInTime, november), [3, 5])
  })
})

describe('children who go missing', () => {
  it('are counted once in a period, and each of their times', async () => {
    const [one, other] = [await record.child(), await record.child()]
    await record.episode('missing', one, '2020-11-01', '2020-11-02', { detail: { kind: 'M' } })
    await record.episode('missing', one, '2020-11-20', null, { detail: { kind: 'A' } })
    await record.episode('missing', other, '2020-10-31', '2020-11-03', { detail: { kind: 'M' } })
    assert.equal((await tally(missingEpisodes, november))[1], 2)
    assert.equal((await tally(childrenMissing, november))[1], 1)
  })
})

describe('child protection plans', () => {
  it('of 2 years or more count from the day on which they have lasted so long', async () => {
    const one = await record.child()
    await record.episode('childProtectionPlan', one, '2018-11-10', '2020-12-01')
    await record.episode('childProtectionPlan', await record.child(), '2018-11-11', '2020-11-10')
    assert.deepEqual(await tally(plans.plansOf2Years, on('2020-11-09')), [0, 2])
    assert.deepEqual(await tally(plans.plansOf2Years, on('2020-11-10')), [1, 1])
    assert.deepEqual(await tally(plans.plansEndedAfter2Years, { from: '2020-11-01', to: '2020-12-31' }), [1, 2])
  })
  it('are reviewed in time while every review of theirs that was due has been, from their third month on', async () => {
    const plan = async (started: CivilDate) => {
      const one = await record.child()
      await record.episode('childProtectionPlan', one, started)
      return one
    }
    const review = (one: number, due: CivilDate, met?: CivilDate) =>
      record.duty('childProtectionPlan.review', one, '2020-01-01', { due, ...(met === undefined ? {} : { met }) })
    const [good, late, waiting] = [await plan('2020-01-10'), await plan('2020-01-10'), await plan('2020-06-10')]
    await plan('2020-11-01')
    await review(good, '2020-04-10', '2020-04-10')
    await review(late, '2020-04-10', '2020-04-20')
    await review(late, '2020-10-20', '2020-10-20')
    await review(waiting, '2020-09-10')
    const days = ['2020-04-09', '2020-04-10', '2020-04-11', '2020-09-09', '2020-09-10', '2020-09-11', '2020-11-30']
    const standing = await standingByRows(record.database, plans.plansReviewedInTime, days, today)
    assert.deepEqual(standing, [
      [0, 0],
      [2, 2],
      [1, 2],
      [1, 2],
      [2, 3],
      [1, 3],
      [1, 3],
    ])
    for (const [place, day] of days.entries())
      assert.deepEqual(await tally(plans.plansReviewedInTime, on(day)), standing[place])
  })
})

describe('children long in care', () => {
  const placed = async (...moves: readonly (readonly [CivilDate, Readonly<Record<string, string>>])[]) => {
    const one = await record.child('2010-06-15')
    await record.episode('lookedAfter', one, moves[0]?.[0] ?? '')
    for (const [place, [day, answers]] of moves.entries())
      await record.episode('placement', one, day, moves[place + 1]?.[0] ?? null, {
        openedBy: await record.entry('placementChange', one, day, { answers }),
        detail: { placementType: answers['placementType'] ?? 'U4' },
      })
  }
  it('are in the same placement through a temporary move, a change of status and adoption by the same carer', async () => {
    const ash = { where: 'Ash' }
    await placed(['2016-01-01', ash])
    await placed(['2016-01-01', ash], ['2019-03-01', { where: 'Oak' }])
    await placed(['2016-01-01', ash], ['2019-03-01', { placementType: 'T1', where: 'Ward' }], ['2019-03-20', ash])
    await placed(['2016-01-01', ash], ['2019-03-01', { ...ash, reasonForChange: 'PLACE' }])
    await placed(['2016-01-01', ash], ['2019-03-01', { where: 'Ash', placementType: 'A5' }])
    await placed(['2018-10-01', ash])
    assert.deepEqual(await tally(longTermStability, on('2020-11-30')), [4, 5])
    assert.deepEqual(await tally(longTermStability, on('2021-02-28')), [4, 5])
    assert.deepEqual(await tally(longTermStability, on('2021-03-01')), [5, 5])
    assert.deepEqual(await tally(longTermStability, on('2021-04-01')), [6, 6])
    assert.deepEqual(await tally(longTermStability, on('2026-06-15')), [0, 0])
  })
  it('goes on over a temporary move, whatever days are asked for together', async () => {
    const ash = { where: 'Ash' }
    await placed(
      ['2016-01-01', ash],
      ['2019-03-01', { where: 'The hospital', placementType: 'T1' }],
      ['2019-03-20', ash],
    )
    const alone = on('2021-03-10')
    const [, together] = await count(record.database.sql, longTermStability, [on('2020-11-30'), alone], today)
    assert.deepEqual([together?.counted, together?.rows], [1, 1])
    assert.deepEqual(await tally(longTermStability, alone), [1, 1])
  })
})

describe('care leavers around a birthday', () => {
  const born = '2001-11-20'
  const said = async (given: readonly (readonly [CivilDate, Readonly<Record<string, unknown>>])[]) => {
    const one = await record.child(born)
    await record.episode('careLeaver', one, '2018-01-01', null, { detail: { category: 'formerRelevant' } })
    const contacts = []
    for (const [day, more] of given) {
      const answers = { inTouch: 'YES', accommodation: 'U', suitable: true, activity: 'F5', ...more }
      const outcome = answers.inTouch === 'YES' ? 'inTouch' : 'notInTouch'
      contacts.push({
        entry: await record.entry('keepingInTouch', one, day, { answers, outcome }),
        on: day,
        ...answers,
      })
    }
    return birthdaysOf(born, [{ startedOn: '2017-01-01', endedOn: '2018-01-01' }], contacts, '2021-12-31').find(
      ({ age }) => age === 19,
    )?.answer
  }
  it('are in touch as the answer says, whatever the outcome of an old record says', async () => {
    const contactOf = async (inTouch: string, outcome: string) => {
      const one = await record.child(born)
      await record.episode('careLeaver', one, '2018-01-01', null, { detail: { category: 'formerRelevant' } })
      await record.entry('keepingInTouch', one, '2020-11-18', { answers: { inTouch }, outcome })
    }
    await contactOf('NO', 'inTouch')
    await contactOf('YES', 'inTouch')
    assert.deepEqual(await tally(leaving.careLeaversInTouch, november), [1, 2])
  })
  it('are counted by the contact nearest to it, as the questions of the return are answered', async () => {
    const answers = [
      await said([
        ['2020-11-10', {}],
        ['2020-12-10', { suitable: false }],
      ]),
      await said([
        ['2020-08-20', { activity: 'G5' }],
        ['2020-08-19', {}],
      ]),
      await said([
        ['2020-12-20', { accommodation: 'R' }],
        ['2020-12-21', {}],
      ]),
      await said([['2020-12-21', {}]]),
      await said([
        ['2020-11-18', { inTouch: 'NO' }],
        ['2020-10-01', { suitable: false }],
      ]),
      await said([
        ['2020-11-19', { suitable: false }],
        ['2020-11-21', { activity: 'G4' }],
      ]),
    ].map(answer => (answer?.inTouch === 'YES' ? answer : undefined))
    const few = (holds: (answer: NonNullable<(typeof answers)[number]>) => boolean) =>
      answers.filter(answer => answer !== undefined && holds(answer)).length
    assert.deepEqual(
      [
        few(() => true),
        few(each => each.suitable === true && each.accommodation !== 'R'),
        few(each => !String(each.activity).startsWith('G')),
      ],
      [5, 3, 3],
    )
    assert.deepEqual(await tally(leaving.careLeaversInTouch, november), [5, 6])
    assert.deepEqual(await tally(leaving.careLeaversInSuitableHomes, november), [3, 6])
    assert.deepEqual(await tally(leaving.careLeaversInWork, november), [3, 6])
    assert.deepEqual(await tally(leaving.careLeaversInTouch, monthOf('2020-12-31')), [0, 0])
  })
  it('are those who are owed support, more than advice and help alone', async () => {
    const one = await record.child(born)
    await record.episode('careLeaver', one, '2020-11-20', null, { detail: { category: 'qualifying' } })
    await record.episode('careLeaver', await record.child(born), '2018-01-01', '2020-11-20')
    await record.episode('careLeaver', await record.child('2002-11-20'), '2018-01-01')
    assert.deepEqual(await tally(leaving.careLeaversInTouch, november), [0, 0])
    assert.deepEqual(await tally(leaving.pathwayPlansInPlace, on('2020-11-30')), [0, 1])
  })
})
