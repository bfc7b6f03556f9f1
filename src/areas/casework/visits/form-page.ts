import { randomBytes } from 'node:crypto'
import { daysBetween } from '../../../calendar/index.ts'
import { missedVisitReasons, visitPlaces } from '../../../journey/codes/visits.ts'
import { visitModes } from '../../../journey/visit-questions.ts'
import type { Draft } from '../../../ledger/drafts.ts'
import { page, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { typedOf } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import type { ClashOnPage } from '../../../web/forms/merging/choosing.ts'
import { paths } from '../paths.ts'
import { mayRecordOf, visitedAs } from './kinds.ts'
import { own, seenAs } from './sent.ts'
import { plannedInWords } from './visited.ts'
import type { PlannedVisit, VisitedChild } from './visited.ts'

/** What stands on the short page. */
export type ShortState = {
  readonly child: number
  readonly children: readonly VisitedChild[]
  readonly typed: Typed
  readonly problems: Readonly<Record<string, string>>
  readonly draft: Draft | undefined
  readonly notice?: string
  /** What somebody else has answered otherwise meanwhile in the same draft. */
  readonly clashes?: readonly ClashOnPage[]
}

/** A planned visit this near is taken to be the one that is recorded. */
const daysAround = 3

/** What is most often so, for whoever has two minutes: today, face to face, where the child lives, the visit that was planned. */
export const usually = ({ rules, context }: Asked, children: readonly VisitedChild[]): Typed => {
  const visitedOn = rules.pathway.steps.childInNeedVisit?.fields.visitedOn
  const planned = children.flatMap(each => each.planned)
  return {
    ...(visitedOn === undefined ? {} : typedOf('visitedOn', visitedOn, context.today)),
    mode: 'faceToFace',
    place: 'home',
    ...(planned.some(({ on }) => Math.abs(daysBetween(on, context.today)) <= daysAround)
      ? { [own.against]: 'yes' }
      : {}),
  }
}

const itemsOf = (codes: Readonly<Record<string, string>>, chosen: string) =>
  Object.entries(codes).map(([value, text]) => ({ value, text, checked: value === chosen, selected: value === chosen }))

const childOnPage = ({ rules, context }: Asked, child: VisitedChild, { typed, problems }: ShortState) => {
  const name = own.seen(child.identity)
  const [due] = child.due
  const as = mayRecordOf(rules, context, visitedAs(child.episodes, context.today))
    .map(step => rules.pathway.steps[step]?.title ?? step)
    .join(' and ')
  return {
    name: child.name,
    main: child.main,
    age: child.age,
    as,
    due: due === undefined ? undefined : { by: due.by, clock: due.clock, late: due.standing === 'overdue' },
    seen: {
      name,
      problem: problems[name],
      items: [
        ...(child.main ? [] : [{ value: '', text: 'Not part of this visit' }]),
        ...itemsOf(seenAs, textOf(typed[name])),
      ],
    },
    about: { name: own.about(child.identity), words: textOf(typed[own.about(child.identity)]) },
  }
}

/** Where an error leads: the input that is to be mended. */
const focusOf = (name: string): string => `#${['visitedOn', own.next].includes(name) ? `${name}-day` : name}`

/** The short page on which a visit is recorded. */
export const shortPage = (asked: Asked, state: ShortState, status: 200 | 409 | 422 = 200): Answer => {
  const { child, children, typed, problems, draft } = state
  const words = (name: string) => textOf(typed[name])
  const planned = children.flatMap(each => each.planned.map(plan => ({ ...plan, name: each.name, main: each.main })))
  const asked1 = (name: string) => ({ name, value: words(name), problem: problems[name] })
  const day = (name: string) => ({
    name,
    problem: problems[name],
    items: (['day', 'month', 'year'] as const).map(part => ({
      name: part,
      value: words(`${name}-${part}`),
      classes: part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
    })),
  })
  return page(
    'areas/casework/visits/short.njk',
    {
      title: 'Record a visit',
      errors: Object.entries(problems).map(([name, text]) => ({ text, href: focusOf(name) })),
      children: children.map(each => childOnPage(asked, each, state)),
      visitedOn: day('visitedOn'),
      visitedAt: asked1('visitedAt'),
      mode: { ...asked1('mode'), items: itemsOf(visitModes, words('mode')) },
      place: { ...asked1('place'), items: itemsOf(visitPlaces, words('place')) },
      where: asked1('where'),
      notes: asked1('notes'),
      childsWords: asked1('childsWords'),
      missedBecause: { ...asked1('missedBecause'), items: itemsOf(missedVisitReasons, words('missedBecause')) },
      whyNotSeen: asked1('whyNotSeen'),
      next: day(own.next),
      nextAt: asked1(own.nextAt),
      nextOpen:
        words(`${own.next}-day`) !== '' || problems[own.next] !== undefined || problems[own.nextAt] !== undefined,
      missedOpen:
        words('missedBecause') !== '' ||
        words('whyNotSeen') !== '' ||
        problems.missedBecause !== undefined ||
        problems.whyNotSeen !== undefined ||
        children.some(each => words(own.seen(each.identity)) === 'notSeen'),
      aloneOpen: children.some(each => words(own.about(each.identity)) !== ''),
      against:
        planned.length === 0
          ? undefined
          : {
              name: own.against,
              checked: words(own.against) === 'yes',
              text: `It is the visit planned for ${plannedFor(planned)}`,
            },
      notice: state.notice,
      clashes: state.clashes ?? [],
      pageName: randomBytes(8).toString('hex'),
      version: draft?.version ?? 1,
      savedAt: draft?.updatedAt,
      action: draft === undefined ? paths.visit({ child }) : paths.visitDraft({ draft: draft.draft }),
      discard: draft === undefined ? undefined : paths.discardDraft({ draft: draft.draft }),
      back: paths.child({ child }),
      long: longForms(asked, child, children),
    },
    { status },
  )
}

/** The days that were agreed, each with the child where that is not the one whose page it is. */
const plannedFor = (planned: readonly (PlannedVisit & { readonly name: string; readonly main: boolean })[]): string =>
  [...new Set(planned.map(each => `${plannedInWords(each)}${each.main ? '' : ` (${each.name})`}`))].join(' and ')

const longForms = ({ rules, context }: Asked, child: number, children: readonly VisitedChild[]) => {
  const main = children.find(each => each.main)
  const steps = main === undefined ? [] : mayRecordOf(rules, context, visitedAs(main.episodes, context.today))
  return steps.map(step => ({ text: rules.pathway.steps[step]?.title ?? step, href: paths.record({ child, step }) }))
}
