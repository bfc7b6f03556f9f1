import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { england } from '../england.ts'
import type { StepName } from '../england.ts'
import { anyDay, anyForm, spreadDates } from '../testing.ts'
import { workingDays } from '../law.ts'
import { readStep } from '../reading.ts'
import { reconcile, still } from './known.ts'
import type { Known, KnowledgeChange } from './known.ts'
import { reckon } from './reckon.ts'
import { replay } from './replay.ts'
import type { Recording } from './replay.ts'
import type { DutyRow, EpisodeRow, Occurrence, Rules } from './rows.ts'
import { occurrenceOf } from './testing.ts'

const rules: Rules = {
  pathway: england,
  policy: {
    childAndFamilyAssessment: [{ from: '2020-02-01', within: workingDays(35), basis: 'The council’s own' }],
    'childInNeedPlan.visit': [{ from: '2019-01-01', within: workingDays(20), basis: 'The council’s own' }],
  },
}

const names = Object.keys(england.steps) as StepName[]

/** An occurrence with answers that the form would accept, after any earlier entry or none. */
const anyOccurrence = (entry: number): fc.Arbitrary<Occurrence> =>
  fc
    .tuple(
      fc.constantFrom(...names),
      anyDay('2019-06-01', '2020-12-31'),
      fc.nat({ max: 40 }),
      fc.nat({ max: entry - 1 }),
    )
    .chain(([name, day, back, follows]) => {
      const step = rules.pathway.steps[name]
      assert.ok(step)
      return fc.tuple(anyForm(step, day), fc.constantFrom(...Object.keys(step.outcomes))).map(([form, outcome]) => {
        const { answers } = readStep(step, form, outcome, { today: '2020-12-31' })
        return occurrenceOf(entry, name, outcome, spreadDates(answers, step, back), follows === 0 ? null : follows)
      })
    })

const instant = (index: number) =>
  `2020-12-31T10:${String(Math.floor(index / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}.000Z`

type Act = { readonly kind: 'new' | 'correct' | 'withdraw' | 'born'; readonly pick: number; readonly bornOn: string }

const anyAct: fc.Arbitrary<Act> = fc.record({
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constant('new' as const) },
    { weight: 2, arbitrary: fc.constant('correct' as const) },
    { weight: 1, arbitrary: fc.constant('withdraw' as const) },
    { weight: 1, arbitrary: fc.constant('born' as const) },
  ),
  pick: fc.nat(),
  bornOn: anyDay('2002-01-01', '2020-06-01'),
})

/** Recordings in which entries come in and out of order, late, corrected, withdrawn, restored, and births change. */
const anyRecordings = (inOrderOnly: boolean): fc.Arbitrary<readonly Recording[]> =>
  fc.array(anyAct, { minLength: 1, maxLength: 40 }).chain(acts => {
    const arbitraries: fc.Arbitrary<Recording>[] = []
    let entries = 0
    for (const [index, act] of acts.entries()) {
      const at = instant(index)
      if (act.kind === 'born') {
        arbitraries.push(fc.constant({ at, bornOn: act.pick % 5 === 0 ? undefined : act.bornOn }))
        continue
      }
      if (act.kind === 'new' || entries === 0) entries += 1
      const entry = act.kind === 'new' || entries === 1 ? entries : 1 + (act.pick % entries)
      arbitraries.push(
        act.kind === 'withdraw'
          ? fc.constant({ at, withdrawn: entry })
          : anyOccurrence(entry).map(occurrence => ({ at, occurrence })),
      )
    }
    return fc.tuple(...arbitraries).map(recordings =>
      inOrderOnly
        ? recordings
            .filter(recording => 'occurrence' in recording)
            .sort((one, other) => (one.occurrence.happenedOn < other.occurrence.happenedOn ? -1 : 1))
            .map(({ occurrence }, index) => ({ at: instant(index), occurrence: { ...occurrence, entry: index + 1 } }))
        : recordings,
    )
  })

/** What the ledger does: each time reckons anew and writes what has changed. */
const oneByOne = (recordings: readonly Recording[]) => {
  let bornOn: string | undefined
  const occurrences = new Map<number, Occurrence>()
  let episodes: Known<EpisodeRow>[] = []
  let duties: Known<DutyRow>[] = []
  const write = <Row>(rows: readonly Known<Row>[], change: KnowledgeChange<Row>): Known<Row>[] => {
    const settled = new Map(change.settles.map(({ before, ...known }) => [before, known]))
    const ceased = new Map(change.ceases.map(known => [known.row, known]))
    return [
      ...rows.map(known =>
        known.knownTo === still ? (settled.get(known.row) ?? ceased.get(known.row) ?? known) : known,
      ),
      ...change.begins,
    ]
  }
  for (const recording of recordings) {
    if ('bornOn' in recording) bornOn = recording.bornOn
    else if ('withdrawn' in recording) occurrences.delete(recording.withdrawn)
    else occurrences.set(recording.occurrence.entry, recording.occurrence)
    const change = reconcile(
      {
        episodes: episodes.filter(known => known.knownTo === still),
        duties: duties.filter(known => known.knownTo === still),
      },
      reckon(rules, bornOn, [...occurrences.values()]),
      recording.at,
    )
    episodes = write(episodes, change.episodes)
    duties = write(duties, change.duties)
  }
  return { episodes, duties, bornOn, occurrences: [...occurrences.values()] }
}

