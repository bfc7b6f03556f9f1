import { sql } from 'kysely'
import { contextAt } from '../../../access/context.ts'
import { ageInWords } from '../../../calendar/index.ts'
import { nextMoment } from '../../../council/clock.ts'
import { onDutyAt } from '../../../council/duty-roster.ts'
import { dutyDisciplines, isDutyDiscipline } from '../../../journey/index.ts'
import { whoMayRecord } from '../../../journey/step.ts'
import { record } from '../../../ledger/record.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { paths as common, notFound, page, redirect, refused, textOf, textsOf } from '../../../web/index.ts'
import type { Answer, AskedAboutChild, Part } from '../../../web/index.ts'
import { choosingFor, readForm, stepForm, typedIn } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { paths } from '../paths.ts'
import { childNamed, childrenBeside } from './children.ts'
import type { NamedChild } from './children.ts'
import { askedOf, isAmbiguous, isShortStep, prefilled, shortSteps } from './steps.ts'
import type { ShortStep } from './steps.ts'

type AskedAtNight = AskedAboutChild<{ readonly child: Part<number>; readonly step: Part<string> }>

const also = 'also'

type Open = { readonly name: ShortStep; readonly child: NamedChild; readonly beside: readonly NamedChild[] }

const open = async ({ database, context, params, child }: AskedAtNight): Promise<Open | Answer> => {
  if (!isShortStep(params.step)) return notFound()
  if (!whoMayRecord(shortSteps[params.step].step, context.today).includes(context.role)) return refused()
  const [named, beside] = await Promise.all([
    childNamed(database.sql, child),
    childrenBeside(database.sql, context, child),
  ])
  return named === undefined ? notFound() : { name: params.step, child: named, beside }
}

type Shown = {
  readonly typed: Typed
  readonly problems: Readonly<Record<string, string>>
  readonly alsoAbout: readonly number[]
}

const hints: Readonly<Record<ShortStep, string>> = {
  dutyCall: 'It goes to the child’s worker for the morning, or to the point of access where nobody is allocated.',
  dutyVisit: 'It goes to the child’s worker for the morning, or to the point of access where nobody is allocated.',
  dutyRequest: 'The request and its answer stand on the night’s board and in the child’s record.',
  dutyWatch: 'It stands on the duty team’s board and on the child’s page for tonight until its last night is over.',
}

/** Those on duty now of each discipline, beside a request: whom to ring. */
const onNow = async ({ database, context }: AskedAtNight, name: ShortStep) =>
  name === 'dutyRequest'
    ? (await onDutyAt(database.sql, context.now)).map(({ name: who, discipline, telephone }) => ({
        discipline: isDutyDiscipline(discipline) ? dutyDisciplines[discipline] : discipline,
        name: who,
        telephone,
      }))
    : undefined

const show = async (
  asked: AskedAtNight,
  { name, child, beside }: Open,
  { typed, problems, alsoAbout }: Shown,
  status: 200 | 422 = 200,
): Promise<Answer> => {
  const { database, context } = asked
  const step = askedOf(name, typed)
  const form = stepForm(step, { typed, problems }, await choosingFor(database.sql, context, step))
  return page(
    'areas/out-of-hours/record/short.njk',
    {
      title: shortSteps[name].heading,
      heading: shortSteps[name].heading,
      button: shortSteps[name].button,
      hint: hints[name],
      name: child.name,
      age: child.bornOn === null ? '' : ageInWords(child.bornOn, context.today),
      tonight: common.tonight({ child: child.child }),
      onNow: await onNow(asked, name),
      form,
      errors: form.errors,
      others: beside.map(each => ({
        child: each.child,
        name: each.name,
        age: each.bornOn === null ? '' : ageInWords(each.bornOn, context.today),
        chosen: alsoAbout.includes(each.child),
      })),
      action: paths.record({ child: child.child, step: name }),
    },
    { status },
  )
}

/** The short page for a call, a visit, a request or a note: prefilled with now. */
export const showShort = async (asked: AskedAtNight): Promise<Answer> => {
  const opened = await open(asked)
  return 'kind' in opened
    ? opened
    : show(asked, opened, { typed: prefilled(opened.name, asked.context.now), problems: {}, alsoAbout: [] })
}

/** Whether the same was recorded already: a form that came twice is one call. */
const isRecorded = async (
  { database, context }: AskedAtNight,
  { name, child }: Open,
  answers: Readonly<Record<string, unknown>>,
): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from entry join entry_subject subject on subject.lineage = entry.lineage
      join person on person.identity = subject.identity
    where person.person = ${child.child} and entry.step = ${name} and entry.author = ${context.worker}
      and entry.superseded_at = 'infinity' and not entry.withdrawn and entry.answers = ${JSON.stringify(answers)}::jsonb
    limit 1`.execute(database.sql)
  return rows.length > 0
}

/** Records what was typed, about the child and the others who were ticked; what is wrong is said beside its question. */
export const recordShort = async (asked: AskedAtNight): Promise<Answer> => {
  const { database, context, form } = asked
  const opened = await open(asked)
  if ('kind' in opened) return opened
  const { name, child, beside } = opened
  const { step: declared } = shortSteps[name]
  const typed = typedIn(declared, form)
  const step = askedOf(name, typed)
  const reading = readForm(step, form, context, input => input === also || input === 'whichHour')
  const chosen = textsOf(form[also]).map(Number)
  const strangers = chosen.filter(each => !beside.some(other => other.child === each))
  const shown: Shown = {
    typed,
    alsoAbout: chosen,
    problems: {
      ...reading.problems,
      ...(isAmbiguous(name, typed) && textOf(form.whichHour) === ''
        ? { whichHour: 'Choose which of the two hours it was: the clocks went back that night' }
        : {}),
      ...(reading.unasked.length > 0 || strangers.length > 0
        ? { unasked: 'The form held something that is not asked. Nothing was saved' }
        : {}),
    },
  }
  if (Object.keys(shown.problems).length > 0) return show(asked, opened, shown, 422)
  if (!(await isRecorded(asked, opened, reading.answers)))
    try {
      await record(asked, contextAt(context, await nextMoment(database.sql)), {
        step: name,
        subjects: [child.child, ...chosen].map(identity => ({ identity })),
        answers: reading.answers,
        outcome: reading.outcome,
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return show(asked, opened, { ...shown, problems: { unasked: error.message } }, 422)
    }
  return redirect(common.tonight({ child: child.child }, { recorded: name }))
}
