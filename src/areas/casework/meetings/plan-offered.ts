import { meetingKindOf } from '../../../journey/meetings.ts'
import type { MeetingKindName } from '../../../journey/meetings.ts'
import type { Asked } from '../../../web/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { openAmong } from '../child/near.ts'
import { childRecord } from '../child/record.ts'
import type { ChildRecord } from '../child/record.ts'
import { chairsFor, dueOf, holdersOf, lastAgencies, minuteTakers } from './choices.ts'
import type { Choice, Holder } from './choices.ts'
import type { AgencyToInvite } from './plan.ts'

/** A meeting of a kind is to be planned about a child. */
export type ForKind = Asked & { readonly child: number; readonly params: { readonly kind: string } }

/** Everything that the page offers to choose from. */
export type Offered = {
  readonly kind: MeetingKindName
  readonly record: ChildRecord
  readonly siblings: readonly { readonly identity: number; readonly name: string; readonly bornOn: string | null }[]
  readonly due: Awaited<ReturnType<typeof dueOf>>
  readonly holders: readonly Holder[]
  readonly chairs: readonly Choice[]
  readonly takers: readonly Choice[]
  readonly agencies: readonly AgencyToInvite[]
}

/** Who may come and chair, and what is due, of a child and those siblings who open too. */
export const offeredFor = async (asked: ForKind, kind: MeetingKindName): Promise<Offered> => {
  const { database, context, child } = asked
  const record = await childRecord(asked)
  const open = await openAmong(
    database.sql,
    context,
    record.siblings.map(({ identity }) => identity),
  )
  const siblings = [
    { identity: child, name: record.facts.name, bornOn: record.facts.bornOn },
    ...record.near
      .filter(({ identity }) => open.has(identity))
      .map(({ identity, name, bornOn }) => ({ identity, name, bornOn })),
  ]
  const numbers = siblings.map(({ identity }) => identity)
  const [due, holders, agencies] = await Promise.all([
    dueOf(database.sql, meetingKindOf(kind).step, numbers),
    holdersOf(database.sql, numbers),
    lastAgencies(database.sql, numbers),
  ])
  const chairs = await chairsFor(database.sql, context, kind, holders)
  const takers = meetingKindOf(kind).hasMinutes
    ? await minuteTakers(database.sql, context, chairs[0]?.team ?? null)
    : []
  return { kind, record, siblings, due, holders, chairs, takers, agencies }
}

/** The chair who goes on: the reviewing officer of the child, else the one who chaired last, else whoever asks. */
const chairBefore = ({ chairs, holders, record }: Offered): number | undefined => {
  const isChair = (worker: number | undefined) => chairs.some(choice => choice.worker === worker)
  const reviewing = holders.find(({ kind }) => kind === 'reviewingOfficerAllocation')?.worker
  const last = record.entries.find(({ step, author }) => /Conference|Review/.test(step) && isChair(author))?.author
  return [reviewing, last, chairs[0]?.worker].find(isChair)
}

/** How the form begins: what the record and the kind of meeting already say. */
export const firstTyped = (offered: Offered): Typed => {
  const kind = meetingKindOf(offered.kind)
  const chair = chairBefore(offered)
  return {
    length: String(kind.usually),
    manner: 'inPerson',
    ...(chair === undefined ? {} : { chair: String(chair) }),
    familyTold: kind.tells,
    child: [...new Set([offered.record.child, ...offered.due.map(({ identity }) => identity)])].map(String),
    family: offered.record.near
      .filter(({ kind: of, here, parentalResponsibility }) => of === 'adult' && (here || parentalResponsibility))
      .map(({ identity }) => String(identity)),
    worker: offered.holders.map(({ worker }) => String(worker)),
  }
}
