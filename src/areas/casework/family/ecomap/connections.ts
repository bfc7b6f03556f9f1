import { inWords } from '../../../../calendar/index.ts'
import type { CivilDate } from '../../../../calendar/index.ts'
import { sources } from '../../../../journey/codes/index.ts'
import type { Source } from '../../../../journey/codes/index.ts'
import type { Entry } from '../../../../ledger/read.ts'
import { ageOf } from '../../child/facts.ts'
import { connectionKinds as titles } from '../../../../people/index.ts'
import { partOf } from '../../child/frame.ts'
import type { ChildRecord } from '../../child/record.ts'

/** How somebody is connected with the child; each has a line of its own kind. */
export const connectionKinds = {
  household: 'Lives with the child',
  carer: 'Cares for the child in our care',
  family: 'Family or friend who lives elsewhere',
  worker: 'Works with the child for us',
  agency: 'School, health and other agencies',
} as const

export type ConnectionKind = keyof typeof connectionKinds

/** Somebody, or an agency, around the child: what they are to the child, and what the record says it by. */
export type Connection = {
  readonly kind: ConnectionKind
  readonly name: string
  readonly what: string
  readonly detail: string
}

const people = ({ near }: ChildRecord, today: CivilDate): readonly Connection[] =>
  near.map(each => ({
    kind: each.here ? 'household' : 'family',
    name: each.name,
    what: each.isTheir ?? 'lives in the household',
    detail: [ageOf(each, today), each.parentalResponsibility ? 'parental responsibility' : '']
      .filter(Boolean)
      .join(', '),
  }))

/** With whom the child is placed, as the entry that began the placement says it. */
const carers = ({ episodes, entries }: ChildRecord): readonly Connection[] => {
  const placement = episodes.find(({ kind, endedOn }) => kind === 'placement' && endedOn === null)
  const where = entries.find(({ entry }) => entry === placement?.openedBy)?.answers.where
  if (placement === undefined || typeof where !== 'string' || where === '') return []
  return [
    { kind: 'carer', name: where, what: 'the child is placed here', detail: `since ${inWords(placement.startedOn)}` },
  ]
}

const workers = ({ allocated }: ChildRecord): readonly Connection[] =>
  allocated.map(({ kind, name, teamName, since }) => ({
    kind: 'worker',
    name: name ?? teamName ?? 'nobody yet',
    what: partOf(kind),
    detail: [name === null ? '' : (teamName ?? ''), `since ${inWords(since)}`].filter(Boolean).join(', '),
  }))

/** Agencies by what was recorded with them: who told us about the child, and the plans and assessments that they share. */
const shared: Readonly<Record<string, { readonly source: Source; readonly what: string }>> = {
  personalEducationPlan: { source: 'schools', what: 'personal education plan' },
  healthAssessment: { source: 'health', what: 'health assessment' },
}

/** Where a contact comes from that is no agency. */
const noAgencies: readonly string[] = ['individual', 'anonymous', 'other', 'unknown']

type Heard = { readonly source: Source; readonly what: string; readonly on: CivilDate; readonly name: string }

const heardIn = ({ step, answers, happenedOn }: Entry): readonly Heard[] => {
  const with_ = shared[step]
  if (with_ !== undefined) return [{ ...with_, on: happenedOn, name: '' }]
  if (step !== 'contact' && step !== 'referral') return []
  const { source, sourceName } = answers
  if (typeof source !== 'string' || !Object.hasOwn(sources, source) || noAgencies.includes(source)) return []
  return [
    {
      source: source as Source,
      what: 'told us about the child',
      on: happenedOn,
      name: typeof sourceName === 'string' ? sourceName : '',
    },
  ]
}

const agencies = ({ entries }: ChildRecord): readonly Connection[] =>
  [...Map.groupBy(entries.flatMap(heardIn), ({ source }) => source).entries()].map(([source, heard]) => {
    const latest = [...Map.groupBy(heard, ({ what }) => what).values()].flatMap(each => each.slice(0, 1))
    return {
      kind: 'agency',
      name: sources[source],
      what: latest.map(({ what, on }) => `${what} ${inWords(on)}`).join('; '),
      detail: heard.find(({ name }) => name !== '')?.name ?? '',
    }
  })

/** The school, surgery and agencies that are recorded by name. */
const named = ({ connections }: ChildRecord): readonly Connection[] =>
  connections
    .filter(({ endedOn }) => endedOn === null)
    .map(({ kind, name, startedOn }) => ({
      kind: 'agency',
      name,
      what: titles[kind],
      detail: startedOn === null ? '' : `since ${inWords(startedOn)}`,
    }))

/** Everybody and everything around a child, by the relationships, allocations and entries of the record. */
export const connectionsOf = (record: ChildRecord, today: CivilDate): readonly Connection[] => {
  const all = [...people(record, today), ...carers(record), ...workers(record), ...named(record), ...agencies(record)]
  return (Object.keys(connectionKinds) as ConnectionKind[]).flatMap(kind => all.filter(each => each.kind === kind))
}
