import { addDays } from '../../../../calendar/index.ts'
import type { CivilDate } from '../../../../calendar/index.ts'
import { absenceKinds, coveredBy } from '../../../../council/absences.ts'
import type { Absence, AbsenceKind } from '../../../../council/absences.ts'
import type { AbsenceToRecord } from '../../../../council/record-absence.ts'
import { posts, teams } from '../../../../council/organisation.ts'
import { choice, date, optional, text, worker } from '../../../../journey/fields.ts'
import { roles } from '../../../../journey/roles.ts'
import { fieldView, typedOf } from '../../../../web/forms/index.ts'
import type { FieldView, Option, Typed } from '../../../../web/forms/index.ts'
import type { FormRead } from '../../../../web/forms/questions.ts'
import type { Asked } from '../../../../web/index.ts'
import type { Whose } from '../whose.ts'

/** What is asked about an absence. */
export const absenceQuestions = {
  startedOn: date('First day away', { mayBeInFuture: true }),
  backOn: optional(date('First day back', { mayBeInFuture: true, hint: 'Leave it empty while nobody knows yet' })),
  kind: choice('Why', absenceKinds, {
    hint: 'Read by the worker and those who answer for them. Others see that somebody is away, and until when',
  }),
  cover: optional(
    worker('Who covers', {
      hint: 'The children open to them for these days, and what is due stands on their first page',
    }),
  ),
  note: optional(text('What whoever covers should know', { hint: 'Nothing about health, and no child’s name' })),
}

/** Those who may cover: whoever has a post today, the worker's own team first, then the service, then everybody else. */
export const mayCover = async ({ database, context }: Asked, whose: Whose): Promise<readonly Option[]> => {
  const [held, all] = await Promise.all([
    posts(database.sql, { on: context.today }),
    teams(database.sql, { on: context.today }),
  ])
  const places = new Map(all.map(place => [place.team, place]))
  const nearness = (team: string | null) => {
    const place = team === null ? undefined : places.get(team)
    if (place === undefined) return 3
    return whose.teams.includes(place.team) ? 0 : whose.services.includes(place.service) ? 1 : 2
  }
  const seen = new Set<number>([whose.worker])
  return held
    .filter(({ role }) => role !== 'councillor' && role !== 'administrator')
    .map(post => ({ post, near: nearness(post.team) }))
    .sort((one, other) => one.near - other.near)
    .flatMap(({ post }) => {
      if (seen.has(post.worker)) return []
      seen.add(post.worker)
      const place = post.team === null ? undefined : places.get(post.team)?.name
      return [{ value: String(post.worker), text: [post.name, roles[post.role], place].filter(Boolean).join(', ') }]
    })
}

/** An absence as it would have been typed. */
export const typedAbsence = (absence: Absence): Typed =>
  Object.assign(
    {},
    ...Object.entries(absenceQuestions).map(([name, field]) =>
      typedOf(name, field, absence[name as keyof typeof absenceQuestions]),
    ),
  ) as Typed

/** What was typed, as an absence of this worker; undefined where something in it is wrong. */
export const absenceFrom = ({ values, problems }: FormRead, worker: number): AbsenceToRecord | undefined =>
  Object.keys(problems).length > 0
    ? undefined
    : {
        worker,
        kind: values.kind as AbsenceKind,
        startedOn: String(values.startedOn),
        backOn: typeof values.backOn === 'string' ? values.backOn : null,
        cover: typeof values.cover === 'number' ? values.cover : null,
        note: typeof values.note === 'string' ? values.note : null,
      }

/** The questions on the page, with what was typed and what is wrong. */
export const absenceViews = (
  typed: Typed,
  problems: Readonly<Record<string, string>>,
  choosing: { readonly workers: readonly Option[]; readonly today: CivilDate },
): {
  readonly views: readonly FieldView[]
  readonly errors: readonly { readonly text: string; readonly href: string }[]
} => {
  const views = Object.entries(absenceQuestions).map(([name, field]) =>
    fieldView({ field, name, typed, problem: problems[name] }, { ...choosing, teams: [] }),
  )
  return {
    views,
    errors: Object.entries(problems).map(([name, words]) => ({
      text: words,
      href: `#${views.find(view => view.name === name)?.focus ?? 'absences'}`,
    })),
  }
}

/** Whom the worker covers in the days of an absence: they need somebody else. */
export const coversMeanwhile = (asked: Asked, { worker: who, startedOn, backOn }: AbsenceToRecord) =>
  coveredBy(asked.database.sql, who, { from: startedOn, before: backOn ?? addDays(startedOn, 365) })
