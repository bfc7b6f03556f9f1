import { contentOf } from './content/content.ts'
import { DocumentRefused } from './refusal.ts'
import { mediaTypes, whatIsKept } from './media-types.ts'
import type { MediaType } from './media-types.ts'
import type { Received } from './received.ts'

/** What a scan says: the document is refused, and why; or it is let in, with what its readers should know. */
export type Verdict = { readonly refused: string } | { readonly notices: readonly string[] }

/** A look through a document before it is kept. A council names its own beside the one that is always made. */
export type Scan = {
  /** What pages call it: `ClamAV`. */
  readonly name: string
  /** Reads the document and says what it found. Where it throws, the document is not kept. */
  readonly scan: (document: AsyncIterable<Uint8Array>) => Promise<Verdict>
}

/** What pages say where the council has named no scan of its own. */
export const notScanned = 'Not scanned for viruses'

/** What the look that is always made found, with the type that the file has by its content. */
type Looked = { readonly refused: string } | { readonly mediaType: MediaType; readonly notices: readonly string[] }

const locked =
  'This PDF is locked by a password or against changes. It may not open without the password, and no scan can look into it.'

/** Looks at what can be known from the file alone: its type, programs, macros, locks. */
export const lookAt = (file: Received): Looked => {
  const content = contentOf(file)
  switch (content.is) {
    case 'program':
      return { refused: 'It is a program, whatever its name says. Programs are never kept with a child’s record.' }
    case 'oldOffice':
      return {
        refused:
          'It is an Office file from before 2007, one with a password, or a message of Outlook, which cannot be looked into. Open it, save it as PDF, or as .docx, .xlsx or .pptx without a password, and add that.',
      }
    case 'unknown':
      return { refused: `It is not a type of file that is kept. These are: ${whatIsKept}.` }
    case 'kept':
      if (content.hasMacro)
        return {
          refused: `This ${mediaTypes[content.mediaType].name} holds a macro, which is a program that runs when it is opened. Save it as PDF, or without macros (.docx, .xlsx, .pptx), and add that.`,
        }
      return { mediaType: content.mediaType, notices: content.isLocked ? [locked] : [] }
  }
}

async function* asStream({ chunks }: Received): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(chunk)
}

/** What is known of a document once every scan has let it in. */
export type Scanned = {
  readonly mediaType: MediaType
  readonly notices: readonly string[]
  readonly scannedBy: string | null
}

/** Has a file looked at, and scanned where the council names a scan. Throws DocumentRefused where it is not let in. */
export const scanned = async (file: Received, scan: Scan | undefined): Promise<Scanned> => {
  const looked = lookAt(file)
  if ('refused' in looked) throw new DocumentRefused('notKept', looked.refused)
  if (scan === undefined) return { ...looked, scannedBy: null }
  const verdict = await scan.scan(asStream(file)).catch((cause: unknown) => {
    const fault = new DocumentRefused(
      'notScanned',
      `It could not be scanned for viruses: ${scan.name} did not answer. Try again in a few minutes, and tell your system administrator if it stays so.`,
    )
    fault.cause = cause
    throw fault
  })
  if ('refused' in verdict) throw new DocumentRefused('notKept', `${scan.name} refused it: ${verdict.refused}`)
  return { ...looked, notices: [...looked.notices, ...verdict.notices], scannedBy: scan.name }
}
