import { note } from '../../../access/log.ts'
import { inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { dutyOnPage } from '../../../journey/duty-words.ts'
import type { DutyOnPage } from '../../../journey/duty-words.ts'
import { dutiesAbout, episodesAbout } from '../../../ledger/read.ts'
import type { Duty, Entry, Episode } from '../../../ledger/read.ts'
import type { Asked } from '../../../web/index.ts'
import { openAmong } from '../child/near.ts'
import { childRecord } from '../child/record.ts'
import type { ChildRecord } from '../child/record.ts'
import { isVisited, isVisitStep, mayRecordOf, visitSteps } from './kinds.ts'

/** A visit that was planned, and the entry that planned it. */
export type PlannedVisit = {
  readonly entry: number
  readonly step: string
  readonly on: CivilDate
  readonly at: string | undefined
}

/** A child who may be visited together with others: one household, one visit. */
export type VisitedChild = {
  readonly identity: number
  readonly name: string
  readonly age: string
  readonly bornOn: CivilDate | null
  readonly main: boolean
  readonly episodes: readonly Episode[]
  readonly due: readonly DutyOnPage[]
  readonly planned: readonly PlannedVisit[]
}

type Of = Pick<VisitedChild, 'identity' | 'name' | 'age' | 'bornOn' | 'main' | 'episodes'>

const plannedIn = (duties: readonly Duty[], entries: readonly Pick<Entry, 'entry' | 'answers'>[]) =>
  duties.flatMap(({ rule, step, anchor, dueOn }): readonly PlannedVisit[] => {
    if (rule !== step || dueOn === null || !isVisitStep(step)) return []
    const at = entries.find(({ entry }) => entry === anchor)?.answers.visitAt
    return [{ entry: anchor, step, on: dueOn, at: typeof at === 'string' ? at : undefined }]
  })

const visitedChild = (
  { rules, context }: Asked,
  of: Of,
  duties: readonly Duty[],
  entries: readonly Pick<Entry, 'entry' | 'answers'>[],
): VisitedChild => ({
  ...of,
  due: duties
    .filter(({ step, rule }) => isVisitStep(step) && rule !== step)
    .map(duty => dutyOnPage(rules, duty, context.now)),
  planned: plannedIn(duties, entries),
})

/** The day that was agreed, in words. */
export const plannedInWords = ({ on, at }: Pick<PlannedVisit, 'on' | 'at'>): string =>
  `${inWords(on)}${at === undefined ? '' : ` at ${at}`}`

/**
 * The child whose page it is and, of the brothers and sisters whose records open too, those who are visited. Undefined
 * where this person records no visit at all.
 */
export const visitedOf = async (
  asked: Asked & { readonly child: number },
): Promise<{ readonly record: ChildRecord; readonly children: readonly VisitedChild[] } | undefined> => {
  const { database, rules, context, child } = asked
  if (mayRecordOf(rules, context, visitSteps).length === 0) return undefined
  const record = await childRecord(asked)
  const open = await openAmong(
    database.sql,
    context,
    record.siblings.map(({ identity }) => identity),
  )
  await note(
    database.sql,
    context,
    [...open].map(identity => ({ act: 'record a visit', answer: 'open' as const, identity })),
  )
  const opened = { opened: true }
  const siblings = await Promise.all(
    record.siblings
      .filter(({ identity }) => open.has(identity))
      .map(async ({ identity, name, age }) => {
        const [episodes, duties] = await Promise.all([
          episodesAbout(database.sql, context, identity, opened),
          dutiesAbout(database.sql, context, identity, opened),
        ])
        const bornOn = record.near.find(near => near.identity === identity)?.bornOn ?? null
        return visitedChild(asked, { identity, name, age, bornOn, main: false, episodes }, duties, record.entries)
      }),
  )
  const { name, age, bornOn } = record.facts
  const main: Of = { identity: child, name, age, bornOn, main: true, episodes: record.episodes }
  return {
    record,
    children: [
      visitedChild(asked, main, record.duties, record.entries),
      ...siblings.filter(({ episodes }) => isVisited(episodes, context.today)),
    ],
  }
}
