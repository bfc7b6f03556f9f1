import {
  addMonths,
  addYears,
  ageOn,
  dateOf,
  dayNumber,
  endOfMonth,
  financialYearEnding,
  workingDaysBetween,
} from '../../../calendar/index.ts'
import type { JourneyEvent, SimulatedChild, SimulatedJourneys } from '../index.ts'

/** A control counted again from the events alone, by the definitions and by nothing that the simulation kept. */
export type Recounted = { readonly control: string; readonly stated: number; readonly counted: number }

type Kind = JourneyEvent['kind']
type Row<K extends Kind> = {
  readonly child: SimulatedChild
  readonly event: Extract<JourneyEvent, { readonly kind: K }>
}

const rows = <K extends Kind>(children: readonly SimulatedChild[], kind: K): readonly Row<K>[] =>
  children.flatMap(child =>
    child.events
      .filter((event): event is Extract<JourneyEvent, { readonly kind: K }> => event.kind === kind)
      .map(event => ({ child, event })),
  )

const within = (day: number | null, from: string, to: string) =>
  day !== null && day >= dayNumber(`${from}-01`) && day <= dayNumber(endOfMonth(`${to}-01`))

type Period = { readonly startedOn: number; readonly endedOn: number | null }
const standsOn = ({ startedOn, endedOn }: Period, day: number) =>
  startedOn <= day && (endedOn === null || endedOn > day)

const distinct = (those: readonly SimulatedChild[]) => new Set(those.map(({ id }) => id)).size

