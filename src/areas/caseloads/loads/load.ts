import type { Kysely } from 'kysely'
import { caseloadPolicyOn, protectionOn, readCouncil, workerNames } from '../../../council/index.ts'
import type { CaseloadPolicy, WorkKind } from '../../../council/index.ts'
import type { Tables } from '../../../store/index.ts'
import { remembered } from '../../../store/remember.ts'
import { heldByWorkers } from './held.ts'
import type { Held } from './held.ts'
import { isHoldingRole } from '../who.ts'
import { organisationOn } from './places.ts'
import type { Organisation, Place, Posted } from './places.ts'
import type { AsAt } from './stock.ts'

/** What one worker holds on a day, against what policy allows that worker. */
export type Load = {
  readonly worker: number
  readonly name: string
  /** Empty where the worker has no post: whoever they still hold needs somebody. */
  readonly places: readonly Place[]
  readonly held: readonly Held[]
  readonly children: number
  readonly weight: number
  /** The weight that policy allows: the threshold of the service, for the hours worked, less what is protected. */
  readonly allowed: number | null
  /** Children at which the service's threshold stands, whatever the hours; null where there is none. */
  readonly threshold: number | null
  readonly fullTimeEquivalent: number
  readonly protection: ReturnType<typeof protectionOn>
}

export type Caseloads = {
  readonly asAt: AsAt
  readonly policy: CaseloadPolicy & { readonly basis: string }
  readonly organisation: Organisation
  readonly loads: readonly Load[]
}

const tenths = (value: number): number => Math.round(value * 10) / 10

export const childrenOf = (held: readonly Held[], kind?: WorkKind): number =>
  held.reduce((sum, each) => sum + (kind === undefined || each.kind === kind ? each.children : 0), 0)

/** What children weigh by policy. */
export const weightOf = (
  { weights }: Pick<CaseloadPolicy, 'weights'>,
  held: readonly Pick<Held, 'kind' | 'children'>[],
): number => tenths(held.reduce((sum, { kind, children }) => sum + weights[kind] * children, 0))

const sumOf = (places: readonly Place[], of: (place: Place) => number) =>
  places.reduce((sum, place) => sum + of(place), 0)

/** What a worker in these posts holds, against policy on the day. */
export const loadOf = (
  policy: CaseloadPolicy,
  { worker, name, newlyQualifiedOn, places }: Posted,
  held: readonly Held[],
  on: string,
): Load => {
  const protection = protectionOn(policy, newlyQualifiedOn, on)
  const holding = places.filter(({ role, threshold }) => isHoldingRole(role) && threshold !== null)
  const full = sumOf(holding, ({ threshold, fullTimeEquivalent }) => (threshold ?? 0) * fullTimeEquivalent)
  return {
    worker,
    name,
    places,
    held,
    children: childrenOf(held),
    weight: weightOf(policy, held),
    allowed: holding.length === 0 ? null : tenths(full * (protection?.share ?? 1)),
    threshold: holding.length === 0 ? null : Math.max(...holding.map(({ threshold }) => threshold ?? 0)),
    fullTimeEquivalent: Math.round(sumOf(places, place => place.fullTimeEquivalent) * 100) / 100,
    protection,
  }
}

/** Room by policy: what may be added; below nought where the load is over. Null where policy says nothing. */
export const roomOf = ({ allowed, weight }: Pick<Load, 'allowed' | 'weight'>): number | null =>
  allowed === null ? null : tenths(allowed - weight)

/** Whether a worker holds more than policy allows. */
export const isOver = (load: Pick<Load, 'allowed' | 'weight'>): boolean => (roomOf(load) ?? 0) < 0

/** Whether a worker holds more children than the threshold of the service, as the figures count. */
export const isAboveThreshold = ({ threshold, children }: Pick<Load, 'threshold' | 'children'>): boolean =>
  threshold !== null && children > threshold

const weigh = async (database: Kysely<Tables>, asAt: AsAt): Promise<Caseloads> => {
  const [council, organisation, held] = await Promise.all([
    // What is weighed is kept until the council changes again, so that the council is read afresh.
    readCouncil(database),
    organisationOn(database, asAt),
    heldByWorkers(database, asAt),
  ])
  const policy = caseloadPolicyOn(council?.caseloads ?? [], asAt.on)
  const heldOf = Map.groupBy(held, ({ worker }) => worker)
  const gone = [...heldOf.keys()].filter(worker => !organisation.posted.has(worker))
  const names = await workerNames(database, gone)
  const everybody: readonly Posted[] = [
    ...[...organisation.posted.values()].filter(
      ({ worker, places }) => heldOf.has(worker) || places.some(({ role }) => isHoldingRole(role)),
    ),
    ...gone.map(worker => ({
      worker,
      name: names.get(worker) ?? `Worker ${worker}`,
      newlyQualifiedOn: null,
      places: [],
    })),
  ]
  return {
    asAt,
    policy,
    organisation,
    loads: everybody.map(posted => loadOf(policy, posted, heldOf.get(posted.worker) ?? [], asAt.on)),
  }
}

/**
 * The load of every worker on a day: those whose part is to hold children, and anybody else who holds some. That of today is
 * weighed once, until anything more is recorded or anybody's post changes.
 */
export const caseloadsOn = async (database: Kysely<Tables>, asAt: AsAt): Promise<Caseloads> =>
  asAt.present && !database.isTransaction
    ? { ...(await remembered(database, `loads ${asAt.on}`, () => weigh(database, asAt))), asAt }
    : weigh(database, asAt)
