import { roleMatrix } from '../../../access/role-matrix.ts'
import type { Context } from '../../../access/context.ts'
import { inWords } from '../../../calendar/index.ts'
import { awayInWords } from '../../../council/absences.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import { paths as meetings } from '../meetings/paths.ts'
import { concernsLeavingCare } from '../leaving-care/of-record.ts'
import { paths } from '../paths.ts'
import type { LastSeen } from './last-seen.ts'
import type { ChildRecord } from './record.ts'
import { standingOf } from './standing.ts'
import type { Standing } from './standing.ts'

export type TabName =
  | 'now'
  | 'story'
  | 'people'
  | 'plans'
  | 'health'
  | 'meetings'
  | 'documents'
  | 'leavingCare'
  | 'looks'
  | 'none'

/** What stands above every page of a child: who, what is so, where, who works with the child, when last seen. */
export type Frame = {
  readonly child: number
  readonly name: string
  readonly age: string
  readonly said: string
  readonly standing: Standing
  readonly home: string
  /** The school or nursery of the child; empty where none is recorded. */
  readonly goesTo: string
  readonly workers: readonly {
    readonly part: string
    readonly name: string
    readonly team: string | null
    readonly away: string | undefined
  }[]
  /** Who recorded first, whoever corrected it since, the last conference of a child on a protection plan to whom no chair is allocated. */
  readonly conferencedBy: string | undefined
  readonly seen: string
  readonly restricted: boolean
  readonly siblings: readonly { readonly name: string; readonly age: string; readonly href: string }[]
  readonly tabs: readonly { readonly text: string; readonly href: string; readonly active: boolean }[]
}

const parts: Readonly<Record<string, string>> = {
  socialWorkerAllocation: 'Social worker',
  personalAdviserAllocation: 'Personal adviser',
  earlyHelpAllocation: 'Early help worker',
  reviewingOfficerAllocation: 'Chair or reviewing officer',
  coWorkerAllocation: 'Co-worker',
}

/** What somebody to whom a child is allocated does. */
export const partOf = (kind: string): string => parts[kind] ?? kind

const conferences = ['initialConference', 'reviewConference']

const conferencedBy = ({ episodes, allocated, entries }: ChildRecord): string | undefined => {
  const isOnPlan = episodes.some(({ kind, endedOn }) => kind === 'childProtectionPlan' && endedOn === null)
  if (!isOnPlan || allocated.some(({ kind }) => kind === 'reviewingOfficerAllocation')) return undefined
  return entries
    .filter(({ step, withdrawn }) => conferences.includes(step) && !withdrawn)
    .toSorted((one, other) => (one.completedOn < other.completedOn ? 1 : -1))[0]?.firstAuthorName
}

const ago = (days: number) => (days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`)

/** When a child was last seen, and alone, in a sentence. */
const seenInWords = ({ seen, alone }: LastSeen): string => {
  if (seen === undefined) return 'Not seen yet, by this record'
  const first = `Last seen${seen.virtual ? ' (virtually)' : ''} ${inWords(seen.on)} (${ago(seen.days)})`
  if (alone === undefined) return `${first}; not seen alone, by this record`
  return alone.entry === seen.entry ? `${first}, alone` : `${first}; alone ${inWords(alone.on)} (${ago(alone.days)})`
}

const tabsOf = (context: Context, record: ChildRecord, current: TabName): Frame['tabs'] => {
  const { child } = record
  const row = roleMatrix[context.role]
  const tab = (name: TabName, text: string, href: string) => ({ text, href, active: name === current })
  return [
    tab('now', 'Now', paths.child({ child })),
    tab('story', 'Story', paths.story({ child })),
    tab('people', 'People', paths.people({ child })),
    tab('plans', 'Plans', paths.plans({ child })),
    tab('health', 'Education and health', paths.health({ child })),
    tab('meetings', 'Meetings', meetings.ofChild({ child })),
    tab('documents', 'Documents', paths.documents({ child })),
    ...(concernsLeavingCare(record, context.today)
      ? [tab('leavingCare', 'Leaving care', paths.leavingCareOf({ child }))]
      : []),
    ...(row.readsWhoLooked || row.readsAccessLog ? [tab('looks', 'Who has looked', paths.looks({ child }))] : []),
  ]
}

const saidOf = ({ pronouns, saidAs }: ChildRecord['facts']) =>
  [pronouns, saidAs === null ? null : `say “${saidAs}”`].filter(Boolean).join(' · ')

const places = ['school', 'nursery']

const goesTo = ({ connections }: ChildRecord): string =>
  connections
    .filter(({ kind, endedOn }) => places.includes(kind) && endedOn === null)
    .map(({ name, telephone }) => (telephone === null ? name : `${name} (${telephone})`))
    .join('; ')

/** The frame of a child's page. */
export const frameOf = (rules: Rules, context: Context, record: ChildRecord, current: TabName): Frame => ({
  child: record.child,
  name: record.facts.name,
  age: record.facts.age,
  said: saidOf(record.facts),
  standing: standingOf(rules, record.episodes),
  home: record.home,
  goesTo: goesTo(record),
  workers: record.allocated.map(({ kind, name, teamName, away }) => ({
    part: partOf(kind),
    name: name ?? 'nobody yet',
    team: teamName,
    away: away === null ? undefined : awayInWords(away),
  })),
  conferencedBy: conferencedBy(record),
  seen: seenInWords(record.lastSeen),
  restricted: record.restricted,
  // One whose record does not open to the reader answers there with whom to ask.
  siblings: record.siblings.map(({ identity, name, age }) => ({ name, age, href: paths.child({ child: identity }) })),
  tabs: tabsOf(context, record, current),
})
