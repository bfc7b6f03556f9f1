import { ageInWords, inWords } from '../../calendar/index.ts'
import { answerEnquiry, lookAtEnquiry } from '../../door/enquiry-answers.ts'
import type { ChildAskedAbout, EnquiryForPartner } from '../../door/enquiry-answers.ts'
import { enquiryFields, enquiryFormOf } from '../../door/enquiry-questions.ts'
import { notePartner } from '../../door/partner-looks.ts'
import { dropPartnerDraft, keepPartnerDraft, partnerDraft } from '../../door/partner-drafts.ts'
import type { TypedByPartner } from '../../door/partner-drafts.ts'
import { readPage } from '../../door/questions/index.ts'
import { fieldsForm, rawAnswer, summaryRow } from '../../web/forms/index.ts'
import type { ErrorLine } from '../../web/forms/index.ts'
import { instantInWords, notFound, redirect, textOf } from '../../web/index.ts'
import type { Answer } from '../../web/index.ts'
import { clockInWords } from './home.ts'
import { partnerPage, partnerRoute, typedIn } from './partner-route.ts'
import type { AskedByPartner } from './partner-route.ts'
import { paths } from './paths.ts'

type Asked = AskedByPartner

const draftOf = (enquiry: number) => `enquiry-${enquiry}`

const childInWords = ({ name, bornOn, expectedOn }: ChildAskedAbout, today: string): string => {
  if (bornOn !== null) return `${name}, born ${inWords(bornOn)}, aged ${ageInWords(bornOn, today)}`
  return expectedOn === null ? `${name}, date of birth not known` : `${name}, expected ${inWords(expectedOn)}`
}

/** What a page of one enquiry shows beside the enquiry itself. */
type Showing = {
  readonly typed?: TypedByPartner
  readonly problems?: Readonly<Record<string, string>>
  /** A colleague has answered since this form was opened. */
  readonly isSecond?: boolean
}

const show = async (asked: Asked, found: EnquiryForPartner, showing: Showing = {}): Promise<Answer> => {
  const { database, partner, query } = asked
  const { enquiry, standing } = found
  const isAdding = showing.isSecond === true || (standing === 'answered' && textOf(query.add) === 'more')
  const isAsked = standing === 'open' || isAdding
  const draft =
    isAsked && showing.typed === undefined ? await partnerDraft(database.sql, partner, draftOf(enquiry)) : undefined
  const fields = enquiryFields(enquiryFormOf(partner.kind))
  const { problems = {} } = showing
  const form = fieldsForm(
    fields,
    { typed: showing.typed ?? draft?.typed ?? {}, problems },
    { workers: [], teams: [], today: partner.today },
  )
  const meanwhile: readonly ErrorLine[] =
    showing.isSecond === true
      ? [
          {
            text: 'A colleague of yours has answered meanwhile. Read their answer, and add yours if it says more.',
            href: '#answers',
          },
        ]
      : []
  return partnerPage(
    asked,
    'home',
    'areas/partners/enquiry.njk',
    {
      title: 'A question to you',
      standing,
      isAsked,
      isAdding,
      hasAnswered: textOf(query.answered) === 'now',
      clock: clockInWords(found.answerBy, found.isLate),
      isLate: found.isLate,
      asked: instantInWords(found.askedAt),
      children: found.children.map(child => childInWords(child, partner.today)),
      address: found.address,
      question: found.question,
      answers: found.answers.map(({ by, at, lines }) => ({
        by,
        at,
        rows: lines.map(({ ask, words }) => summaryRow(ask, words)),
      })),
      questions: form.questions,
      errors: [...meanwhile, ...form.errors],
      keptAt: draft?.savedAt,
      paths: {
        home: paths.home(),
        enquiry: paths.enquiry({ enquiry }),
        add: paths.enquiry({ enquiry }, { add: 'more' }),
      },
    },
    { status: meanwhile.length > 0 ? 409 : Object.keys(problems).length > 0 ? 422 : 200 },
  )
}

const look = async (asked: Asked, enquiry: number, answer: (found: EnquiryForPartner) => Promise<Answer>) => {
  const found = await lookAtEnquiry(asked.database.sql, asked.partner, enquiry, 'enquiry')
  return found === undefined ? notFound() : answer(found)
}

const send = async (asked: Asked, enquiry: number): Promise<Answer> => {
  const { database, partner, form } = asked
  const fields = enquiryFields(enquiryFormOf(partner.kind))
  const raw = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, rawAnswer(name, field, form)]))
  const typed = typedIn(form)
  const isAdded = textOf(form.add) === 'more'
  const { answers, problems } = readPage(fields, raw, { today: partner.today })
  if (Object.keys(problems).length > 0)
    return look(asked, enquiry, found => show(asked, found, { typed, problems, isSecond: false }))
  const answered = await answerEnquiry(database, partner, { enquiry, answers, isAdded })
  if (answered === 'notFound') {
    await notePartner(database.sql, partner, { act: 'answer an enquiry', answer: 'nothing' })
    return notFound()
  }
  if (answered === 'answered') {
    await dropPartnerDraft(database.sql, partner.person, draftOf(enquiry))
    return redirect(paths.enquiry({ enquiry }, { answered: 'now' }))
  }
  await keepPartnerDraft(database.sql, partner, draftOf(enquiry), typed)
  return look(asked, enquiry, found => show(asked, found, { typed, isSecond: answered === 'alreadyAnswered' }))
}

/** A question about children that an organisation is asked, and its answer. */
export const enquiryRoutes = [
  partnerRoute({
    method: 'GET',
    path: paths.enquiry,
    audit: 'enquiry',
    noted: 'byAnswer',
    answer: asked => look(asked, asked.params.enquiry, found => show(asked, found)),
  }),
  partnerRoute({
    method: 'POST',
    path: paths.enquiry,
    audit: 'answer an enquiry',
    keeps: ({ enquiry }) => ({ draft: draftOf(enquiry) }),
    answer: asked => send(asked, asked.params.enquiry),
  }),
]
