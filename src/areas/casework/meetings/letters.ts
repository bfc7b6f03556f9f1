import { inWords, dateAt } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { addDocument, receivedFrom } from '../../../documents/index.ts'
import type { DocumentKind } from '../../../documents/index.ts'
import { meetingKindOf, reportDueOn } from '../../../journey/meetings.ts'
import type { Asked } from '../../../web/index.ts'
import type { Sender } from '../letters/letter.ts'
import { senderOf } from '../letters/writing/facts.ts'
import { wordDocument } from '../letters/writing/word-document.ts'
import type { Written } from '../letters/writing/written.ts'
import { noteInvited } from './invitees.ts'
import type { Invitee, Meeting } from './meeting.ts'
import { childrenInWords, titleOf, whenInWords, whereInWords } from './words.ts'

/** What an invitation says to one reader, a paragraph each. */
export type Invitation = {
  readonly invitee: number
  readonly name: string
  readonly agency: string | null
  readonly greeting: string
  readonly before: string
  readonly after: readonly string[]
}

const toChild = (what: string) =>
  `We would like you to take part in ${what}. It is about you, and what you think matters. You can come for all of it or a part, send words or a drawing, or ask somebody to speak for you.`

const needsOfReader = (invitee: Invitee): readonly string[] => [
  ...(invitee.interpreter === null
    ? []
    : [`There will be an interpreter for you${invitee.interpreter === '' ? '' : ` (${invitee.interpreter})`}.`]),
  ...(invitee.separateTime ? ['You will have time with the chair apart from others.'] : []),
  ...(invitee.advocate === null || invitee.advocate === '' ? [] : [`${invitee.advocate} can come with you.`]),
  ...(invitee.needs === null || invitee.needs === '' ? [] : [`We have noted: ${invitee.needs}.`]),
]

/** The invitations of a meeting, each in the words for its reader. */
export const invitationsOf = (meeting: Meeting): readonly Invitation[] => {
  const kind = meetingKindOf(meeting.kind)
  const about = childrenInWords(meeting)
  const report = kind.reports.find(({ from }) => from === 'agencies')
  return meeting.invitees
    .filter(({ uninvited }) => !uninvited)
    .map(invitee => {
      const isChild = meeting.children.some(({ identity }) => identity === invitee.identity)
      const isFamily = invitee.kind === 'family'
      return {
        invitee: invitee.invitee,
        name: invitee.name,
        agency: invitee.agency,
        // An agency without a name has no reader to greet.
        greeting:
          invitee.kind === 'agency' && invitee.name === invitee.agency ? 'Dear colleague' : `Dear ${invitee.name}`,
        before: isChild
          ? toChild(kind.forFamilies)
          : isFamily
            ? `You are invited to ${kind.forFamilies} about ${about}.`
            : `You are invited to a meeting: ${kind.title.toLowerCase()}, about ${about}.${
                invitee.kind === 'agency' && report !== undefined
                  ? ` Please send your report to the chair by ${inWords(reportDueOn(dateAt(meeting.startsAt), report.before))}.`
                  : ''
              }`,
        after: isFamily
          ? [
              ...(meeting.familyTold === null ? [] : [meeting.familyTold]),
              ...needsOfReader(invitee),
              'If you cannot come, or something would help you to take part, please tell us before the day.',
            ]
          : [],
      }
    })
}

const factsOf = (meeting: Meeting): string =>
  [
    `When: ${whenInWords(meeting)}`,
    `Where: ${whereInWords(meeting)}`,
    ...(meeting.chairName === null ? [] : [`Chair: ${meeting.chairName}`]),
  ]
    .map(line => `- ${line}`)
    .join('\n')

const keep = async (
  { database, context }: Asked,
  meeting: Meeting,
  document: { readonly title: string; readonly kind: DocumentKind; readonly entry?: number; readonly written: Written },
): Promise<void> => {
  const { title, kind, entry, written } = document
  await addDocument(
    database,
    context,
    {
      title,
      kind,
      about: meeting.children.map(({ identity }) => identity),
      letter: written,
      ...(entry === undefined ? {} : { entry }),
    },
    // What is written here was not sent by anybody, and holds nothing to be scanned.
    { file: await receivedFrom(await wordDocument(written, title)), scan: undefined },
  )
}

const written = (
  of: Pick<Written, 'letter' | 'form' | 'heading' | 'greeting' | 'to' | 'sections'>,
  on: CivilDate,
  sender: Sender,
): Written => ({ ...of, on, sender: { ...sender, address: [...sender.address] } })

/** Keeps an invitation to everybody who has none yet as a document, and notes that it went out; each once. */
export const sendInvitations = async (asked: Asked, meeting: Meeting): Promise<void> => {
  const { database, context } = asked
  const sender = await senderOf(asked)
  for (const { invitee, name, agency, greeting, before, after } of invitationsOf(meeting)) {
    if (!(await noteInvited(database.sql, context, meeting.meeting, invitee))) continue
    const heading = `Invitation: ${titleOf(meeting).toLowerCase()}`
    await keep(asked, meeting, {
      title: `Invitation, ${titleOf(meeting).toLowerCase()}, ${inWords(dateAt(meeting.startsAt))}`,
      kind: 'letter',
      written: written(
        {
          letter: 'meetingInvitation',
          form: 'letter',
          heading,
          greeting,
          to: { name, address: agency === null || agency === name ? [] : [agency] },
          sections: [
            { name: 'before', words: before },
            { name: 'facts', words: factsOf(meeting) },
            ...after.map((words, index) => ({ name: `after-${index + 1}`, words })),
          ],
        },
        context.today,
        sender,
      ),
    })
  }
}

/** Keeps what was written of a meeting (its minutes, or the record of decisions) as a document beside its entry. */
export const keepPaper = async (
  asked: Asked,
  meeting: Meeting,
  paper: {
    readonly name: 'meetingMinutes' | 'decisionRecord'
    readonly title: string
    readonly words: string
    readonly entry: number
  },
): Promise<void> => {
  const { context } = asked
  const heading = `${paper.title}: ${titleOf(meeting).toLowerCase()}`
  await keep(asked, meeting, {
    title: `${heading}, ${inWords(dateAt(meeting.startsAt))}`,
    kind: 'minutes',
    entry: paper.entry,
    written: written(
      {
        letter: paper.name,
        form: 'paper',
        heading,
        greeting: '',
        to: { name: '', address: [] },
        sections: [
          { name: 'about', words: `- About: ${childrenInWords(meeting)}\n${factsOf(meeting)}` },
          { name: 'words', words: paper.words },
        ],
      },
      context.today,
      await senderOf(asked),
    ),
  })
}
