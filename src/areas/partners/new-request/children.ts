import { keepPartnerDraft } from '../../../door/partner-drafts.ts'
import { mostChildren } from '../../../door/questions/index.ts'
import { fieldsForm } from '../../../web/forms/index.ts'
import { counted, notFound, redirect, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { partnerPage, typedIn } from '../partner-route.ts'
import type { AskedByPartner } from '../partner-route.ts'
import { paths } from '../paths.ts'
import {
  fieldsOfChild,
  isAboutUnborn,
  ownPages,
  pageAfter,
  pageBefore,
  placesIn,
  readTyped,
  requestDraft,
  requestSoFar,
  typedFor,
  typedOfChild,
  unborn,
  withChild,
} from './form.ts'
import { typedSoFar } from './pages.ts'

/** The children that are written about, with a way to add one. */
export const showChildren = async (asked: AskedByPartner): Promise<Answer> => {
  const typed = await typedSoFar(asked)
  const soFar = requestSoFar(typed, asked.partner.today)
  const { children } = soFar
  const next = (placesIn(typed).at(-1) ?? 0) + 1
  return partnerPage(asked, 'new', 'areas/partners/new-request/children.njk', {
    title: 'Children',
    children: children.map(({ place, name, isWhole }) => ({
      name,
      isWhole,
      change: paths.child({ place }),
      remove: paths.removeChild({ place }),
    })),
    count: counted(children.length, 'child', 'children'),
    isFull: next > mostChildren,
    most: mostChildren,
    back: paths.formPage({ page: pageBefore(soFar, ownPages.children) ?? ownPages.kind }),
    paths: {
      add: paths.child({ place: next }),
      addUnborn: paths.child({ place: next }, { unborn: 'yes' }),
      goOn: paths.formPage({ page: pageAfter(soFar, ownPages.children) }),
    },
    isWhole: children.length > 0 && children.every(child => child.isWhole),
  })
}

/** The questions about one child, or about a baby who is not born yet. */
export const showChild = async (
  asked: AskedByPartner,
  place: number,
  problems: Readonly<Record<string, string>> = {},
): Promise<Answer> => {
  if (place > mostChildren) return notFound()
  const known = typedOfChild(await typedSoFar(asked), place)
  const own = Object.keys(known).length === 0 && textOf(asked.query.unborn) === 'yes' ? unborn : known
  const form = fieldsForm(
    fieldsOfChild(own),
    { typed: own, problems },
    { workers: [], teams: [], today: asked.partner.today },
  )
  return partnerPage(
    asked,
    'new',
    'areas/partners/new-request/question-page.njk',
    {
      title: 'A child',
      heading: isAboutUnborn(own) ? 'A baby who is not born yet' : 'Who is the child?',
      lead: isAboutUnborn(own) ? undefined : 'As much as you know. One child on this page; you can add others.',
      questions: form.questions,
      errors: form.errors,
      levels: [],
      isUnborn: isAboutUnborn(own),
      back: paths.formPage({ page: ownPages.children }),
      paths: { here: paths.child({ place }), levels: paths.levels(), consultation: paths.consultation() },
    },
    { status: form.errors.length > 0 ? 422 : 200 },
  )
}

/** Keeps what was written about a child, and goes back to the list where nothing is wrong. */
export const keepChild = async (asked: AskedByPartner, place: number): Promise<Answer> => {
  const { database, partner } = asked
  const typed = await typedSoFar(asked)
  const last = placesIn(typed).at(-1) ?? 0
  if (place > Math.min(last + 1, mostChildren)) return notFound()
  const sent = typedIn(asked.form)
  const fields = fieldsOfChild(sent)
  const own = { ...typedFor(fields, sent), ...(isAboutUnborn(sent) ? unborn : {}) }
  await keepPartnerDraft(database.sql, partner, requestDraft, withChild(typed, place, own))
  const { problems } = readTyped(fields, own, partner.today)
  return Object.keys(problems).length > 0
    ? showChild(asked, place, problems)
    : redirect(paths.formPage({ page: ownPages.children }))
}

/** Takes a child out of what is written; the others keep their places. */
export const removeChild = async (asked: AskedByPartner, place: number): Promise<Answer> => {
  const { database, partner } = asked
  await keepPartnerDraft(database.sql, partner, requestDraft, withChild(await typedSoFar(asked), place, undefined))
  return redirect(paths.formPage({ page: ownPages.children }))
}
