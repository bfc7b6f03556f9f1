import type { DayNumber } from '../../calendar/index.ts'
import { streamOf } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import { eligibleChild } from '../journeys/index.ts'
import type { EarlyHelp, InNeed, JourneyEvent, SimulatedChild, SimulatedFamily } from '../journeys/index.ts'
import { disabilitiesOf } from '../people/index.ts'
import type { HoldingService } from '../workforce/index.ts'

/** A child's part in a case, by the child's place in the family. It lasts until the records end where `to` is null. */
export type Member = { readonly child: number; readonly from: DayNumber; readonly to: DayNumber | null }

/** Work of one service with one family, held by one worker at a time: its children come and go. */
export type Case = {
  readonly family: number
  readonly service: HoldingService
  readonly from: DayNumber
  readonly to: DayNumber | null
  readonly members: readonly Member[]
}

type Phase = Member & { readonly service: HoldingService }

const open = (to: DayNumber | null): DayNumber => to ?? Infinity
const orNull = (to: DayNumber): DayNumber | null => (to === Infinity ? null : to)

/** In care a child moves to a looked-after team after some weeks; one who came alone almost at once. */
const careTimes = (stream: Stream, events: readonly JourneyEvent[], need: InNeed) =>
  events.flatMap(event => {
    if (event.kind !== 'care' || event.need !== need.id) return []
    const from = event.startedOn + (event.isUasc ? stream.whole(1, 4) : stream.whole(10, 45))
    const to = event.endedOn === null ? Infinity : event.endedOn + stream.whole(14, 40)
    return from < open(event.endedOn) ? [{ from, to }] : []
  })

/** When the first assessment's team passes the child on: soon after it is completed, unless the case ends first. */
const assessedUntil = (stream: Stream, events: readonly JourneyEvent[], need: InNeed): number => {
  const end = open(need.endedOn)
  const first = events.find(event => event.kind === 'assessment' && event.referral === need.referral && !event.isRepeat)
  const handover = stream.whole(1, 8)
  if (first?.kind !== 'assessment') return need.startedOn
  if (first.completedOn === null) return end
  const from = first.completedOn + handover
  return end <= first.completedOn + 25 ? end : from
}

const phasesOfNeed = (
  stream: Stream,
  child: { readonly index: number; readonly events: readonly JourneyEvent[]; readonly specialist: boolean },
  need: InNeed,
  recordsFrom: DayNumber,
): Phase[] => {
  const end = open(need.endedOn)
  const assessed = assessedUntil(stream, child.events, need)
  const after: HoldingService = child.specialist ? 'children-with-disabilities' : 'family-safeguarding'
  const cares = careTimes(stream, child.events, need)
  const referral = child.events.find(event => event.kind === 'referral' && event.id === need.referral)
  const start = Math.max(recordsFrom, referral?.kind === 'referral' ? referral.decidedOn : need.startedOn)
  const edges = [...new Set([start, assessed, end, ...cares.flatMap(({ from, to }) => [from, to])])]
    .filter(edge => edge >= start && edge <= end)
    .sort((one, other) => one - other)
  const phases: Phase[] = []
  edges.forEach((from, index) => {
    const to = edges[index + 1] ?? end
    if (from >= to) return
    const service: HoldingService = cares.some(care => care.from <= from && from < care.to)
      ? 'looked-after'
      : from < assessed
        ? 'assessment'
        : after
    const last = phases.at(-1)
    if (last?.service === service) phases[phases.length - 1] = { ...last, to: orNull(to) }
    else phases.push({ child: child.index, service, from, to: orNull(to) })
  })
  return phases
}

/** Whether early help comes to a plan: others get what they need from a school or health visitor once it was assessed. */
export const comesToPlan = ({ group, startedOn, endedOn }: EarlyHelp): boolean =>
  group % 9 >= 4 && (endedOn === null || endedOn - startedOn > 50)

/** Of the plans, half are led by a school or health visitor and half by the county's own workers. */
const isHeldByCounty = (event: EarlyHelp): boolean => comesToPlan(event) && event.group % 2 === 0

/** When the cases are shared: from the first day of the records to the last, as the seed has it. */
export type Sharing = { readonly seed: number; readonly recordsFrom: DayNumber; readonly lastDay: DayNumber }

/** A personal adviser has a young person soon after it was decided that there is to be one, in care or at 18. */
const advised = (child: SimulatedChild, index: number, sharing: Sharing): Phase[] => {
  const eligible = eligibleChild(child, sharing)
  const leaver = child.events.find(event => event.kind === 'careLeaver')
  const from = Math.max(
    eligible === undefined ? open(leaver?.startedOn ?? null) : eligible.decidedOn + 7,
    sharing.recordsFrom,
  )
  const to = leaver?.endedOn ?? null
  return from > sharing.lastDay || open(to) <= sharing.recordsFrom
    ? []
    : [{ child: index, service: 'leaving-care' as const, from, to }]
}

const phasesOf = (stream: Stream, child: SimulatedChild, index: number, sharing: Sharing): Phase[] => [
  ...child.events.flatMap((event): Phase[] => {
    const { seed, recordsFrom } = sharing
    if (event.kind === 'inNeed' && open(event.endedOn) > recordsFrom) {
      const { specialist } = disabilitiesOf(seed, child.id)
      return phasesOfNeed(stream, { index, events: child.events, specialist }, event, recordsFrom)
    }
    if (event.kind === 'earlyHelp' && event.startedOn >= recordsFrom && isHeldByCounty(event))
      return [{ child: index, service: 'early-help' as const, from: event.startedOn, to: event.endedOn }]
    return []
  }),
  ...advised(child, index, sharing),
]

/** Children of one family in one service at the same time are one case; each care leaver is one alone. */
const merged = (family: number, phases: readonly Phase[]): Case[] => {
  const cases: Case[] = []
  const keyOf = ({ service, child }: Phase) => (service === 'leaving-care' ? `${service} ${child}` : service)
  for (const those of Map.groupBy(phases, keyOf).values()) {
    const ordered = those.sort((one, other) => one.from - other.from)
    const service = ordered[0]?.service ?? 'assessment'
    let members: Member[] = []
    let until = -Infinity
    const finish = () => {
      const [first] = members
      if (first !== undefined) cases.push({ family, service, from: first.from, to: orNull(until), members })
      members = []
    }
    for (const { child, from, to } of ordered) {
      if (from > until) {
        finish()
        until = -Infinity
      }
      members.push({ child, from, to })
      until = Math.max(until, open(to))
    }
    finish()
  }
  return cases
}

/** The cases of a family from the first day of the records on. `family` is its place in the list of families. */
export const casesOf = (family: SimulatedFamily, place: number, sharing: Sharing): Case[] => {
  const stream = streamOf(sharing.seed, 'cases', family.id)
  return merged(
    place,
    family.children.flatMap((child, index) => phasesOf(stream, child, index, sharing)),
  )
}
