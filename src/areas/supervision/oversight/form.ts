import { sql } from 'kysely'
import { contextAt } from '../../../access/context.ts'
import type { Context } from '../../../access/context.ts'
import { nextMoment } from '../../../council/clock.ts'
import { ageInWords, inWords } from '../../../calendar/index.ts'
import { driftKinds, isDriftKind, significantEventOf, significantEvents } from '../../../journey/index.ts'
import type { AnyStep, DriftKind, Rules } from '../../../journey/index.ts'
import { managementOversight } from '../../../journey/steps/management-oversight.ts'
import { whoMayRecord } from '../../../journey/step.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import { record } from '../../../ledger/record.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { driftRules } from '../../../oversight/index.ts'
import { paths as common, notFound, page, redirect, refused, textOf, textsOf } from '../../../web/index.ts'
import type { Answer, AskedAboutChild } from '../../../web/index.ts'
import { choosingFor, readForm, stepForm, typedFrom } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { driftInWords } from '../agenda/child.ts'
import { childrenNamed, standingOf } from '../caseload.ts'
import type { HeldChild } from '../caseload.ts'
import { driftToday } from '../drift/today.ts'
import type { DriftToday } from '../drift/today.ts'
import { paths } from '../paths.ts'

/** What a manager looks at: a significant event in the record, or drift that is found today. */
type Occasion =
  | {
      readonly kind: 'event'
      readonly entry: number
      readonly title: string
      readonly why: string
      readonly says: string
    }
  | { readonly kind: 'drift'; readonly rule: DriftKind; readonly entry: number | null; readonly says: string }

const { heldOn, event, decision, rationale, who, byWhen, drift, lookAgainOn } = managementOversight.fields

/** About an event everything is asked but drift; about drift everything, and the day to look again must be said. */
const stepFor = ({ kind }: Occasion): AnyStep =>
  kind === 'event'
    ? { ...managementOversight, fields: { heldOn, event, decision, rationale, who, byWhen } }
    : {
        ...managementOversight,
        fields: { heldOn, event, decision, rationale, who, drift, lookAgainOn },
        outcomes: {
          recorded: { ...managementOversight.outcomes.recorded, needs: ['drift', 'lookAgainOn'] },
          reassess: { ...managementOversight.outcomes.reassess, needs: ['drift', 'lookAgainOn'] },
        },
      }

const eventOf = async (
  { database, rules }: AskedAboutChild,
  child: HeldChild,
  entry: number,
): Promise<Occasion | undefined> => {
  const row = await database.sql
    .selectFrom('entry')
    .innerJoin('entry_subject', 'entry_subject.lineage', 'entry.lineage')
    .select(['entry.step', 'entry.outcome', 'entry.answers', 'entry.happened_on'])
    .where('entry.lineage', '=', entry)
    .where('entry.superseded_at', '=', sql<string>`'infinity'`)
    .where('entry.withdrawn', '=', false)
    .where('entry_subject.identity', 'in', [...child.identities])
    .executeTakeFirst()
  const name = row === undefined ? undefined : significantEventOf(row.step, row.outcome)
  if (row === undefined || name === undefined) return undefined
  const { title, why } = significantEvents[name]
  return { kind: 'event', entry, title, why, says: `${inWords(row.happened_on)}: ${sentence(rules, row)}` }
}

const sentence = (
  { pathway }: Rules,
  row: { readonly step: string; readonly outcome: string; readonly answers: Readonly<Record<string, unknown>> },
): string => pathway.steps[row.step]?.tells(row.answers, row.outcome) ?? row.step

const driftOf = (found: readonly DriftToday[], rule: DriftKind, today: string): Occasion | undefined => {
  const of = found.find(each => each.rule === rule)
  return of === undefined ? undefined : { kind: 'drift', rule, entry: of.entry, says: driftInWords(of, today) }
}

/** Other children of the same entry whose record opens too: brothers and sisters, of whom the same can be written once. */
const othersOf = async (
  queries: Queries,
  context: Context,
  { child }: HeldChild,
  { entry }: Occasion,
): Promise<readonly HeldChild[]> => {
  if (entry === null) return []
  const { rows } = await sql<{ readonly person: number }>`
    select distinct person.person from entry_subject s join person on person.identity = s.identity
    where s.lineage = ${entry} and person.person <> ${child}`.execute(queries)
  return childrenNamed(
    queries,
    context,
    rows.map(({ person }) => person),
  )
}

type Open = { readonly child: HeldChild; readonly occasion: Occasion; readonly others: readonly HeldChild[] }

