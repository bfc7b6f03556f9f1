import type { DayNumber } from '../../calendar/index.ts'
import type { AllocationPart, DutyRow, StepName } from '../../journey/index.ts'
import type { Stream } from '../chance/random.ts'
import type { SimulatedFamily } from '../journeys/index.ts'
import type { Hand } from './act.ts'
import type { Agenda } from './agenda.ts'
import type { County } from './county.ts'
import { nobodyYet, writtenBy } from './hands.ts'
import type { Holder, Holders } from './hands.ts'
import type { Register, Writing } from './register.ts'
import type { Standing } from './visited.ts'

/** Where one family's story is told: what was written so far, what is still to happen, and who holds each child now. */
export type Scene = {
  readonly county: County
  readonly family: SimulatedFamily
  /** The identity of the first child; the others follow. */
  readonly identity: number
  readonly chance: Stream
  readonly register: Register
  readonly agenda: Agenda
  /** By the child's place. */
  readonly holders: readonly Holders[]
  /** By the child's place: the rules of visits of which the last was made by video. */
  readonly lastSeenVirtually: readonly Set<string>[]
}

/** Parts that a step ends, so that the next worker is allocated and not transferred to. */
const partEndedBy: Readonly<Partial<Record<StepName, AllocationPart>>> = {
  closure: 'socialWorker',
  leavingCareClosure: 'personalAdviser',
  earlyHelpClosure: 'earlyHelpWorker',
  ceasingToBeLookedAfter: 'reviewingOfficer',
}

/** When it is written down: decisions at the front door and about workers at once, and by some on any day of the week. */
export const timing = {
  pointOfAccess: { atOnce: true, anyDay: true },
  partnership: { atOnce: true, anyDay: false },
  emergencyDuty: { atOnce: false, anyDay: true },
  decision: { atOnce: true, anyDay: false },
  usual: { atOnce: false, anyDay: false },
} as const

export type Timing = Pick<Writing, 'atOnce' | 'anyDay'>

export const timingOf = (hand: Hand): Timing =>
  hand === 'pointOfAccess' || hand === 'partnership' || hand === 'emergencyDuty' ? timing[hand] : timing.usual

/** Who holds the child in this place. */
export const heldBy = ({ holders }: Scene, child: number): Holders => holders[child] ?? nobodyYet()

/** Who writes about the child in this place, on a day. */
export const writerOf = (scene: Scene, hand: Hand, child: number, day: DayNumber): Holder => {
  const { county, family } = scene
  const turn = family.id + day
  return writtenBy(county.establishment, hand, { holders: heldBy(scene, child), family: family.id, day, turn })
}

/** How the child in this place stands with visits on the day of the report, where the controls say so. */
export const standingOf = ({ county, family }: Scene, child: number): Standing | undefined =>
  county.standings.get(family.children[child]?.id ?? 0)

/** Whether a duty is still waiting. One that a plan has given another day is another from then on. */
export const isWaitingFor = ({ register }: Scene, child: number, duty: DutyRow): boolean =>
  register.reckonings[child]?.openDuties.includes(duty) === true

/** The places of the children of whom something is still due. */
export const childrenOwed = (
  { family, register }: Scene,
  isOwed: (duty: DutyRow, child: number) => boolean,
): readonly number[] =>
  family.children.flatMap((_, child) =>
    register.reckonings[child]?.openDuties.some(duty => isOwed(duty, child)) === true ? [child] : [],
  )

/** Takes the children off those whose part an entry ends. */
export const endPart = (scene: Scene, { step, children, day }: Pick<Writing, 'step' | 'children' | 'day'>): void => {
  const part = partEndedBy[step]
  if (part === undefined) return
  for (const child of children) {
    heldBy(scene, child)[part] = undefined
    scene.county.caseloads.release(scene.identity + child, part, day)
  }
}