const sorted = (rows: readonly object[]) => rows.map(row => JSON.stringify(row, replacer)).sort()
/** Objects with their keys in order, so that rows compare by what they say. */
const replacer = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value

const assertSame = (recordings: readonly Recording[]) => {
  const replayed = replay(rules, recordings)
  const stored = oneByOne(recordings)
  assert.deepEqual(sorted(replayed.episodes), sorted(stored.episodes))
  assert.deepEqual(sorted(replayed.duties), sorted(stored.duties))
}

describe('replaying what was recorded', () => {
  it('in any order, late, corrected, withdrawn, or with another birth: gives what recording one by one stored', () => {
    fc.assert(fc.property(anyRecordings(false), assertSame), { numRuns: 300 })
  })

  it('in the order in which it happened: gives the same', () => {
    fc.assert(fc.property(anyRecordings(true), assertSame), { numRuns: 150 })
  })

  it('what is believed in the end is what one reckoning of all that stands gives, and rebuilding again changes nothing', () => {
    fc.assert(
      fc.property(anyRecordings(false), recordings => {
        const { bornOn, occurrences } = oneByOne(recordings)
        const { episodes, duties } = replay(rules, recordings)
        const believed = {
          episodes: episodes.filter(known => known.knownTo === still),
          duties: duties.filter(known => known.knownTo === still),
        }
        const reckoned = reckon(rules, bornOn, occurrences)
        assert.deepEqual(sorted(believed.episodes.map(known => known.row)), sorted(reckoned.episodes))
        assert.deepEqual(sorted(believed.duties.map(known => known.row)), sorted(reckoned.duties))
        const nothing = { begins: [], settles: [], ceases: [] }
        const again = reconcile(believed, reckoned, '2021-01-01T00:00:00.000Z')
        assert.deepEqual(again, { episodes: nothing, duties: nothing })
      }),
      { numRuns: 150 },
    )
  })

  it('no period ends before it starts, none of a kind overlaps another, and what lies inside ends in time', () => {
    fc.assert(
      fc.property(anyRecordings(false), recordings => {
        const { bornOn, occurrences } = oneByOne(recordings)
        const { episodes, duties } = reckon(rules, bornOn, occurrences)
        const ends = (row: EpisodeRow) => row.endedOn ?? '9999-12-31'
        for (const [index, row] of episodes.entries()) {
          assert.ok(row.startedOn <= ends(row), `${row.kind} starts ${row.startedOn} and ends ${ends(row)}`)
          for (const other of episodes.slice(index + 1))
            if (other.kind === row.kind)
              assert.ok(ends(row) <= other.startedOn || ends(other) <= row.startedOn, row.kind)
        }
        for (const row of duties) {
          assert.ok(row.metOn === null || row.lapsedOn === null)
          assert.ok(row.metOn === null || row.anchoredOn <= row.metOn)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('a review that is held and asks for more visits at once: both are known from then on', () => {
    const asking = (entry: number, step: StepName, outcome: string, day: string, every: number) =>
      occurrenceOf(entry, step, outcome, { agreedOn: day, heldOn: day, visitEvery: every })
    assertSame([
      { at: instant(1), occurrence: asking(1, 'childInNeedPlan', 'agreed', '2020-11-23', 10) },
      { at: instant(2), occurrence: asking(2, 'childInNeedReview', 'continues', '2020-12-14', 5) },
    ])
  })

  it('what was known before a correction stays known as it was', () => {
    const referral = (on: string) =>
      occurrenceOf(1, 'referral', 'assessment', { receivedOn: on, decidedOn: on, source: 'police', why: '' })
    const { episodes } = replay(rules, [
      { at: instant(1), occurrence: referral('2020-01-02') },
      { at: instant(2), occurrence: referral('2020-01-06') },
    ])
    assert.deepEqual(
      episodes.map(({ row, knownFrom, knownTo }) => [row.startedOn, knownFrom, knownTo]),
      [
        ['2020-01-02', instant(1), instant(2)],
        ['2020-01-06', instant(2), still],
      ],
    )
  })

  it('an end that comes to be known later is a settled row and not another', () => {
    const { episodes } = replay(rules, [
      {
        at: instant(1),
        occurrence: occurrenceOf(1, 'referral', 'assessment', { receivedOn: '2020-01-02', decidedOn: '2020-01-02' }),
      },
      { at: instant(2), occurrence: occurrenceOf(2, 'closure', 'closed', { closedOn: '2020-03-02' }) },
    ])
    assert.deepEqual(
      episodes.map(({ row, settledKnownFrom, knownTo }) => [row.endedOn, settledKnownFrom, knownTo]),
      [['2020-03-02', instant(2), still]],
    )
  })
})
