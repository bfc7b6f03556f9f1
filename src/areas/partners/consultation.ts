import { consultation } from '../../door/questions/professional.ts'
import { dropPartnerDraft, keepPartnerDraft, partnerDraft } from '../../door/partner-drafts.ts'
import type { TypedByPartner } from '../../door/partner-drafts.ts'
import { notePartner } from '../../door/partner-looks.ts'
import { receive } from '../../door/receive.ts'
import { fieldsForm } from '../../web/forms/index.ts'
import { redirect, textOf } from '../../web/index.ts'
import type { Answer } from '../../web/index.ts'
import { readTyped, typedFor } from './new-request/form.ts'
import { nothingToSend, sentUnder } from './new-request/send.ts'
import { partnerPage, partnerRoute, typedIn } from './partner-route.ts'
import type { AskedByPartner } from './partner-route.ts'
import { paths } from './paths.ts'

const consultationDraft = 'consultation'

const show = (
  asked: AskedByPartner,
  { typed, formKey }: { readonly typed: TypedByPartner; readonly formKey: string },
  problems: Readonly<Record<string, string>> = {},
): Answer => {
  const form = fieldsForm(
    consultation.fields,
    { typed, problems },
    { workers: [], teams: [], today: asked.partner.today },
  )
  return partnerPage(
    asked,
    'consultation',
    'areas/partners/consultation.njk',
    {
      title: consultation.title,
      heading: consultation.heading,
      lead: consultation.lead,
      questions: form.questions,
      errors: form.errors,
      formKey,
      paths: { here: paths.consultation(), begin: paths.begin(), levels: paths.levels() },
    },
    { status: form.errors.length > 0 ? 422 : 200 },
  )
}

/** The form has a key from the first time it is shown, so that it cannot be sent twice as two. */
const begun = async ({ database, partner }: AskedByPartner) =>
  (await partnerDraft(database.sql, partner, consultationDraft)) ??
  keepPartnerDraft(database.sql, partner, consultationDraft, {})

const send = async (asked: AskedByPartner): Promise<Answer> => {
  const { database, partner, form, now } = asked
  const formKey = textOf(form.formKey)
  const before = await partnerDraft(database.sql, partner, consultationDraft)
  if (before?.formKey !== formKey) {
    const reference = await sentUnder(database, partner, formKey)
    if (reference !== undefined) return redirect(paths.request({ reference }, { sent: 'now' }))
    if (before === undefined) return nothingToSend()
  }
  const typed = typedFor(consultation.fields, typedIn(form))
  const kept = await keepPartnerDraft(database.sql, partner, consultationDraft, typed)
  const { answers, problems } = readTyped(consultation.fields, typed, partner.today)
  if (Object.keys(problems).length > 0) return show(asked, kept, problems)
  const { request, reference } = await receive(
    database,
    { kind: 'consultation', sender: 'professional', partner, answers, children: [], formKey: kept.formKey },
    { now },
  )
  await dropPartnerDraft(database.sql, partner.person, consultationDraft)
  await notePartner(database.sql, partner, { act: 'ask for a consultation', answer: 'allowed', request })
  return redirect(paths.request({ reference }, { sent: 'now' }))
}

/** Asking for a talk before, or instead of, sending anything. */
export const consultationRoutes = [
  partnerRoute({
    method: 'GET',
    path: paths.consultation,
    audit: 'write for a consultation',
    answer: async asked => show(asked, await begun(asked)),
  }),
  partnerRoute({
    method: 'POST',
    path: paths.consultation,
    audit: 'write for a consultation',
    keeps: () => ({ draft: consultationDraft }),
    answer: send,
  }),
]
