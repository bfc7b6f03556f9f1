import { dateAt, inWords } from '../../../../calendar/index.ts'
import { absenceKinds, absenceNow, absencesOf, coveredBy, isAbsenceKind } from '../../../../council/absences.ts'
import { AbsenceRefused, changeAbsence, recordAbsence } from '../../../../council/record-absence.ts'
import type { Absence } from '../../../../council/absences.ts'
import type { AbsenceToRecord } from '../../../../council/record-absence.ts'
import { inTransaction } from '../../../../store/index.ts'
import { notFound, page, redirect, refused, route, textOf } from '../../../../web/index.ts'
import type { Answer, Asked } from '../../../../web/index.ts'
import type { Typed } from '../../../../web/forms/index.ts'
import { readQuestions } from '../../../../web/forms/questions.ts'
import { paths } from '../../paths.ts'
import { writingContext } from '../../people/change.ts'
import { whoseWork, worksWithOthers } from '../whose.ts'
import type { Whose } from '../whose.ts'
import { absenceFrom, absenceQuestions, absenceViews, coversMeanwhile, mayCover, typedAbsence } from './form.ts'

type ForWorker = Asked & { readonly params: { readonly worker: number } }
type ForAbsence = Asked & { readonly params: { readonly worker: number; readonly absence: number } }
type Problems = Readonly<Record<string, string>>

const lineOf =
  (whose: Whose, today: string) =>
  ({ absence, kind, startedOn, backOn, coverName, note }: Absence) => ({
    kind: isAbsenceKind(kind) ? absenceKinds[kind] : kind,
    from: inWords(startedOn),
    back: backOn === null ? 'nobody knows yet' : inWords(backOn),
    standing: startedOn > today ? 'to come' : backOn === null || backOn > today ? 'now' : 'over',
    cover: coverName ?? 'Nobody',
    note,
    href: paths.changeAbsence({ worker: whose.worker, absence }),
  })

/** The page of somebody's absences, with the form for another or for a change of one. */
const show = async (
  asked: Asked,
  whose: Whose,
  form: { readonly typed: Typed; readonly problems: Problems; readonly changes?: Absence },
): Promise<Answer> => {
  const { database, context, query } = asked
  const [absences, workers, covered] = await Promise.all([
    absencesOf(database.sql, whose.worker),
    mayCover(asked, whose),
    coveredBy(database.sql, whose.worker, { from: context.today, before: null }),
  ])
  const { views, errors } = absenceViews(form.typed, form.problems, { workers, today: context.today })
  return page(
    'areas/casework/my-work/absences/absences.njk',
    {
      title: 'Away and cover',
      name: whose.name,
      own: whose.own,
      lines: absences.map(lineOf(whose, context.today)),
      covered: covered.map(({ name, startedOn, backOn, note }) => ({
        name,
        days: `from ${inWords(startedOn)}${backOn === null ? '' : `, back on ${inWords(backOn)}`}`,
        note,
      })),
      questions: views,
      errors,
      changes:
        form.changes === undefined
          ? undefined
          : { from: inWords(form.changes.startedOn), href: paths.absences({ worker: whose.worker }) },
      coversMeanwhile: textOf(query.covers) !== '',
      back: whose.own ? paths.home() : paths.worker({ worker: whose.worker }),
    },
    { status: errors.length > 0 ? 422 : 200 },
  )
}

/** The worker of the address, for themselves and those who answer for them; else what to say instead. */
const whoseOf = async (asked: ForWorker): Promise<Whose | Answer> => {
  const whose = await whoseWork(asked, asked.params.worker, 'away and cover')
  return whose === 'nobody' ? notFound() : whose === 'refused' ? refused() : whose
}

const isAnswer = (either: Whose | Answer): either is Answer => 'kind' in either

