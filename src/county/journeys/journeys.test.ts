import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dateOf, dayNumber, isWorkingDayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import { ControlCannotBeMet, defaultControls, scaleControls } from '../controls/index.ts'
import { beginsOn, hashOf, simulate, standingOn } from './index.ts'
import type { JourneyEvent, SimulatedChild, SimulatedJourneys } from './index.ts'
import { adultOn, recount } from './testing/recount.ts'

const small = scaleControls(defaultControls, 0.05)
const wrong = (journeys: SimulatedJourneys) => recount(journeys).filter(({ stated, counted }) => stated !== counted)

/** The days of an event that must be working days. */
const workingDaysOf = (event: JourneyEvent): readonly (DayNumber | null)[] => {
  switch (event.kind) {
    case 'contact':
      return [event.decidedOn, event.mapTeam?.decidedOn ?? null]
    case 'referral':
      return [event.receivedOn, event.decidedOn]
    case 'assessment':
      return [event.startedOn, event.completedOn]
    case 'enquiry':
      return [event.strategyDiscussionOn, event.startedOn, event.endedOn]
    case 'conference':
      return [event.heldOn]
    case 'inNeed':
    case 'care':
    case 'protectionPlan':
      return [event.startedOn, event.endReason === 'turned18' ? null : event.endedOn]
    case 'earlyHelp':
    case 'childInNeedPlan':
    case 'careLeaver':
      return []
  }
}

const lastingKinds = [
  'inNeed',
  'assessment',
  'childInNeedPlan',
  'protectionPlan',
  'care',
  'earlyHelp',
  'careLeaver',
] as const

const spanOf = (event: JourneyEvent): { readonly from: DayNumber; readonly to: DayNumber | null } => ({
  from: beginsOn(event),
  to:
    event.kind === 'assessment'
      ? event.completedOn
      : event.kind === 'contact' || event.kind === 'referral'
        ? event.decidedOn
        : event.kind === 'conference'
          ? event.heldOn
          : event.endedOn,
})

/** Everything in a child's journey that does not hang together. */
const brokenIn = (child: SimulatedChild, lastDay: DayNumber): readonly string[] => {
  const broken: string[] = []
  const adult = adultOn(child)
  const named = (kind: JourneyEvent['kind'], id: number | null) =>
    child.events.find(event => event.kind === kind && event.id === id)
  const say = (event: JourneyEvent, what: string) =>
    broken.push(`child ${child.id}: ${event.kind} of ${dateOf(beginsOn(event))} ${what}`)

  for (const kind of lastingKinds) {
    const spans = child.events.filter(event => event.kind === kind).map(spanOf)
    for (const [index, span] of spans.entries()) {
      const next = spans[index + 1]
      if (next !== undefined && (span.to === null || next.from < span.to))
        broken.push(`child ${child.id}: two of ${kind} at once`)
    }
  }
  for (const event of child.events) {
    const { from, to } = spanOf(event)
    if (from > lastDay || (to ?? 0) > lastDay) say(event, 'lies after the last day')
    if (to !== null && to < from) say(event, 'ends before it begins')
    if (event.kind !== 'careLeaver' && (from >= adult || (to ?? lastDay) > adult))
      say(event, 'goes on after the 18th birthday')
    if (workingDaysOf(event).some(day => day !== null && !isWorkingDayNumber(day)))
      say(event, 'falls on a day nobody worked')
    if ('need' in event && event.kind !== 'childInNeedPlan') {
      const need = named('inNeed', event.need)
      if (need === undefined || spanOf(need).from > from || (spanOf(need).to ?? lastDay) < (to ?? lastDay))
        say(event, 'lies outside its episode of need')
    }
    if (event.kind === 'inNeed' && named('referral', event.referral) === undefined) say(event, 'has no referral')
    if (event.kind === 'referral' && !event.outline) {
      const contact = named('contact', event.contact)
      const leadsOn = contact?.kind === 'contact' ? (contact.mapTeam?.decidedOn ?? contact.decidedOn) : null
      if (leadsOn !== event.receivedOn) say(event, 'has no contact before it')
    }
    if (event.kind === 'conference') {
      const enquiry = named('enquiry', event.enquiry)
      if (enquiry === undefined || (spanOf(enquiry).to ?? lastDay) >= event.heldOn) say(event, 'follows no enquiry')
    }
    if (event.kind === 'protectionPlan' && event.conference !== null) {
      const conference = named('conference', event.conference)
      if (conference?.kind !== 'conference' || conference.outcome !== 'plan' || conference.heldOn !== event.startedOn)
        say(event, 'follows no conference')
    }
    if (event.kind === 'protectionPlan' && event.conference === null && !event.outline) say(event, 'has no conference')
    if (event.kind === 'care' && (event.startedOn < child.bornOn || event.isUasc !== child.isUasc))
      say(event, 'cannot be')
    if (event.kind === 'careLeaver') {
      const care = child.events.find(other => other.kind === 'care' && other.endedOn === event.startedOn)
      if (event.startedOn !== adult || care === undefined || adult - beginsOn(care) < 91)
        say(event, 'follows no 13 weeks in care')
    }
  }
  return broken
}

