import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays } from '../calendar/index.ts'
import { england } from './england.ts'
import type { Episode } from './episode.ts'
import { faultsOf } from './pathway.ts'
import type { Pathway } from './pathway.ts'
import { readStep } from './reading.ts'
import { anyForm } from './testing.ts'
import type { AnyStep, Outcome, Situation } from './step.ts'

const { steps, episodes }: Pathway = england
const today = '2020-12-14'
const outcomes = Object.entries(steps).flatMap(([step, declared]) =>
  Object.entries(declared.outcomes).map(([name, outcome]): { step: string; name: string; outcome: Outcome } => ({
    step,
    name,
    outcome,
  })),
)
/** Names of questions that mean another thing than in the steps beside them: the place of a visit is not the home. */
const ownMeaning = new Set(['lookedAfterVisit.where'])
const rhythms = Object.entries(episodes).flatMap(([kind, { rhythms: of }]) =>
  Object.entries(of ?? {}).map(([name, rhythm]) => ({ rule: `${kind}.${name}`, rhythm })),
)
/** Steps that begin a chain: somebody comes to the door, something happens, or a manager decides. */
const startsOfChains = [
  'contact',
  'becomingLookedAfter',
  'missing',
  'eligibility',
  'allocation',
  'managementOversight',
  'caseNote',
]

