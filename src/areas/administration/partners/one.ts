import { inWords, isCivilDate } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { historyOfPartner } from '../../../door/partner-history.ts'
import type { PartnerHistoryLine } from '../../../door/partner-history.ts'
import { knownPartner, peopleOfPartner } from '../../../door/partner-list.ts'
import type { KnownPerson } from '../../../door/partner-list.ts'
import { isPartnerKind } from '../../../door/partners.ts'
import { sources } from '../../../journey/codes/index.ts'
import { instantInWords, notFound, page } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { paths } from './paths.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const dayInWords = (value: unknown): string => (isCivilDate(text(value)) ? inWords(text(value)) : '')

const wasInWords = ({ was }: PartnerHistoryLine['detail']): string => {
  if (typeof was !== 'object' || was === null) return ''
  const { name, kind, answersEnquiries, given, family, post, email } = was as Readonly<Record<string, unknown>>
  return [
    text(name),
    isPartnerKind(text(kind)) ? sources[text(kind) as keyof typeof sources] : '',
    answersEnquiries === undefined ? '' : answersEnquiries === true ? 'answers enquiries' : 'answers no enquiries',
    [text(given), text(family)].filter(Boolean).join(' '),
    text(post),
    email === null ? 'no e-mail address' : text(email),
  ]
    .filter(Boolean)
    .join(', ')
}

const lineInWords = (line: PartnerHistoryLine): string => {
  const { kind, detail } = line
  const who = line.personName ?? 'Somebody'
  const words: Readonly<Record<string, string>> = {
    added: 'Organisation added',
    changed: `Organisation changed. Before: ${wasInWords(detail)}`,
    ended: `Organisation ended on ${dayInWords(detail.on)}`,
    endTakenBack: 'The end of the organisation was taken back',
    personAdded: `${who} added`,
    personChanged: `${who} changed. Before: ${wasInWords(detail)}`,
    personEnded: `${who} left on ${dayInWords(detail.on)}`,
    personEndTakenBack: `The leaving of ${who} was taken back`,
    accountLinked: `The account of ${who} is known from the first sign-in`,
    accountUnlinked: `The account of ${who} was unlinked`,
  }
  return words[kind] ?? kind
}

const personView = (
  partner: number,
  { person, given, family, post, email, subject, endedOn }: KnownPerson,
  today: CivilDate,
) => {
  const key = { partner, person }
  return {
    name: `${given} ${family}`,
    post,
    email,
    isLinked: subject !== null,
    until: endedOn === null ? undefined : inWords(endedOn),
    hasLeft: endedOn !== null && endedOn <= today,
    links: {
      change: paths.changePerson(key),
      end: paths.endPerson(key),
      takeBack: paths.takeBackEndOfPerson(key),
      unlink: paths.unlinkAccount(key),
    },
  }
}

/** One organisation: who is of it, who has left, and what was done about it. */
export const showOne = async ({ database, context, issuer }: Asked<unknown>, partner: number): Promise<Answer> => {
  const [known, people, history] = await Promise.all([
    knownPartner(database.sql, partner),
    peopleOfPartner(database.sql, partner),
    historyOfPartner(database.sql, partner),
  ])
  if (known === undefined) return notFound()
  const { today } = context
  const views = people.map(each => personView(partner, each, today))
  const key = { partner }
  return page('areas/administration/partners/one.njk', {
    title: 'An organisation',
    name: known.name,
    kind: sources[known.kind],
    answersEnquiries: known.answersEnquiries,
    openEnquiries: known.openEnquiries,
    since: inWords(known.startedOn),
    until: known.endedOn === null ? undefined : inWords(known.endedOn),
    hasEnded: known.endedOn !== null && known.endedOn <= today,
    isConnected: issuer !== undefined,
    people: views.filter(({ hasLeft }) => !hasLeft),
    left: views.filter(({ hasLeft }) => hasLeft),
    history: history.map(line => ({
      words: lineInWords(line),
      at: instantInWords(line.at),
      by: line.authorName ?? 'the provider',
    })),
    links: {
      list: paths.list(),
      change: paths.change(key),
      end: paths.end(key),
      takeBack: paths.takeBackEnd(key),
      addPerson: paths.addPerson(key),
    },
  })
}