/** Writes; what the organisation refuses is said at its question, with all that was typed. */
const write = async (
  asked: Asked,
  wanted: AbsenceToRecord | undefined,
  changes: Absence | undefined,
): Promise<Problems | undefined> => {
  const context = await writingContext(asked)
  try {
    await inTransaction(asked.database, async queries => {
      if (changes !== undefined) await changeAbsence(queries, context, changes.absence, wanted)
      else if (wanted !== undefined) await recordAbsence(queries, context, wanted)
    })
    return undefined
  } catch (error) {
    if (error instanceof AbsenceRefused) return { [error.question]: error.message }
    throw error
  }
}

const save = async (asked: ForWorker, whose: Whose, changes?: Absence): Promise<Answer> => {
  const read = readQuestions(absenceQuestions, asked.form, asked.context.today)
  const again = (problems: Problems) =>
    show(asked, whose, { typed: read.typed, problems, ...(changes === undefined ? {} : { changes }) })
  const wanted = absenceFrom(read, whose.worker)
  if (wanted === undefined) return again(read.problems)
  const problems = await write(asked, wanted, changes)
  if (problems !== undefined) return again(problems)
  const covers = await coversMeanwhile(asked, wanted)
  return redirect(paths.absences({ worker: whose.worker }, { covers: covers.length > 0 ? 1 : undefined }))
}

const forWorker =
  (answer: (asked: ForWorker, whose: Whose) => Promise<Answer>) =>
  async (asked: ForWorker): Promise<Answer> => {
    const whose = await whoseOf(asked)
    return isAnswer(whose) ? whose : answer(asked, whose)
  }

const forAbsence =
  (answer: (asked: ForAbsence, whose: Whose, absence: Absence) => Promise<Answer>) =>
  async (asked: ForAbsence): Promise<Answer> => {
    const whose = await whoseOf(asked)
    if (isAnswer(whose)) return whose
    const absence = await absenceNow(asked.database.sql, asked.params.absence)
    return absence?.worker === whose.worker ? answer(asked, whose, absence) : changedMeanwhile(asked, whose)
  }

/** The number is of a version that is believed no longer: the list shows what is. */
const changedMeanwhile = (asked: ForAbsence, whose: Whose): Promise<Answer> =>
  show(asked, whose, {
    typed: {},
    problems: { absence: 'This absence was changed or taken back meanwhile. The list shows how it stands now' },
  })

const saveChange = async (asked: ForAbsence, whose: Whose, absence: Absence): Promise<Answer> => {
  if (textOf(asked.form.act) !== 'takeBack') return save(asked, whose, absence)
  const problems = await write(asked, undefined, absence)
  return problems === undefined
    ? redirect(paths.absences({ worker: whose.worker }))
    : show(asked, whose, { typed: {}, problems })
}

const audit = 'away and cover'
const permission = worksWithOthers

/** The date on which an absence was recorded is today unless another is typed. */
const today = ({ context }: Asked): Typed => {
  const [year = '', month = '', day = ''] = dateAt(context.now).split('-')
  return { 'startedOn-day': String(Number(day)), 'startedOn-month': String(Number(month)), 'startedOn-year': year }
}

export const absenceRoutes = [
  route({
    method: 'GET',
    path: paths.absences,
    permission,
    audit,
    answer: forWorker((asked, whose) => show(asked, whose, { typed: today(asked), problems: {} })),
  }),
  route({
    method: 'POST',
    path: paths.absences,
    permission,
    audit: 'record an absence',
    answer: forWorker((asked, whose) => save(asked, whose)),
  }),
  route({
    method: 'GET',
    path: paths.changeAbsence,
    permission,
    audit,
    answer: forAbsence((asked, whose, absence) =>
      show(asked, whose, { typed: typedAbsence(absence), problems: {}, changes: absence }),
    ),
  }),
  route({
    method: 'POST',
    path: paths.changeAbsence,
    permission,
    audit: 'change an absence',
    answer: forAbsence(saveChange),
  }),
]
