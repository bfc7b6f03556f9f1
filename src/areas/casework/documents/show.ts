import { note } from '../../../access/log.ts'
import {
  bytesOf,
  documentAbout,
  documentKinds,
  fileNameOf,
  mayAddDocuments,
  mayRemoveDocument,
  notScanned,
} from '../../../documents/index.ts'
import type { Document } from '../../../documents/index.ts'
import { versionsOf } from '../../../ledger/read.ts'
import { file, instantInWords, notFound, page, problem, textOf } from '../../../web/index.ts'
import type { Answer, AskedAboutChild } from '../../../web/index.ts'
import { summaryRow } from '../../../web/forms/in-words.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import { isWritten, letterNamed } from '../letters/index.ts'
import { paths } from '../paths.ts'
import { namesOfPeople } from './about.ts'
import { typeInWords } from './type-in-words.ts'

export type ForDocument = AskedAboutChild & { readonly params: { readonly document: number } }

/** The document, where it opens to the reader; a refused look is kept like any other. */
export const openDocument = async (asked: ForDocument): Promise<Document | undefined> => {
  const { database, context, child, params } = asked
  const found = await documentAbout(database.sql, context, child, params.document)
  if (found === undefined) await note(database.sql, context, { act: 'document', answer: 'refused', identity: child })
  return found
}

const scanInWords = ({ scannedBy, letter }: Document): string =>
  letter !== null ? 'Written here' : scannedBy === null ? notScanned : `Scanned for viruses by ${scannedBy}`

/** One document: what it is, who added it and when, what belongs to it, and how it is taken out or removed. */
export const showDocument = async (asked: ForDocument): Promise<Answer> => {
  const { rules, context, database, child, query } = asked
  const document = await openDocument(asked)
  if (document === undefined) return notFound()
  const [record, names, versions] = await Promise.all([
    childRecord(asked),
    namesOfPeople(database.sql, document.about),
    document.entry === null ? [] : versionsOf(database.sql, context, document.entry),
  ])
  const entry = versions[0]
  const number = document.document
  const written = isWritten(document.letter) ? document.letter : undefined
  const to = written === undefined ? [] : [summaryRow('Written to', written.to.name)]
  return page('areas/casework/documents/document.njk', {
    title: 'A document',
    frame: frameOf(rules, context, record, 'documents'),
    added: textOf(query.added) !== '',
    heading: document.title,
    notices: document.notices,
    rows: [
      summaryRow('What it is', documentKinds[document.kind]),
      ...to,
      summaryRow('About', document.about.flatMap(identity => names.get(identity) ?? []).join(', ')),
      summaryRow('File', typeInWords(document)),
      ...(document.sentAs === null ? [] : [summaryRow('Sent as', document.sentAs)]),
      summaryRow('Added', `${instantInWords(document.addedAt)} by ${document.addedByName}`),
      summaryRow('Scan', scanInWords(document)),
    ],
    removed: document.removed,
    entry:
      entry === undefined
        ? undefined
        : {
            title: rules.pathway.steps[entry.step]?.title ?? entry.step,
            on: entry.happenedOn,
            href: paths.entry({ child, entry: entry.entry }),
          },
    paths: {
      file: paths.documentFile({ child, document: number }),
      print: written === undefined ? undefined : paths.documentPrint({ child, document: number }),
      again:
        written !== undefined && mayAddDocuments(context) && letterNamed(written.letter) !== undefined
          ? paths.letter({ child, letter: written.letter }, { from: number })
          : undefined,
      remove: mayRemoveDocument(context, document) ? paths.removeDocument({ child, document: number }) : undefined,
      list: paths.documents({ child }),
    },
  })
}

/** Hands a document out, and notes the look at everybody it is about. */
export const handOut = async (asked: ForDocument): Promise<Answer> => {
  const { database, context, child } = asked
  const document = await openDocument(asked)
  if (document === undefined) return notFound()
  if (document.removed !== undefined)
    return problem(
      409,
      'This document has been removed',
      `${document.removed.by} removed it: ${document.removed.reason}`,
      'It stays in the record and opens to nobody. If it was removed by mistake, add it again.',
    )
  await note(
    database.sql,
    context,
    document.about
      .filter(identity => identity !== child)
      .map(identity => ({ act: 'open a document', answer: 'open' as const, identity })),
  )
  return file({
    name: fileNameOf(document),
    mediaType: document.mediaType,
    size: document.size,
    bytes: bytesOf(database.sql, document.document),
  })
}
