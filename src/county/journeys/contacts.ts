import type { DayNumber } from '../../calendar/index.ts'
import type { ContactSource } from '../controls/index.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import type { Month } from '../plan/index.ts'
import { chooser } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import type { Contact, Referral } from './events.ts'
import type { Child, Draft, Family } from './child.ts'
import { daysWithMean, receivedBefore } from './contact-times.ts'
import { mayHaveEarlyHelp, startEarlyHelp } from './early-help.ts'
import { bornByMix, newFamily, siblingsOf } from './families.ts'
import { record } from './record.ts'
import type { CountyState } from './state.ts'

type Together = { readonly child: Child; readonly referral: Draft<Referral> }[]

/** Contacts are written when the referrals are known: every referral has one before it, and the rest of a month's end otherwise. */
export const writeContacts = (state: CountyState): void => {
  const contactsOn = new Map<number, number>()
  const families = new Map<number, Together>()
  for (const family of state.families)
    for (const child of family.children)
      for (const event of child.events)
        if (event.kind === 'referral' && !event.outline) {
          const together = families.get(event.group)
          if (together === undefined) families.set(event.group, [{ child, referral: event }])
          else together.push({ child, referral: event })
        }
  const byMonth = Map.groupBy(
    families.values(),
    ([first]) => monthOf(state, first?.referral.receivedOn ?? 0)?.index ?? -1,
  )
  for (const month of state.plan.months) leadToReferrals(state, month, byMonth.get(month.index) ?? [], contactsOn)
  const others = otherContacts(state)
  for (const month of state.plan.months) {
    const total = state.plan.flows.contacts[month.index] ?? 0
    if (total === 0) continue
    const advised = state.plan.flows.informationAndAdvice[month.index] ?? 0
    const helped = total - advised - (contactsOn.get(month.index) ?? 0)
    if (helped < 0)
      throw new ControlCannotBeMet(
        'contacts',
        month.key,
        `those before referrals and with information and advice are ${-helped} more than all.`,
      )
    others.advise(month, advised)
    others.help(month, helped)
  }
}

const monthOf = (state: CountyState, day: DayNumber): Month | undefined =>
  state.plan.months.findLast(({ firstDay }) => firstDay <= day)

const meanIn = (state: CountyState, month: Month, kind: 'earlyHelp' | 'mapToAssessment'): number => {
  const { months, usual } = state.controls.contactTimes
  const { controls } = state
  const stated = months[month.key]?.[kind]
  return stated ?? usual[kind] * Math.exp(controls.shapes.noise * state.chance('contacts: mean').normal())
}

/** Through the team only once the records are well begun, so that no contact falls before them. */
const daysBeforeTheTeam = 20

const leadToReferrals = (
  state: CountyState,
  month: Month,
  all: readonly Together[],
  contactsOn: Map<number, number>,
): void => {
  const chance = state.chance('contacts: before referrals')
  const { shareThroughMap } = state.controls.contactTimes
  const isThroughTeam = ([first]: Together) =>
    (first?.referral.receivedOn ?? 0) > state.recordsFrom + daysBeforeTheTeam &&
    first?.child.isUasc === false &&
    chance.happens(shareThroughMap)
  const through = all.filter(isThroughTeam)
  const teamDays = daysWithMean(
    through.map(({ length }) => length),
    meanIn(state, month, 'mapToAssessment'),
    0,
    chance,
  )
  const daysOf = new Map(through.map((together, index) => [together, teamDays[index] ?? 0]))
  for (const together of all) {
    const [first] = together
    if (first === undefined) continue
    const days = daysOf.get(together)
    const referredOn = first.referral.receivedOn
    const decidedOn =
      days === undefined ? referredOn : receivedBefore(referredOn, days, { ...chance, happens: () => false })
    const workingDays = chance.happens(0.6) ? 0 : chance.happens(0.75) ? 1 : 2
    const made = {
      kind: 'contact' as const,
      group: state.nextGroup(),
      receivedOn: receivedBefore(decidedOn, workingDays, chance),
      decidedOn,
      workingDays,
      source: first.referral.source,
      outcome: days === undefined ? ('assessmentService' as const) : ('mapTeam' as const),
      mapTeam: days === undefined ? null : { decidedOn: referredOn, workingDays: days },
    }
    for (const { child, referral } of together)
      referral.contact = record<'contact'>(state, child, decidedOn, { ...made }).id
    const at = monthOf(state, decidedOn)?.index ?? -1
    contactsOn.set(at, (contactsOn.get(at) ?? 0) + together.length)
  }
}

