import { cameByTheDoor, fromWhom, kindInWords, toldBefore } from '../../../door/told.ts'
import type { Told, ToldHome } from '../../../door/told.ts'
import { levelInWords, outcomeInWords } from '../../../door/outcomes.ts'
import { inWords } from '../../../calendar/index.ts'
import type { Entry } from '../../../ledger/read.ts'
import type { Residence } from '../../../people/index.ts'
import type { Asked } from '../../../web/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { mayChangePeople } from '../people/may-change.ts'
import { paths } from '../paths.ts'

type Asking = Pick<Asked, 'database' | 'context'>

const folded = (words: string | null): string =>
  (words ?? '').toLocaleLowerCase('en-GB').replaceAll(/[^\p{L}\p{N}]+/gu, '')

/** Whether two addresses are written alike; a part that one of them lacks does not tell them apart. */
export const isSameHome = (told: ToldHome, recorded: Pick<Residence, 'line' | 'town' | 'postcode'>): boolean => {
  const parts = (['line', 'postcode'] as const).map(part => [folded(told[part]), folded(recorded[part])] as const)
  const said = parts.filter(([one, other]) => one !== '' && other !== '')
  return said.length > 0 && said.every(([one, other]) => one === other)
}

const addressInWords = ({ line, town, postcode }: Pick<Residence, 'line' | 'town' | 'postcode'>): string =>
  [line, town, postcode].filter(Boolean).join(', ')

/** Where whoever wrote said that the children live, where the record of this child says otherwise or nothing. */
const homeToldOtherwise = (
  { context }: Asking,
  child: number,
  contact: number,
  { home }: Told,
  residences: readonly Residence[],
) => {
  const present = residences.filter(({ endedOn }) => endedOn === null)
  if (home === undefined || present.some(residence => isSameHome(home, residence))) return undefined
  return {
    told: addressInWords(home),
    recorded: present.map(addressInWords).join('; '),
    move: mayChangePeople(context) ? paths.move({ child }, { told: contact }) : undefined,
  }
}

const about = (children: readonly number[], { names }: Told): string =>
  children.map(position => names.get(position) ?? 'a child').join(', ')

const decisionOf = (told: Told, decision: Told['decisions'][number]) => ({
  outcome: outcomeInWords(decision.outcome),
  level: decision.level === null ? '' : levelInWords(decision.level),
  about: about(decision.children, told),
  rationale: decision.rationale,
  by: decision.proposedBy,
  at: decision.proposedAt,
  agreedBy: decision.agreedBy,
  agreedAt: decision.agreedAt,
})

const enquiryOf = (told: Told, enquiry: Told['enquiries'][number]) => ({
  partner: enquiry.partnerName,
  about: about(enquiry.children, told),
  question: enquiry.question,
  by: enquiry.askedBy,
  at: enquiry.askedAt,
  answers: enquiry.answers,
})

const withheld = {
  ofOthersToo:
    'It tells of another child too, whose record does not open to you. It opens to whoever may open the record of each of them.',
  notFoundYet:
    'It tells of another child too, whose record the point of access has not found or begun yet. It opens as soon as that is decided.',
} as const

/** What was told at the door before a contact, for the contact’s own page; nothing for any other entry. */
export const toldOnPage = async (
  asked: Asking,
  child: number,
  { entry, step }: Pick<Entry, 'entry' | 'step'>,
  residences: readonly Residence[],
) => {
  const told = step === 'contact' ? await toldBefore(asked.database.sql, asked.context, entry) : undefined
  if (told === undefined) return undefined
  if (typeof told === 'string') return { withheld: withheld[told] }
  const { request } = told
  return {
    kind: kindInWords(request),
    from: fromWhom(request),
    reference: request.reference,
    receivedAt: request.receivedAt,
    takenBy: request.takenBy,
    alarms: request.alarms,
    parts: told.parts,
    home: homeToldOtherwise(asked, child, entry, told, residences),
    decisions: told.decisions.map(each => decisionOf(told, each)),
    enquiries: told.enquiries.map(each => enquiryOf(told, each)),
  }
}

/** The address that was told at the door before a contact, as it is typed in the form of a move. */
export const moveAsTold = async ({ database, context }: Asking, contact: number | undefined): Promise<Typed> => {
  const told = contact === undefined ? undefined : await toldBefore(database.sql, context, contact)
  return typeof told === 'object' && told.home !== undefined ? { ...told.home } : {}
}

/** A link to what was told at the door. */
export type ToldLink = { readonly href: string; readonly on: string }

const linkTo = (child: number, { entry, happenedOn }: Entry): ToldLink => ({
  href: `${paths.entry({ child, entry })}#told`,
  on: inWords(happenedOn),
})

/** From a referral it is one step to its contact; from an assessment two; from what an assessment leads to three. */
const mostSteps = 3

/** The contact from which the work on an entry came, where that is not long ago. */
const contactBehind = (entries: readonly Entry[], entry: number | null | undefined): Entry | undefined => {
  let next = entry
  for (let steps = 0; steps < mostSteps; steps += 1) {
    const found = entries.find(each => each.entry === next)
    if (found === undefined || found.step === 'contact') return found
    next = found.follows
  }
  return undefined
}

const toldAt = async (
  { database, context }: Asking,
  child: number,
  contact: Entry | undefined,
): Promise<ToldLink | undefined> =>
  contact !== undefined && (await cameByTheDoor(database.sql, context, [contact.entry])).has(contact.entry)
    ? linkTo(child, contact)
    : undefined

/** What was told at the door before work that follows an entry, where there is such a contact. */
export const toldBehind = (
  asked: Asking,
  child: number,
  entries: readonly Entry[],
  follows: number | null | undefined,
): Promise<ToldLink | undefined> => toldAt(asked, child, contactBehind(entries, follows))

/** What was told at the door the last time that the child came by it. Entries come newest first. */
export const toldLast = async (
  { database, context }: Asking,
  child: number,
  entries: readonly Entry[],
): Promise<ToldLink | undefined> => {
  const contacts = entries.filter(({ step }) => step === 'contact')
  const came = await cameByTheDoor(
    database.sql,
    context,
    contacts.map(({ entry }) => entry),
  )
  const last = contacts.find(({ entry }) => came.has(entry))
  return last === undefined ? undefined : linkTo(child, last)
}