for (const seed of [1, 2, 3, 4, 5, 6])
  describe(`a small county of seed ${seed}`, () => {
    const journeys = simulate(small, seed)
    it('counts again to every control', () => assert.deepEqual(wrong(journeys), []))
    it('breaks no chain', () => {
      const lastDay = dayNumber(small.county.lastDay)
      const children = journeys.families.flatMap(family => family.children)
      assert.deepEqual(children.flatMap(child => brokenIn(child, lastDay)).slice(0, 10), [])
    })
    it('gives siblings with one entry one family and one date', () => {
      const groups = new Map<string, string>()
      for (const family of journeys.families)
        for (const child of family.children)
          for (const event of child.events) {
            const key = `${event.kind} ${event.group}`
            const told = `${family.id} ${beginsOn(event)}`
            assert.equal(groups.get(key) ?? told, told, key)
            groups.set(key, told)
          }
    })
    it('calls a referral repeated that is one, and none that is not', () => {
      const stated = journeys.controls.flows.reReferrals.counts.reduce(
        (sum, { from, to, count }) =>
          sum + (from.endsWith('-04') && (to.endsWith('-03') || to.endsWith('-12')) ? count : 0),
        0,
      )
      const from = dayNumber(small.county.historyFrom)
      const told = journeys.families
        .flatMap(family => family.children.flatMap(child => child.events))
        .filter(event => event.kind === 'referral' && event.isRepeat && event.receivedOn >= from)
      assert.equal(told.length, stated)
    })
  })

describe('the whole county', () => {
  const journeys = simulate(defaultControls, 1)
  it('counts again to every control', () => assert.deepEqual(wrong(journeys), []))
  it('breaks no chain', () => {
    const lastDay = dayNumber(defaultControls.county.lastDay)
    const children = journeys.families.flatMap(family => family.children)
    assert.deepEqual(children.flatMap(child => brokenIn(child, lastDay)).slice(0, 10), [])
  })
  it('has the stocks that the visits and the workers are counted from', () => {
    const day = dayNumber(defaultControls.visits.on)
    assert.ok(standingOn(journeys, 'care', day).length > 980)
    assert.ok(Math.abs(standingOn(journeys, 'childInNeedPlan', day).length - 3_200) < 400)
    assert.ok(Math.abs(standingOn(journeys, 'careLeaver', day).length - 690) < 60)
  })
})

describe('a seed', () => {
  it('gives the same journeys again, and another seed gives others', () => {
    const hash = hashOf(simulate(small, 9))
    assert.equal(hashOf(simulate(small, 9)), hash)
    assert.notEqual(hashOf(simulate(small, 10)), hash)
  })
})

describe('controls that only the simulation finds impossible', () => {
  const stopOf = (controls: typeof small) => {
    try {
      simulate(controls, 1)
    } catch (error) {
      if (error instanceof ControlCannotBeMet) return error.series
      throw error
    }
    return null
  }
  it('stop it: more care leavers than there could be', () =>
    assert.equal(
      stopOf({
        ...small,
        careLeavers: { ...small.careLeavers, turned18InCare: { ...small.careLeavers.turned18InCare, '2018': 300 } },
      }),
      'careLeavers',
    ))
  it('stop it: a cohort of care entrants that is not as large as the entrants', () =>
    assert.equal(
      stopOf({
        ...small,
        careEntrants: {
          ...small.careEntrants,
          cohorts: [
            { from: '2020-07', to: '2020-09', section20: { under10: 9, from10to15: 9, from16: 9 }, notSection20: 9 },
          ],
        },
      }),
      'careEntrants',
    ))
  it('stop it: fewer contacts than lead to referrals', () => {
    const counts = small.flows.contacts.counts.map(period => ({ ...period, count: Math.ceil(period.count / 3) }))
    const advised = small.flows.informationAndAdvice.counts.map(period => ({
      ...period,
      count: Math.floor(period.count / 9),
    }))
    assert.equal(
      stopOf({
        ...small,
        flows: {
          ...small.flows,
          contacts: { ...small.flows.contacts, counts },
          informationAndAdvice: { ...small.flows.informationAndAdvice, counts: advised },
        },
      }),
      'contacts',
    )
  })
})