describe('the pathway of England', () => {
  it('holds together', () => assert.deepEqual(faultsOf(england), []))

  it('every step says what it is, by which law, and who may record it', () => {
    for (const [name, { title, about, basis, may, fields, completedOn, happenedOn }] of Object.entries(steps)) {
      for (const words of [title, about, basis]) assert.ok(words.trim().length > 2, name)
      assert.ok(may.record.length > 0, name)
      for (const date of [completedOn, happenedOn ?? completedOn])
        assert.ok(['date', 'moment'].includes(fields[date]?.kind ?? ''), `${name}.${date}`)
      // Else work could be known as done before it is done: measures would not look for it.
      for (const date of [completedOn, happenedOn ?? completedOn])
        assert.notEqual(fields[date]?.mayBeInFuture, true, `${name}.${date}`)
    }
    for (const [kind, { title, about, basis }] of Object.entries(episodes))
      for (const words of [title, about, basis]) assert.ok(words.trim().length > 2, kind)
  })

  it('every dated rule names its law, and its versions neither overlap nor leave a gap', () => {
    const rules: (readonly [string, readonly { from: string; until?: string; basis: string }[]])[] = [
      ...Object.entries(steps).map(([name, { due }]) => [name, due ?? []] as const),
      ...rhythms.map(({ rule, rhythm }) => [rule, rhythm.gaps] as const),
    ]
    for (const [rule, versions] of rules)
      for (const [index, version] of versions.entries()) {
        assert.ok(version.basis.length > 5, rule)
        const before = versions[index - 1]
        if (before !== undefined)
          assert.equal(nextDay(before.until ?? ''), version.from, `${rule} from ${version.from}`)
        if (index < versions.length - 1) assert.ok(version.until !== undefined && version.from <= version.until, rule)
        else assert.equal(version.until, undefined, rule)
      }
  })

  it('what is common practice says so, and what says so is marked', () => {
    const spans = [
      ...Object.entries(steps).flatMap(([name, { due }]) =>
        (due ?? []).map(({ basis, within }) => ({ rule: name, basis, spans: [within] })),
      ),
      ...rhythms.flatMap(({ rule, rhythm }) =>
        rhythm.gaps.map(({ basis, spans: of }) => ({ rule, basis, spans: typeof of === 'function' ? [] : of })),
      ),
    ]
    for (const { rule, basis, spans: of } of spans)
      if (of.length > 0 && rule !== 'childProtectionPlan.coreGroup')
        assert.equal(
          basis.startsWith('Local practice'),
          of.every(span => span.local === true),
          rule,
        )
  })

  it('every step is reached: by an outcome, by a rhythm, or offered while an episode lasts', () => {
    const reached = new Set([
      ...startsOfChains,
      ...outcomes.flatMap(({ outcome }) => outcome.next ?? []),
      ...rhythms.map(({ rhythm }) => rhythm.step),
      ...Object.entries(steps).flatMap(([name, { likelyIn }]) => (likelyIn === undefined ? [] : [name])),
    ])
    assert.deepEqual(
      Object.keys(steps).filter(name => !reached.has(name)),
      [],
    )
  })

  it('every episode is opened by an outcome and can be closed by one, or ends with what it lies inside', () => {
    const opens = new Set(outcomes.flatMap(({ outcome }) => [...(outcome.opens ?? []), ...(outcome.changes ?? [])]))
    const closes = new Set(outcomes.flatMap(({ outcome }) => outcome.closes ?? []))
    const ends = (kind: string, { inside }: Episode) => closes.has(kind) || (inside !== undefined && closes.has(inside))
    for (const [kind, declared] of Object.entries(episodes)) {
      assert.ok(opens.has(kind), `${kind} is never opened`)
      assert.ok(ends(kind, declared), `${kind} never ends`)
    }
  })

  it('expected work can be met: each clock starts at a step that can lead to it', () => {
    const before = (name: string, seen = new Set<string>()): Set<string> => {
      for (const { step, outcome } of outcomes)
        if (outcome.next?.includes(name) === true && !seen.has(step)) before(step, seen.add(step))
      return seen
    }
    for (const [name, { due }] of Object.entries(steps)) {
      const leading = before(name)
      for (const reference of (due ?? []).flatMap(rule => rule.of))
        assert.ok(leading.has(reference.slice(0, reference.indexOf('.'))), `${name} from ${reference}`)
    }
  })

  it('every outcome can be recorded with some valid answers, and its sentence is told whatever they are', () => {
    for (const { step, name } of outcomes) {
      const declared: AnyStep | undefined = steps[step]
      assert.ok(declared)
      let recorded = 0
      fc.assert(
        fc.property(anyForm(declared, today), form => {
          const { answers, problems } = readStep(declared, form, name, { today })
          if (Object.keys(problems).length > 0) return
          recorded += 1
          const told = declared.tells(answers, name)
          assert.ok(told.length > 8, `${step}.${name}: ${told}`)
          assert.doesNotMatch(told, /undefined|null|\[object/, `${step}.${name}`)
          assert.match(told, /^\p{Lu}/u, `${step}.${name}: ${told}`)
          const stored = JSON.parse(JSON.stringify(answers)) as typeof answers
          assert.equal(declared.tells(stored, name), told)
        }),
        { numRuns: 40 },
      )
      assert.ok(recorded > 0, `${step}.${name} cannot be recorded`)
    }
  })

  it('no question is asked in two steps of a family in different words, and none twice in one step', () => {
    const asked = new Map<string, string>()
    for (const [name, { family, fields, completedOn, happenedOn }] of Object.entries(steps)) {
      const asks = Object.values(fields).map(field => field.ask)
      assert.equal(new Set(asks).size, asks.length, name)
      for (const [key, field] of Object.entries(fields)) {
        if ([completedOn, happenedOn].includes(key) || ownMeaning.has(`${name}.${key}`)) continue
        const words = `${field.kind}: ${field.ask}`
        assert.equal(asked.get(`${family} ${key}`) ?? words, words, `${name}.${key}`)
        asked.set(`${family} ${key}`, words)
      }
    }
  })

  it('every code list has labels, no two the same', () => {
    for (const [name, { fields }] of Object.entries(steps))
      for (const [key, { codes }] of Object.entries(fields)) {
        const labels = Object.values(codes ?? {})
        assert.equal(new Set(labels).size, labels.length, `${name}.${key}`)
        assert.ok(
          labels.every(label => label.trim() !== ''),
          `${name}.${key}`,
        )
      }
  })

  it('guards name their law and let through what has none of it', () => {
    for (const [name, { guards }] of Object.entries(steps))
      for (const guard of guards ?? []) {
        assert.match(guard.law, /Act|Regulations/, name)
        const situation = { answers: {}, outcome: '', happenedOn: today, bornOn: undefined, openEpisodes: [] }
        assert.equal(guard.refuses(situation), undefined, name)
      }
  })
})

describe('what the law forbids', () => {
  const refusal = (
    name: keyof typeof england.steps,
    answers: object,
    bornOn: string,
    outcome = '',
    openEpisodes: Situation['openEpisodes'] = [],
  ) => {
    const declared: AnyStep | undefined = steps[name]
    return (declared?.guards ?? []).flatMap(
      guard => guard.refuses({ answers: { ...answers }, outcome, happenedOn: today, bornOn, openEpisodes }) ?? [],
    )
  }

  it('nobody becomes looked after at 18 or over; one day younger is a child', () => {
    assert.equal(refusal('becomingLookedAfter', {}, '2002-12-14').length, 1)
    assert.equal(refusal('becomingLookedAfter', {}, '2002-12-15').length, 0)
    assert.equal(refusal('section47Enquiry', {}, '2002-12-14').length, 1)
  })

  it('an enquiry that began before the birthday ends after it', () => {
    assert.deepEqual(refusal('section47Enquiry', { startedOn: '2020-12-13', completedOn: today }, '2002-12-14'), [])
    const begunAt18 = refusal('section47Enquiry', { startedOn: today, completedOn: today }, '2002-12-14')
    assert.match(begunAt18.join(), /the person was 18/)
  })

  it('no care order is made from 17 on, and other statuses are', () => {
    assert.match(refusal('legalStatusChange', { legalStatus: 'C2' }, '2003-12-14')[0] ?? '', /17 or over/)
    assert.equal(refusal('legalStatusChange', { legalStatus: 'C2' }, '2003-12-15').length, 0)
    assert.equal(refusal('legalStatusChange', { legalStatus: 'V2' }, '2003-12-14').length, 0)
  })

  it('a child living with a parent is not accommodated under section 20', () => {
    assert.equal(refusal('becomingLookedAfter', { legalStatus: 'V2', placementType: 'P1' }, '2012-01-01').length, 1)
    assert.equal(refusal('becomingLookedAfter', { legalStatus: 'C1', placementType: 'P1' }, '2012-01-01').length, 0)
  })

  it('only a temporary approval is extended', () => {
    const of = (outcome: string, visitingRule?: string) =>
      refusal('placementChange', { placementType: 'U3' }, '2012-01-01', outcome, [
        { kind: 'placement', detail: { placementType: 'U3', visitingRule } },
      ])
    assert.deepEqual(of('extended', 'temporaryApproval'), [])
    assert.match(of('extended').join(), /Only the temporary approval/)
    assert.match(of('extended', 'outsideTerms').join(), /Only the temporary approval/)
    assert.deepEqual(of('moved'), [])
  })

  it('whether we are in touch is one thing by the outcome and by the answer', () => {
    const of = (inTouch: string, outcome: string) => refusal('keepingInTouch', { inTouch }, '2001-05-05', outcome)
    assert.deepEqual([...of('YES', 'inTouch'), ...of('NO', 'notInTouch'), ...of('REFU', 'notInTouch')], [])
    assert.match(of('NO', 'inTouch').join(), /Choose the outcome “Not in touch”/)
    assert.match(of('YES', 'notInTouch').join(), /Choose the outcome “In touch”/)
  })

  it('where the child lives is asked of a move, and not of the extension of an approval', () => {
    const problemsOf = (outcome: string) =>
      Object.keys(readStep(england.steps.placementChange, { movedOn: today }, outcome, { today }).problems).sort()
    assert.deepEqual(problemsOf('extended'), [])
    assert.deepEqual(problemsOf('moved'), ['outsideCounty', 'placementType', 'provider', 'reasonForChange', 'where'])
  })

  it('leaving care categories have their ages', () => {
    const of = (category: string, bornOn: string) => refusal('eligibility', { category }, bornOn, 'entitled').length
    assert.equal(of('eligible', '2004-12-15'), 1)
    assert.equal(of('eligible', '2004-12-14'), 0)
    assert.equal(of('eligible', '2002-12-14'), 1)
    assert.equal(of('formerRelevant', '2002-12-15'), 1)
    assert.equal(of('formerRelevant', '2002-12-14'), 0)
    assert.equal(refusal('eligibility', { category: 'eligible' }, '2010-01-01', 'notEntitled').length, 0)
  })

  it('whoever was qualifying becomes entitled by the outcome that asks for a plan, and whoever is entitled does not again', () => {
    const of = (category: string, outcome: string, stands?: string) =>
      refusal(
        'eligibility',
        { category },
        '2001-05-05',
        outcome,
        stands === undefined ? [] : [{ kind: 'careLeaver', detail: { category: stands } }],
      )
    assert.deepEqual(of('formerRelevant', 'entitled'), [])
    assert.deepEqual(of('formerRelevant', 'entitled', 'qualifying'), [])
    assert.match(of('formerRelevant', 'categoryChanged', 'qualifying').join(), /Choose the outcome “Entitled”/)
    assert.deepEqual(of('formerRelevant', 'categoryChanged', 'relevant'), [])
    assert.match(of('formerRelevant', 'entitled', 'relevant').join(), /entitled already/)
    assert.match(of('qualifying', 'categoryChanged', 'relevant').join(), /“Qualifying: advice and help”/)
    assert.deepEqual(of('qualifying', 'qualifying', 'relevant'), [])
  })
})

const nextDay = (day: string) => (day === '' ? '' : addDays(day, 1))
