import { documentKinds, documentsWith } from '../../../documents/index.ts'
import type { Asked } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { typeInWords } from './type-in-words.ts'

/** A document that belongs to an entry or a draft, for its page. */
export type Attached = { readonly title: string; readonly what: string; readonly by: string; readonly href: string }

/** The documents that belong to an entry about a child, or to a draft of one. */
export const attachedTo = async (
  { database, context }: Pick<Asked, 'database' | 'context'>,
  child: number,
  what: { readonly entry: number } | { readonly draft: number },
): Promise<readonly Attached[]> =>
  (await documentsWith(database.sql, context, child, what)).map(document => ({
    title: document.title,
    what: `${documentKinds[document.kind]} (${typeInWords(document)})`,
    by: document.addedByName,
    href: paths.document({ child, document: document.document }),
  }))
