import { heldFiles } from '../../../door/files.ts'
import { dropPartnerDraft, holderOfDraft, partnerDraft } from '../../../door/partner-drafts.ts'
import { childLines, linesOf } from '../../../door/questions/index.ts'
import { receive } from '../../../door/receive.ts'
import type { PartnerContext } from '../../../door/partners.ts'
import { notePartner } from '../../../door/partner-looks.ts'
import type { Database } from '../../../store/database.ts'
import { summaryRow } from '../../../web/forms/index.ts'
import { problem, redirect, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { partnerPage } from '../partner-route.ts'
import type { AskedByPartner } from '../partner-route.ts'
import { paths } from '../paths.ts'
import { asSent, kindFields, ownPages, pageBefore, requestDraft, requestSoFar } from './form.ts'

/** The reference of what was sent under a form's key by this person, where it was. */
export const sentUnder = async (
  { sql }: Pick<Database, 'sql'>,
  { person }: PartnerContext,
  formKey: string,
): Promise<string | undefined> =>
  (
    await sql
      .selectFrom('request')
      .select('reference')
      .where('form_key', '=', formKey)
      .where('partner_person', '=', person)
      .executeTakeFirst()
  )?.reference

/** There is nothing to send: it was sent, or thrown away, in another window. */
export const nothingToSend = (): Answer =>
  problem(
    409,
    'There is nothing to send',
    'What you had written was sent or thrown away in another window.',
    'See what you have sent under Requests and questions, or begin anew.',
  )

/** Everything that is written, to be looked at before it is sent. */
export const showCheck = async (asked: AskedByPartner): Promise<Answer> => {
  const { database, partner } = asked
  const draft = await partnerDraft(database.sql, partner, requestDraft)
  const soFar = requestSoFar(draft?.typed ?? {}, partner.today)
  if (draft === undefined || soFar.firstNotWhole !== undefined)
    return redirect(paths.formPage({ page: soFar.firstNotWhole ?? ownPages.kind }))
  const files = await heldFiles(database.sql, holderOfDraft(draft))
  return partnerPage(asked, 'new', 'areas/partners/new-request/check.njk', {
    title: 'Check before you send',
    formKey: draft.formKey,
    parts: [
      {
        heading: 'What you send',
        change: paths.formPage({ page: ownPages.kind }),
        rows: linesOf(kindFields, { kind: soFar.form.kind }).map(({ ask, words }) => summaryRow(ask, words)),
      },
      ...soFar.children.map(({ place, name, child }) => ({
        heading: name,
        change: paths.child({ place }),
        rows: childLines(child).map(({ ask, words }) => summaryRow(ask, words)),
      })),
      ...soFar.pages.map(({ key, title, fields }) => ({
        heading: title,
        change: paths.formPage({ page: key }),
        rows: linesOf(fields, soFar.form.answers).map(({ ask, words }) => summaryRow(ask, words)),
      })),
      {
        heading: 'Files',
        change: paths.files(),
        rows: files.map(({ name }, index) => summaryRow(`File ${index + 1}`, name)),
        empty: 'No files',
      },
    ],
    back: paths.formPage({ page: pageBefore(soFar, ownPages.check) ?? ownPages.children }),
    sender: `${partner.given} ${partner.family}, ${partner.post}, ${partner.name}`,
    paths: { here: paths.formPage({ page: ownPages.check }), discard: paths.discard() },
  })
}

/** Sends what is written. Sent twice it is one request; half of one is not sent, and the page that is not whole comes again. */
export const sendRequest = async (asked: AskedByPartner): Promise<Answer> => {
  const { database, partner, form, now } = asked
  const formKey = textOf(form.formKey)
  const draft = await partnerDraft(database.sql, partner, requestDraft)
  if (draft?.formKey !== formKey) {
    const reference = await sentUnder(database, partner, formKey)
    return reference === undefined ? nothingToSend() : redirect(paths.request({ reference }, { sent: 'now' }))
  }
  const soFar = requestSoFar(draft.typed, partner.today)
  if (soFar.firstNotWhole !== undefined) return redirect(paths.formPage({ page: soFar.firstNotWhole }))
  const { request, reference } = await receive(database, asSent(soFar, partner, formKey), {
    now,
    files: holderOfDraft(draft),
  })
  await dropPartnerDraft(database.sql, partner.person, requestDraft)
  await notePartner(database.sql, partner, { act: 'send a request', answer: 'allowed', request })
  return redirect(paths.request({ reference }, { sent: 'now' }))
}