/** Counts every control of the county's controls from its children's events. */
export const recount = ({ controls, families }: SimulatedJourneys): readonly Recounted[] => {
  const children = families.flatMap(family => family.children)
  const contacts = rows(children, 'contact')
  const referrals = rows(children, 'referral')
  const needs = rows(children, 'inNeed')
  const assessments = rows(children, 'assessment')
  const enquiries = rows(children, 'enquiry')
  const conferences = rows(children, 'conference')
  const plans = rows(children, 'protectionPlan')
  const care = rows(children, 'care')
  const leavers = rows(children, 'careLeaver')
  const strategyOf = new Map(enquiries.map(({ event }) => [event.id, event.strategyDiscussionOn]))

  const hadReferralWithin12Months = ({ child, event }: Row<'referral'>) => {
    const since = dayNumber(addMonths(dateOf(event.receivedOn), -12))
    return referralDays(child).some(day => day < event.receivedOn && day >= since)
  }
  const isInTime = ({ event }: Row<'conference'>) =>
    workingDaysBetween(dateOf(strategyOf.get(event.enquiry) ?? 0), dateOf(event.heldOn)) <= 15
  const hadPlanBefore = ({ child, event }: Row<'protectionPlan'>) =>
    child.events.some(other => other.kind === 'protectionPlan' && other.startedOn < event.startedOn)
  const isReturnInYear = ({ child, event }: Row<'care'>) => {
    const year = (day: number) => financialYearEnding(dateOf(day))
    return child.events.some(
      other =>
        other.kind === 'care' && other.startedOn < event.startedOn && year(other.startedOn) === year(event.startedOn),
    )
  }

  const again = referrals.filter(hadReferralWithin12Months)
  const inTime = conferences.filter(isInTime)
  const second = plans.filter(hadPlanBefore)
  const returns = care.filter(isReturnInYear)
  const returning = new Set(returns.map(({ event }) => event.id))
  const firstStarts = care.filter(({ event }) => !returning.has(event.id))
  const flowDays: Readonly<Record<keyof typeof controls.flows, readonly (number | null)[]>> = {
    contacts: contacts.map(({ event }) => event.decidedOn),
    informationAndAdvice: contacts
      .filter(({ event }) => event.outcome === 'informationAndAdvice')
      .map(({ event }) => event.decidedOn),
    referrals: referrals.map(({ event }) => event.receivedOn),
    reReferrals: again.map(({ event }) => event.receivedOn),
    referralsWithoutEpisode: referrals
      .filter(({ child, event }) => !child.events.some(other => other.kind === 'inNeed' && other.referral === event.id))
      .map(({ event }) => event.receivedOn),
    repeatAssessments: assessments
      .filter(({ child, event }) =>
        child.events.some(
          other => other.kind === 'inNeed' && other.referral === event.referral && other.startedOn < event.startedOn,
        ),
      )
      .map(({ event }) => event.startedOn),
    enquiries: enquiries.map(({ event }) => event.startedOn),
    conferences: conferences.map(({ event }) => event.heldOn),
    conferencesInTime: inTime.map(({ event }) => event.heldOn),
    plans: plans.map(({ event }) => event.startedOn),
    secondPlans: second.map(({ event }) => event.startedOn),
    careStartsUasc: firstStarts.filter(({ child }) => child.isUasc).map(({ event }) => event.startedOn),
    careStarts: firstStarts.filter(({ child }) => !child.isUasc).map(({ event }) => event.startedOn),
    careReturns: returns.map(({ event }) => event.startedOn),
  }
  const stockPeriods: Readonly<Record<keyof typeof controls.stocks, readonly Period[]>> = {
    inNeed: needs.map(({ event }) => event),
    onPlan: plans.map(({ event }) => event),
    lookedAfter: care.map(({ event }) => event),
    lookedAfterUasc: care.filter(({ child }) => child.isUasc).map(({ event }) => event),
    openAssessments: assessments.map(({ event }) => ({ startedOn: event.startedOn, endedOn: event.completedOn })),
  }

  const found: Recounted[] = []
  const add = (control: string, stated: number, counted: number) => found.push({ control, stated, counted })

  for (const [name, days] of Object.entries(flowDays))
    for (const { from, to, count } of controls.flows[name as keyof typeof flowDays].counts)
      add(`${name} ${from} to ${to}`, count, days.filter(day => within(day, from, to)).length)
  for (const [name, periods] of Object.entries(stockPeriods))
    for (const [date, stated] of Object.entries(controls.stocks[name as keyof typeof stockPeriods].on))
      add(`${name} on ${date}`, stated, periods.filter(period => standsOn(period, dayNumber(date))).length)
  for (const { from, to, inTime: stated, of } of controls.assessmentsInTime.periods) {
    const completed = assessments.filter(({ event }) => within(event.completedOn, from, to))
    add(`assessments completed ${from} to ${to}`, of, completed.length)
    const timely = completed.filter(
      ({ event }) => workingDaysBetween(dateOf(event.startedOn), dateOf(event.completedOn ?? 0)) <= 45,
    )
    add(`assessments in time ${from} to ${to}`, stated, timely.length)
  }

  // Children who start or cease twice in a year are counted once (P13, P14).
  for (const { from, to } of controls.flows.careStarts.counts.filter(
    period => period.from.endsWith('-04') && period.to.endsWith('-03'),
  )) {
    const stated = [controls.flows.careStarts, controls.flows.careStartsUasc].reduce(
      (sum, flow) => sum + (flow.counts.find(period => period.from === from && period.to === to)?.count ?? 0),
      0,
    )
    add(
      `children who started ${from} to ${to}`,
      stated,
      distinct(care.filter(({ event }) => within(event.startedOn, from, to)).map(({ child }) => child)),
    )
    const { on } = controls.stocks.lookedAfter
    const opening = on[dateOf(dayNumber(`${from}-01`) - 1)]
    const closing = on[endOfMonth(`${to}-01`)]
    const back = controls.flows.careReturns.counts.find(period => period.from === from && period.to === to)?.count ?? 0
    if (opening !== undefined && closing !== undefined)
      add(
        `children who ceased ${from} to ${to}`,
        opening + stated + back - closing,
        distinct(care.filter(({ event }) => within(event.endedOn, from, to)).map(({ child }) => child)),
      )
  }

  for (const { from, to, section20, notSection20 } of controls.careEntrants.cohorts) {
    const cohort = care.filter(({ child, event }) => !child.isUasc && within(event.startedOn, from, to))
    const agreed = cohort.filter(({ event }) => event.legalStatus === 'section20')
    const aged = (least: number, most: number) =>
      agreed.filter(({ child, event }) => {
        const age = ageOn(dateOf(child.bornOn), dateOf(event.startedOn))
        return age >= least && age <= most
      }).length
    add(`entrants on section 20 under 10, ${from} to ${to}`, section20.under10, aged(0, 9))
    add(`entrants on section 20 aged 10 to 15, ${from} to ${to}`, section20.from10to15, aged(10, 15))
    add(`entrants on section 20 aged 16 or 17, ${from} to ${to}`, section20.from16, aged(16, 17))
    add(`entrants not on section 20, ${from} to ${to}`, notSection20, cohort.length - agreed.length)
  }

  // Care leavers aged 19 to 21 on 31 March are those who came of age in care in the three years that ended a year before.
  const cohorts = controls.careLeavers.turned18InCare
  for (const year of Object.keys(cohorts).map(Number)) {
    const stated = [year, year + 1, year + 2].map(one => cohorts[`${one}`])
    const date = `${year + 3}-03-31`
    if (stated.some(count => count === undefined) || date > controls.county.lastDay) continue
    const aged = leavers.filter(({ child, event }) => {
      const age = ageOn(dateOf(child.bornOn), date)
      return age >= 19 && age <= 21 && standsOn(event, dayNumber(date))
    })
    add(
      `care leavers aged 19 to 21 on ${date}`,
      stated.reduce<number>((sum, count) => sum + (count ?? 0), 0),
      aged.length,
    )
  }
  for (const [year, sources] of Object.entries(controls.referralSources.years))
    for (const [source, stated] of Object.entries(sources)) {
      const ofYear = referrals.filter(({ event }) => within(event.receivedOn, `${Number(year) - 1}-04`, `${year}-03`))
      add(`referrals from ${source}, ${year}`, stated, ofYear.filter(({ event }) => event.source === source).length)
    }
  for (const [month, { earlyHelp, mapToAssessment }] of Object.entries(controls.contactTimes.months)) {
    const helped = contacts.filter(
      ({ event }) => event.outcome === 'earlyHelp' && within(event.decidedOn, month, month),
    )
    const days = helped.reduce(
      (sum, { event }) => sum + workingDaysBetween(dateOf(event.receivedOn), dateOf(event.decidedOn)),
      0,
    )
    add(`working days to early help, ${month}`, Math.round(earlyHelp * helped.length), days)
    const passed = contacts.filter(({ event }) => within(event.mapTeam?.decidedOn ?? null, month, month))
    const toAssessment = passed.reduce(
      (sum, { event }) => sum + workingDaysBetween(dateOf(event.decidedOn), dateOf(event.mapTeam?.decidedOn ?? 0)),
      0,
    )
    add(`working days from the team to assessment, ${month}`, Math.round(mapToAssessment * passed.length), toAssessment)
  }
  return found
}

const referralDaysOf = new WeakMap<SimulatedChild, readonly number[]>()

const referralDays = (child: SimulatedChild): readonly number[] => {
  const known = referralDaysOf.get(child)
  if (known !== undefined) return known
  const days = child.events.flatMap(event => (event.kind === 'referral' ? [event.receivedOn] : []))
  referralDaysOf.set(child, days)
  return days
}

/** The day on which a child comes of age. */
export const adultOn = (child: SimulatedChild): number => {
  const date = dateOf(child.bornOn)
  const same = addYears(date, 18)
  return dayNumber(same) + (date.endsWith('-02-29') && !same.endsWith('-02-29') ? 1 : 0)
}
