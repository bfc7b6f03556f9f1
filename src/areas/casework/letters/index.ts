import type { Context } from '../../../access/context.ts'
import { mayAddDocuments } from '../../../documents/index.ts'
import { childInNeedPlanForFamily } from './child-in-need-plan.ts'
import { chronology } from './chronology.ts'
import { closingLetter } from './closing-letter.ts'
import { conferenceInvitation } from './conference-invitation.ts'
import type { Letter } from './letter.ts'
import { outcomeOfContact } from './outcome-of-contact.ts'
import { recordSummary } from './record-summary.ts'
import { visitLetter } from './visit-letter.ts'

export { isWritten } from './writing/written.ts'
export type { Written } from './writing/written.ts'

/** Every letter and summary that is written from the record. Names never change: documents keep them. */
export const letters: Readonly<Record<string, Letter>> = {
  visitLetter,
  conferenceInvitation,
  outcomeOfContact,
  childInNeedPlanForFamily,
  closingLetter,
  recordSummary,
  chronology,
}

/** The letter of a name. */
export const letterNamed = (name: string): Letter | undefined =>
  Object.hasOwn(letters, name) ? letters[name] : undefined

/** What whoever asks may write. */
export const lettersFor = (context: Context): readonly { readonly name: string; readonly letter: Letter }[] =>
  mayAddDocuments(context) ? Object.entries(letters).map(([name, letter]) => ({ name, letter })) : []
