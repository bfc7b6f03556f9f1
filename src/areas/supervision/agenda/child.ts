import type { Context } from '../../../access/context.ts'
import { ageInWords, daysBetween, inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { driftKinds, significantEventOf, significantEvents } from '../../../journey/index.ts'
import type { DriftKind, Rules, SignificantEvent } from '../../../journey/index.ts'
import { dutyOnPage } from '../../../journey/duty-words.ts'
import { praiseRules } from '../../../oversight/index.ts'
import { paths as common } from '../../../web/index.ts'
import { standingOf } from '../caseload.ts'
import type { HeldChild } from '../caseload.ts'
import { paths } from '../paths.ts'
import type { DriftToday } from '../drift/today.ts'
import type { Known, KnownEntry } from './known.ts'

/** Something with the page on which it is read. */
type Linked = { readonly text: string; readonly href: string }

/** A decision of a manager's about a child that has not been marked as done. */
export type OpenDecision = Linked & {
  readonly entry: number
  readonly event: string
  readonly decision: string
  readonly by: CivilDate | undefined
  readonly late: boolean
}

export type DriftOnAgenda = {
  readonly rule: DriftKind
  readonly text: string
  readonly answeredUntil: CivilDate | undefined
  readonly planHref: string
}

/** A child on an agenda: what the record says before anybody speaks. */
export type AgendaChild = {
  readonly child: number
  readonly name: string
  readonly age: string
  readonly href: string
  readonly standing: string
  readonly seen: string
  readonly praise: readonly string[]
  readonly late: readonly string[]
  readonly drift: readonly DriftOnAgenda[]
  readonly missed: readonly string[]
  readonly events: readonly (Linked & { readonly overseen: boolean | undefined })[]
  readonly decisions: readonly OpenDecision[]
  /** What was said of the child in the last supervision that was about it. */
  readonly last: { readonly on: CivilDate; readonly words: string; readonly href: string } | undefined
}

const isVisit = ({ outcome, answers }: KnownEntry) =>
  typeof answers.visitedOn === 'string' && (outcome === 'seen' || outcome === 'notSeen')

const seenInWords = (entries: readonly KnownEntry[], today: CivilDate): string => {
  const seen = entries.filter(entry => isVisit(entry) && entry.outcome === 'seen' && entry.happenedOn <= today)
  const [last] = seen
  if (last === undefined) return 'Not seen at a visit in the last year'
  const alone = seen.find(({ answers }) => answers.seenAlone === true)
  const ago = (on: CivilDate) => `${inWords(on)} (${daysBetween(on, today)} days)`
  if (alone === undefined) return `Seen ${ago(last.happenedOn)}; not alone in the last year`
  return alone === last
    ? `Seen alone ${ago(last.happenedOn)}`
    : `Seen ${ago(last.happenedOn)}; alone ${ago(alone.happenedOn)}`
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const decisionsOf = (entries: readonly KnownEntry[], child: number, today: CivilDate): readonly OpenDecision[] => {
  const done = new Set(entries.filter(({ outcome }) => outcome === 'done').map(({ follows }) => follows))
  return entries
    .filter(
      ({ step, outcome, answers, entry }) =>
        step === 'managementOversight' &&
        outcome !== 'done' &&
        !done.has(entry) &&
        (text(answers.who) !== '' || text(answers.byWhen) !== ''),
    )
    .map(({ entry, answers }) => {
      const by = text(answers.byWhen) === '' ? undefined : text(answers.byWhen)
      const who = text(answers.who)
      return {
        entry,
        event: text(answers.event),
        decision: text(answers.decision),
        by,
        late: by !== undefined && by < today,
        text: [text(answers.decision), who === '' ? '' : who, by === undefined ? '' : `by ${inWords(by)}`]
          .filter(part => part !== '')
          .join(' · '),
        href: common.entry({ child, entry }),
      }
    })
}

const eventsOf = (entries: readonly KnownEntry[], child: number, since: CivilDate) => {
  const looks = entries.filter(({ step, outcome }) => step === 'managementOversight' && outcome !== 'done')
  return entries.flatMap(({ step, outcome, happenedOn, entry }) => {
    const name = happenedOn < since ? undefined : significantEventOf(step, outcome)
    if (name === undefined) return []
    const { title }: SignificantEvent = significantEvents[name]
    return [
      {
        text: `${inWords(happenedOn)}: ${title}`,
        href: common.entry({ child, entry }),
        overseen: looks.some(look => look.happenedOn >= happenedOn),
      },
    ]
  })
}

/** How long drift has lasted, in words. */
export const driftInWords = (
  { rule, what, since }: Pick<DriftToday, 'rule' | 'what' | 'since'>,
  today: CivilDate,
): string => {
  const days = daysBetween(since, today)
  return `${driftKinds[rule]}${what === null ? '' : ` (${what})`}: since ${inWords(since)} (${days === 0 ? 'today' : days === 1 ? '1 day' : `${days} days`})`
}

const most = 6

/** A child for an agenda, from what is known; `since` is the day of the last supervision, or of three months ago. */
export const agendaChild = (
  rules: Rules,
  { today, now }: Pick<Context, 'today' | 'now'>,
  held: HeldChild,
  known: Known,
  since: CivilDate,
): AgendaChild => {
  const { child, name, bornOn } = held
  const entries = known.entries.get(child) ?? []
  const late = (known.duties.get(child) ?? [])
    .map(duty => dutyOnPage(rules, duty, now))
    .filter(({ standing }) => standing === 'overdue')
  const last = entries.find(({ step }) => step === 'supervision')
  return {
    child,
    name,
    age: bornOn === null ? '' : ageInWords(bornOn, today),
    href: common.child({ child }),
    standing: standingOf(rules, held),
    seen: seenInWords(entries, today),
    praise: (known.praise.get(child) ?? []).map(rule => praiseRules[rule].title),
    late: late.map(({ title, by, clock }) => `${title}, due ${by}: ${clock}`),
    drift: (known.drift.get(child) ?? []).map(drift => ({
      rule: drift.rule,
      text: driftInWords(drift, today),
      answeredUntil: drift.plan?.lookAgainOn,
      planHref:
        drift.plan === null
          ? paths.oversight({ child }, { drift: drift.rule })
          : common.entry({ child, entry: drift.plan.entry }),
    })),
    missed: entries
      .filter(entry => isVisit(entry) && entry.outcome === 'notSeen' && entry.happenedOn >= since)
      .map(({ happenedOn, answers }) => `${inWords(happenedOn)}: ${text(answers.whyNotSeen)}`),
    events: eventsOf(entries, child, since).slice(0, most),
    decisions: decisionsOf(entries, child, today),
    last:
      last?.paragraph == null
        ? undefined
        : { on: last.happenedOn, words: last.paragraph, href: paths.supervision({ entry: last.entry }) },
  }
}