/** What the address asks about: `?event=812` or `?drift=noVisit`, where the record has such. */
const open = async (asked: AskedAboutChild): Promise<Open | undefined> => {
  const { database, context, query } = asked
  const [child] = await childrenNamed(database.sql, context, [asked.child])
  if (child === undefined) return undefined
  const entry = textOf(query.event)
  const rule = textOf(query.drift)
  const occasion = /^[1-9]\d{0,14}$/.test(entry)
    ? await eventOf(asked, child, Number(entry))
    : isDriftKind(rule)
      ? driftOf(await driftToday(database.sql, context, child.identities), rule, context.today)
      : undefined
  if (occasion === undefined) return undefined
  const others = await othersOf(database.sql, context, child, occasion)
  // The same drift is not everybody's: only those of an event are offered together.
  return { child, occasion, others: occasion.kind === 'event' ? others : [] }
}

const also = 'also'

const prefilled = ({ occasion }: Open, today: string): Typed =>
  typedFrom(
    stepFor(occasion),
    {
      heldOn: today,
      event: occasion.kind === 'event' ? occasion.title : `Drift: ${driftKinds[occasion.rule].toLowerCase()}`,
      ...(occasion.kind === 'drift' ? { drift: [occasion.rule] } : {}),
    },
    'recorded',
  )

type Shown = {
  readonly typed: Typed
  readonly problems: Readonly<Record<string, string>>
  readonly alsoAbout: readonly number[]
}

const addressOf = ({ child, occasion }: Open): string =>
  paths.oversight(
    { child: child.child },
    occasion.kind === 'event' ? { event: occasion.entry } : { drift: occasion.rule },
  )

const show = async (
  { database, rules, context }: AskedAboutChild,
  opened: Open,
  { typed, problems, alsoAbout }: Shown,
  status: 200 | 422 = 200,
): Promise<Answer> => {
  const { child, occasion, others } = opened
  const step = stepFor(occasion)
  const form = stepForm(step, { typed, problems }, await choosingFor(database.sql, context, step))
  return page(
    'areas/supervision/oversight/form.njk',
    {
      title: 'Management oversight',
      name: child.name,
      age: child.bornOn === null ? '' : ageInWords(child.bornOn, context.today),
      childHref: common.child({ child: child.child }),
      standing: standingOf(rules, child),
      says: occasion.says,
      why: occasion.kind === 'event' ? occasion.why : driftRules[occasion.rule].definition,
      entryHref: occasion.entry === null ? undefined : common.entry({ child: child.child, entry: occasion.entry }),
      form,
      errors: form.errors,
      others: others.map(other => ({
        child: other.child,
        name: other.name,
        chosen: alsoAbout.includes(other.child),
      })),
      action: addressOf(opened),
      backHref: occasion.kind === 'event' ? paths.decisions() : paths.drift({}, { state: 'open' }),
    },
    { status },
  )
}

const mayRecord = ({ today, role }: Context): boolean => whoMayRecord(managementOversight, today).includes(role)

/** The page on which a manager looks at an event or at drift, and decides. */
export const showOversight = async (asked: AskedAboutChild): Promise<Answer> => {
  if (!mayRecord(asked.context)) return refused()
  const opened = await open(asked)
  if (opened === undefined) return notFound()
  return show(asked, opened, {
    typed: prefilled(opened, asked.context.today),
    problems: {},
    alsoAbout: opened.others.map(({ child }) => child),
  })
}

/** Records what the manager decided, about the child and those of the same event who were left ticked. */
export const recordOversight = async (asked: AskedAboutChild): Promise<Answer> => {
  const { database, context, form } = asked
  if (!mayRecord(context)) return refused()
  const opened = await open(asked)
  if (opened === undefined) return notFound()
  const { child, occasion, others } = opened
  const reading = readForm(stepFor(occasion), form, context, name => name === also)
  const chosen = textsOf(form[also]).map(Number)
  const strangers = chosen.filter(each => !others.some(other => other.child === each))
  const shown: Shown = {
    typed: reading.typed,
    problems: {
      ...reading.problems,
      ...(reading.unasked.length > 0 || strangers.length > 0
        ? { unasked: 'The form held something that is not asked. Nothing was saved' }
        : {}),
    },
    alsoAbout: chosen,
  }
  if (Object.keys(shown.problems).length > 0) return show(asked, opened, shown, 422)
  try {
    await record(asked, contextAt(context, await nextMoment(database.sql)), {
      step: 'managementOversight',
      subjects: [child.child, ...chosen].map(identity => ({ identity })),
      answers: reading.answers,
      outcome: reading.outcome,
      ...(occasion.entry === null ? {} : { follows: occasion.entry }),
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return show(asked, opened, { ...shown, problems: { decision: error.message } }, 422)
  }
  return redirect(
    occasion.kind === 'event' ? paths.decisions({}, { recorded: 1 }) : paths.drift({}, { state: 'open', recorded: 1 }),
  )
}
