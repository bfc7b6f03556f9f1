import { dateAt, inWords } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import type { Sender } from './request.ts'
import { isClosing, isContactOutcome } from './outcomes.ts'
import type { Closing, ContactOutcome } from './outcomes.ts'

/** Who is told: each may know another part of what was decided. */
export type Reader = 'family' | 'relative' | 'public' | 'professional'

/** What a reply is written from. No child and nobody else is named in it: it may be read by anybody who opens it. */
export type ReplyFacts = {
  readonly sender: Sender
  readonly reference: string
  readonly receivedAt: Instant
  readonly toName: string
  readonly outcomes: readonly string[]
  readonly councilName: string
  readonly telephone: string | undefined
  readonly outOfHours: string | undefined
  readonly signedBy: string
}

export type Reply = { readonly subject: string; readonly body: string }

const readers: Readonly<Record<Sender, Reader>> = {
  parent: 'family',
  youngPerson: 'family',
  carer: 'relative',
  public: 'public',
  professional: 'professional',
}

/** What whoever sent a request may know. */
export const readerOf = (sender: Sender): Reader => readers[sender]

const toFamilies: Readonly<Record<ContactOutcome, string>> = {
  informationAndAdvice:
    'We think that advice will help most now. What we suggest is written below. We do not plan to do more at present.',
  universalHelp:
    'There is help that is open to every family, and we think that it fits. How to find it is written below.',
  learnersServices:
    'We have asked the people who help with learning and school to look at this. They will get in touch with you.',
  earlyHelp:
    'We would like to offer you early help. A worker will get in touch to hear what you need, and you decide with them.',
  multiAgencyPartnership: 'We want to understand more before we decide. We will get in touch with you.',
  assessmentService:
    'A social worker will get in touch with you, to hear from you and to see with you what help is needed.',
  dutyVisit: 'A social worker will come to see you.',
  openTeam: 'We have passed what you told us to the worker whom you know. They will get in touch with you.',
}

const toProfessionals: Readonly<Record<ContactOutcome, string>> = {
  informationAndAdvice:
    'We have given information and advice, and do not plan to do more at present. What was decided and why is written below, so that you can help on.',
  universalHelp:
    'The family can be helped by the services that are there for everybody. Please help them to find these.',
  learnersServices: 'We have asked the services for learners to help. They may ask you for more.',
  earlyHelp:
    'We have asked the early help service to offer support. Please stay in touch with the family, and with the worker.',
  multiAgencyPartnership:
    'We are finding out more from those who know the family before we decide. You may be asked as well.',
  assessmentService:
    'We have asked our Assessment Service to look at what help is needed. The social worker may get in touch with you.',
  dutyVisit: 'A social worker visits the family.',
  openTeam: 'A team works with the family already, and we have passed on to them what you told us.',
}

const isPrivate =
  'What we do with a family is private, and so we cannot tell you more than that. We have looked at what you told us and have decided what should happen.'

const closed: Readonly<Record<Closing, string>> = {
  consultation: '[Write your advice here.]',
  adultServices:
    'What you wrote is about an adult. The council’s adult social care can help with that, and we are sorry that we cannot. Please ring the council and ask for adult social care, or ask us to put you through.',
  sentTwice: 'You had told us this before, and we look at both together. You need do nothing.',
  nobodyNamed: 'We could not find out which child this is about. If you can tell us more, please write or ring again.',
}

const decided = (reader: Reader, outcomes: readonly string[]): readonly string[] => {
  const ends = outcomes.filter(isClosing)
  if (ends.length > 0) return ends.map(outcome => closed[outcome])
  if (reader === 'public' || reader === 'relative') return [isPrivate]
  const words = reader === 'family' ? toFamilies : toProfessionals
  const distinct = [...new Set(outcomes.filter(isContactOutcome))]
  return distinct.length > 1
    ? ['We have decided for each of the children.', ...distinct.map(outcome => words[outcome])]
    : distinct.map(outcome => words[outcome])
}

const thanks: Readonly<Record<Reader, string>> = {
  family: 'Thank you for getting in touch with us',
  relative: 'Thank you for telling us what worries you',
  public: 'Thank you for telling us what worries you',
  professional: 'Thank you for getting in touch with us',
}

/**
 * A reply to whoever sent a request, written from what was decided: in plain words, for the worker to read and change. It
 * names no child and nobody else. A member of the public and a relative are told that it was looked at, and no more.
 */
export const writeReply = (facts: ReplyFacts): Reply => {
  const reader = readerOf(facts.sender)
  const hasAdvice = facts.outcomes.some(outcome => outcome === 'informationAndAdvice' || outcome === 'universalHelp')
  const reach = [
    facts.telephone === undefined ? '' : `You can ring us on ${facts.telephone}.`,
    facts.outOfHours === undefined ? '' : `In the evening, at night and at weekends ring ${facts.outOfHours}.`,
    'If a child is in danger now, ring 999.',
  ].filter(line => line !== '')
  return {
    subject: `Your request ${facts.reference}`,
    body: [
      facts.toName === '' ? 'Hello,' : `Dear ${facts.toName},`,
      `${thanks[reader]} on ${inWords(dateAt(facts.receivedAt))}.`,
      ...decided(reader, facts.outcomes),
      ...(hasAdvice && (reader === 'family' || reader === 'professional') ? ['[What we suggest]'] : []),
      `If you are still worried, or things change, please tell us again, even if it seems small. ${reach.join(' ')}`,
      `${facts.signedBy}\n${facts.councilName}`,
    ].join('\n\n'),
  }
}

/** Gaps that a reply still has: it is not sent with them. */
export const gapsIn = (body: string): readonly string[] => body.match(/\[[^\]\n]{3,80}\]/g) ?? []