const days = chooser({ '0': 45, '1': 30, '2': 15, '3': 10 })

/** Contacts that end in information and advice, or in early help. */
const otherContacts = (state: CountyState) => {
  const chance = state.chance('contacts: others')
  const sourceOf = chooser<ContactSource>(state.controls.referralSources.usual)
  const referred: readonly Family[] = [...state.families]
  const contacted: Family[] = []
  const somebody = (day: DayNumber, fits: (child: Child) => boolean): Child => {
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const from = chance.happens(0.4) ? referred : contacted
      const family = chance.happens(0.55) ? from[chance.whole(0, from.length - 1)] : undefined
      if (family === undefined) break
      const child = family.children[chance.whole(0, family.children.length - 1)]
      if (child !== undefined && fits(child)) return child
    }
    const child = newFamily(state, day, { bornOn: bornByMix(chance, state.controls.hazards.referralAges, day, 60) })
    contacted.push(child.family)
    return child
  }
  const batches = (
    month: Month,
    count: number,
    fits: (child: Child, day: DayNumber) => boolean,
    taken: Set<Child> = new Set<Child>(),
  ) => {
    const made: { readonly day: DayNumber; readonly children: readonly Child[] }[] = []
    for (let left = count; left > 0;) {
      const day = month.workingDays[chance.whole(0, month.workingDays.length - 1)] ?? month.firstDay
      const child = somebody(day, one => fits(one, day))
      const siblings = siblingsOf(child).filter(one => fits(one, day) && chance.happens(0.35))
      const children = [child, ...siblings].slice(0, left)
      for (const one of children) taken.add(one)
      made.push({ day, children })
      left -= children.length
    }
    return made
  }
  const write = (
    decidedOn: DayNumber,
    children: readonly Child[],
    workingDays: number,
    outcome: Contact['outcome'],
    stream: Stream,
  ) => {
    const made = {
      kind: 'contact' as const,
      group: state.nextGroup(),
      receivedOn: receivedBefore(decidedOn, workingDays, stream),
      decidedOn,
      workingDays,
      source: sourceOf(chance),
      outcome,
      mapTeam: null,
    }
    return children.map(child => ({ child, contact: record<'contact'>(state, child, decidedOn, { ...made }) }))
  }
  const isChild = (child: Child, day: DayNumber) => child.bornOn <= day - 7 && child.adultOn > day + 14
  return {
    advise: (month: Month, count: number) => {
      for (const { day, children } of batches(month, count, isChild))
        write(day, children, Number(days(chance)), 'informationAndAdvice', chance)
    },
    help: (month: Month, count: number) => {
      const taken = new Set<Child>()
      const mayBe = (child: Child, day: DayNumber) =>
        isChild(child, day) && !taken.has(child) && mayHaveEarlyHelp(child, day)
      const made = batches(month, count, mayBe, taken)
      const times = daysWithMean(
        made.map(({ children }) => children.length),
        meanIn(state, month, 'earlyHelp'),
        1,
        chance,
      )
      made.forEach(({ day, children }, index) => {
        const group = state.nextGroup()
        for (const { child, contact } of write(day, children, times[index] ?? 1, 'earlyHelp', chance))
          startEarlyHelp(state, child, day, contact.id, group)
      })
    },
  }
}
