import { dateAt } from '../calendar/index.ts'
import type { CivilDate } from '../calendar/index.ts'
import { sources } from '../journey/codes/sources.ts'
import type { Source } from '../journey/codes/sources.ts'
import type { ToRecord } from '../ledger/record.ts'
import type { ChildSent } from './examine.ts'
import type { LinkedChild } from './links.ts'
import type { OpenRequest } from './open-request.ts'
import { childLines, senderInWords } from './questions/index.ts'
import type { ChildAsSent } from './request.ts'

const said = (answers: OpenRequest['answers'], name: string): string => {
  const answer = answers[name]
  return typeof answer === 'string' ? answer.trim() : ''
}

const isSource = (code: string): code is Source => Object.hasOwn(sources, code)

/** Who told us, by the code of the contact: the kind of a partner, a family member or neighbour, or nobody who gave a name. */
const sourceOf = ({ sender, partner, answers }: Pick<OpenRequest, 'sender' | 'partner' | 'answers'>): Source => {
  if (partner !== null) return isSource(partner.kind) ? partner.kind : 'other'
  if (sender === 'professional')
    return isSource(said(answers, 'source')) ? (said(answers, 'source') as Source) : 'other'
  return sender === 'public' && answers.named !== 'yes' ? 'anonymous' : 'individual'
}

/** Whoever sent a request, by name, post and organisation; empty where they gave none. */
export const senderNamed = ({
  partner,
  partnerPerson,
  answers,
}: Pick<OpenRequest, 'partner' | 'partnerPerson' | 'answers'>): string =>
  partner === null
    ? senderInWords(answers)
    : [partnerPerson?.name, partnerPerson?.post, partner.name].filter(part => part !== undefined).join(', ')

/** What whoever sent a request told and asks for, in their words. */
export const toldIn = (answers: OpenRequest['answers']): string =>
  ['happening', 'cause', 'wanted']
    .map(name => said(answers, name))
    .filter(words => words !== '')
    .join('\n\n')

const cut = (words: string, longest: number): string =>
  words.length <= longest ? words : `${words.slice(0, longest - 1).trimEnd()}…`

/** A child of a request as whoever sent it knows it. */
export const asSent = ({ given, family, bornOn, expectedOn, sex, answers }: ChildSent): ChildAsSent => ({
  ...(given === null ? {} : { given }),
  ...(family === null ? {} : { family }),
  ...(bornOn === null ? {} : { bornOn }),
  ...(expectedOn === null ? {} : { expectedOn }),
  ...(sex === 'female' || sex === 'male' || sex === 'notStated' ? { sex } : {}),
  answers,
})

/** What was said of one child alone, beside what its record holds. */
const paragraphOf = (child: ChildSent | undefined): string =>
  child === undefined
    ? ''
    : childLines(asSent(child))
        .filter(({ name }) => Object.hasOwn(child.answers, name) && !name.startsWith('mother'))
        .map(({ ask, words }) => `${ask}: ${words}.`)
        .join(' ')

/** The contact that a decision about a request becomes: everything of it was sent or decided, and nothing is typed again. */
export const contactFrom = (
  request: OpenRequest,
  sent: readonly ChildSent[],
  about: readonly LinkedChild[],
  { outcome, rationale }: { readonly outcome: string; readonly rationale: string },
  today: CivilDate,
): ToRecord => {
  const sourceName = cut(senderNamed(request), 200)
  const subjects = [...Map.groupBy(about, ({ identity }) => identity)].map(([identity, links]) => {
    const paragraph = links
      .map(({ position }) => paragraphOf(sent.find(child => child.position === position)))
      .filter(words => words !== '')
      .join(' ')
    return paragraph === '' ? { identity } : { identity, paragraph }
  })
  return {
    step: 'contact',
    subjects,
    outcome,
    answers: {
      receivedOn: dateAt(request.receivedAt),
      source: sourceOf(request),
      ...(sourceName === '' ? {} : { sourceName }),
      why: cut(toldIn(request.answers) || 'Nothing was said in words.', 10_000),
      decidedOn: today,
      rationale: cut(rationale, 10_000),
    },
  }
}
