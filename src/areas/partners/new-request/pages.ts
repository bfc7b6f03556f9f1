import { mayNeedNoDoor } from '../../../door/levels-of-need.ts'
import { keepPartnerDraft, partnerDraft } from '../../../door/partner-drafts.ts'
import type { TypedByPartner } from '../../../door/partner-drafts.ts'
import type { Fields } from '../../../journey/field.ts'
import { fieldsForm } from '../../../web/forms/index.ts'
import { notFound, redirect } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { levelView, levelViews } from '../levels.ts'
import { partnerPage, typedIn } from '../partner-route.ts'
import type { AskedByPartner } from '../partner-route.ts'
import { paths } from '../paths.ts'
import { kindFields, ownPages, pageAfter, pageBefore, readTyped, requestDraft, requestSoFar, withPage } from './form.ts'
import type { RequestSoFar } from './form.ts'

/** What somebody has written so far; nothing where they have not begun. */
export const typedSoFar = async ({ database, partner }: AskedByPartner): Promise<TypedByPartner> =>
  (await partnerDraft(database.sql, partner, requestDraft))?.typed ?? {}

const levelKey = 'level'

/** A page of questions, whether of the door or of this form alone. */
type Asking = {
  readonly heading: string
  readonly title: string
  readonly lead?: string | undefined
  readonly fields: Fields
}

const kindPage: Asking = {
  title: 'What you send',
  heading: 'What are you sending?',
  lead: 'Both come to the same place and are read by the same people. If it turns out to be the other, nothing is lost.',
  fields: kindFields,
}

const askingOf = (soFar: RequestSoFar, key: string): Asking | undefined =>
  key === ownPages.kind ? kindPage : soFar.pages.find(page => page.key === key)

const showAsking = (
  asked: AskedByPartner,
  {
    key,
    asking,
    soFar,
    typed,
    problems,
  }: {
    readonly key: string
    readonly asking: Asking
    readonly soFar: RequestSoFar
    readonly typed: TypedByPartner
    readonly problems: Readonly<Record<string, string>>
  },
): Answer => {
  const form = fieldsForm(asking.fields, { typed, problems }, { workers: [], teams: [], today: asked.partner.today })
  const before = pageBefore(soFar, key)
  return partnerPage(
    asked,
    'new',
    'areas/partners/new-request/question-page.njk',
    {
      title: asking.title,
      heading: asking.heading,
      lead: asking.lead,
      questions: form.questions,
      errors: form.errors,
      levels: key === levelKey ? levelViews() : [],
      back: before === undefined ? paths.home() : paths.formPage({ page: before }),
      paths: { here: paths.formPage({ page: key }), levels: paths.levels(), consultation: paths.consultation() },
    },
    { status: form.errors.length > 0 ? 422 : 200 },
  )
}

/** Whether the form is open at a page: one may come to any page whose forerunners are whole, and go back to any. */
const isReached = ({ order, firstNotWhole }: RequestSoFar, key: string): boolean =>
  firstNotWhole === undefined || order.indexOf(key) <= order.indexOf(firstNotWhole)

const showAdvice = (asked: AskedByPartner, soFar: RequestSoFar): Answer => {
  const { level } = soFar
  if (level === undefined || !mayNeedNoDoor(level))
    return redirect(paths.formPage({ page: pageAfter(soFar, levelKey) }))
  return partnerPage(asked, 'new', 'areas/partners/new-request/advice.njk', {
    title: 'What could help without us',
    level: levelView(level),
    back: paths.formPage({ page: levelKey }),
    paths: {
      goOn: paths.formPage({ page: pageAfter(soFar, levelKey) }),
      consultation: paths.consultation(),
      discard: paths.discard(),
    },
  })
}

/** A page of the form; where the pages before it are not whole, the first of them. */
export const showFormPage = async (asked: AskedByPartner, key: string): Promise<Answer> => {
  const typed = await typedSoFar(asked)
  const soFar = requestSoFar(typed, asked.partner.today)
  if (key === ownPages.advice) return showAdvice(asked, soFar)
  const asking = askingOf(soFar, key)
  if (asking === undefined) return notFound()
  if (!isReached(soFar, key)) return redirect(paths.formPage({ page: soFar.firstNotWhole ?? ownPages.check }))
  return showAsking(asked, { key, asking, soFar, typed, problems: {} })
}

/** Keeps a page of the form, whatever is wrong with it, and goes on where nothing is. */
export const keepFormPage = async (asked: AskedByPartner, key: string): Promise<Answer> => {
  const { database, partner, form } = asked
  const before = await typedSoFar(asked)
  const asking = askingOf(requestSoFar(before, partner.today), key)
  if (asking === undefined) return notFound()
  const typed = withPage(before, asking.fields, typedIn(form))
  await keepPartnerDraft(database.sql, partner, requestDraft, typed)
  const { problems } = readTyped(asking.fields, typed, partner.today)
  const soFar = requestSoFar(typed, partner.today)
  if (Object.keys(problems).length > 0) return showAsking(asked, { key, asking, soFar, typed, problems })
  if (key === levelKey && soFar.level !== undefined && mayNeedNoDoor(soFar.level))
    return redirect(paths.formPage({ page: ownPages.advice }))
  return redirect(paths.formPage({ page: pageAfter(soFar, key) }))
}
