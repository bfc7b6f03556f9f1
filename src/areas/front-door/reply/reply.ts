import { dateAt } from '../../../calendar/index.ts'
import { currentCouncil } from '../../../council/council.ts'
import { decisionsOf } from '../../../door/decisions-made.ts'
import { mailByCommand } from '../../../door/mailer.ts'
import type { Mailer } from '../../../door/mailer.ts'
import type { OpenRequest } from '../../../door/open-request.ts'
import { markPosted, messagesOf, writeOut } from '../../../door/outgoing.ts'
import { sendWaiting } from '../../../door/send-waiting.ts'
import { gapsIn, readerOf, writeReply } from '../../../door/replies.ts'
import type { Reader } from '../../../door/replies.ts'
import { replyWayOf } from '../../../door/reply-way.ts'
import type { ReplyWay } from '../../../door/reply-way.ts'
import { inTransaction } from '../../../store/database.ts'
import { readSettings } from '../../../store/settings.ts'
import { notFound, page, redirect, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { isWrong, openRequest, writing, wrongOr } from '../request/asked.ts'
import type { ForRequest, Wrong } from '../request/asked.ts'
import { fromWhom, kindInWords } from '../words.ts'

export type ForMessage = ForRequest & { readonly params: { readonly message: number } }

const mayKnow: Readonly<Record<Reader, string>> = {
  family: 'They may know what was decided for them. Name nobody else, and nothing that others told you.',
  relative: 'A relative may know that it was looked at, and no more.',
  public: 'A member of the public may know that it was looked at, and no more.',
  professional: 'A professional may know what comes next for this child. Name nobody else of the family.',
}

const wayInWords = (to: ReplyWay): string => {
  switch (to.way) {
    case 'page':
      return 'It is shown to the organisation when they sign in, and nowhere else.'
    case 'letter':
      return `A letter, as they said is safe: ${to.address}`
    case 'email':
      return `A notice by e-mail that there is an answer, without what is in it, to ${to.address}. They ring to hear it.`
    case 'telephone':
      return `By telephone, as they said is safe: ${to.number}.${to.care === '' ? '' : ` They said: ${to.care}`} Write down below what you told them.`
    case 'nobody':
      return `Nobody can be told. ${to.why}`
  }
}

const mailerInUse = (): Mailer | undefined => {
  const { mailer } = readSettings()
  return mailer === undefined ? undefined : mailByCommand(mailer)
}

const telephonesOf = async ({ database }: ForRequest) => {
  const council = await currentCouncil(database.sql)
  const { day, outOfHours } = council?.brand.telephone ?? {}
  return {
    name: council?.name ?? '',
    address: council?.brand.address ?? [],
    simulated: council?.simulated ?? false,
    day,
    outOfHours,
  }
}

const written = async (asked: ForRequest, request: OpenRequest, toName: string) => {
  const { database, context } = asked
  const [council, made] = await Promise.all([telephonesOf(asked), decisionsOf(database.sql, request.request)])
  return writeReply({
    sender: request.sender,
    reference: request.reference,
    receivedAt: request.receivedAt,
    toName,
    outcomes: made.filter(({ returnedAt, waits }) => returnedAt === null && !waits).map(({ outcome }) => outcome),
    councilName: council.name,
    telephone: council.day,
    outOfHours: council.outOfHours,
    signedBy: context.name,
  })
}

const showForm = async (asked: ForRequest, request: OpenRequest, body?: string, wrong?: Wrong): Promise<Answer> => {
  const to = replyWayOf(request)
  const reply = await written(asked, request, to.way === 'nobody' ? '' : to.toName)
  const text = body ?? reply.body
  return page(
    'areas/front-door/reply/reply.njk',
    {
      title: 'Answer whoever sent a request',
      from: fromWhom(request),
      kind: kindInWords(request),
      way: to.way,
      wayInWords: wayInWords(to),
      mayKnow: mayKnow[readerOf(request.sender)],
      subject: reply.subject,
      body: text,
      gaps: gapsIn(text),
      wrong,
      errors: wrong === undefined ? [] : [{ text: wrong.words, href: '#body' }],
      back: paths.request({ request: request.request }),
    },
    { status: wrong === undefined ? 200 : 422 },
  )
}

/** The answer to whoever sent a request, written from what was decided, for the worker to read and change. */
export const showReply = async (asked: ForRequest): Promise<Answer> => {
  const request = await openRequest(asked, 'answer a request')
  return request === undefined ? notFound() : showForm(asked, request)
}

const reachUs = async (asked: ForRequest): Promise<string> => {
  const { day } = await telephonesOf(asked)
  return day === undefined ? 'Please ring us to hear it.' : `Please ring us on ${day} to hear it.`
}

/** Keeps the answer and sends it the way that is safe. */
export const reply = async (asked: ForRequest): Promise<Answer> => {
  const request = await openRequest(asked, 'answer a request')
  if (request === undefined) return notFound()
  const to = replyWayOf(request)
  const body = textOf(asked.form.body)
  const { subject } = await written(asked, request, '')
  try {
    const context = await writing(asked)
    await inTransaction(asked.database, queries => writeOut(queries, context, request.request, { to, subject, body }), {
      isolation: 'read committed',
    })
  } catch (error) {
    const wrong = wrongOr(error)
    return isWrong(wrong) ? showForm(asked, request, body, wrong) : wrong
  }
  if (to.way === 'email') await sendWaiting(asked.database, mailerInUse(), asked.context.now, await reachUs(asked))
  const message = to.way === 'letter' ? (await messagesOf(asked.database.sql, request.request))[0] : undefined
  return redirect(
    message === undefined
      ? paths.request({ request: request.request }, { done: 'replied' })
      : paths.letter({ request: request.request, message: message.message }),
  )
}

/** Tries again to send what could not be sent. */
export const sendAgain = async (asked: ForRequest): Promise<Answer> => {
  const request = await openRequest(asked, 'send an answer again')
  if (request === undefined) return notFound()
  await sendWaiting(asked.database, mailerInUse(), asked.context.now, await reachUs(asked))
  return redirect(`${paths.request({ request: request.request })}#answer`)
}

/** The letter as it is printed. */
export const showLetter = async (asked: ForMessage): Promise<Answer> => {
  const request = await openRequest(asked, 'letter of a request')
  if (request === undefined) return notFound()
  const message = (await messagesOf(asked.database.sql, request.request)).find(
    each => each.message === asked.params.message && each.way === 'letter',
  )
  if (message === undefined) return notFound()
  const at = { request: request.request, message: message.message }
  return page('areas/front-door/reply/letter.njk', {
    title: 'A letter from the front door',
    council: await telephonesOf(asked),
    letter: {
      toName: message.toName ?? '',
      toAddress: (message.toAddress ?? '').split(/,\s*|\n/),
      subject: message.subject,
      on: dateAt(message.writtenAt),
      paragraphs: message.body.split(/\n{2,}/),
      sentAt: message.sentAt,
    },
    posted: message.sentAt === null ? paths.posted(at) : undefined,
    back: paths.request({ request: request.request }),
  })
}

/** Says that the letter was posted. */
export const posted = async (asked: ForMessage): Promise<Answer> => {
  const request = await openRequest(asked, 'letter of a request posted')
  if (request === undefined) return notFound()
  await markPosted(asked.database.sql, await writing(asked), request.request, asked.params.message)
  return redirect(paths.request({ request: request.request }, { done: 'replied' }))
}
