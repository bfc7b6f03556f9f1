import { notFound, page } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { isWritten } from '../letters/index.ts'
import { linesOf, signOff } from '../letters/writing/written.ts'
import { openDocument } from './show.ts'
import type { ForDocument } from './show.ts'

type Part = { readonly isList: boolean; readonly lines: readonly string[] }

/** Words as paragraphs and lists. */
const partsOf = (words: string): readonly Part[] => {
  const parts: { isList: boolean; lines: string[] }[] = []
  for (const line of linesOf(words)) {
    const last = parts.at(-1)
    if (last?.isList === line.isListed) last.lines.push(line.words)
    else parts.push({ isList: line.isListed, lines: [line.words] })
  }
  return parts
}

/** A letter as a page to read and to print, word for word as it was kept. */
export const printLetter = async (asked: ForDocument): Promise<Answer> => {
  const document = await openDocument(asked)
  if (document === undefined || document.removed !== undefined || !isWritten(document.letter)) return notFound()
  const letter = document.letter
  return page('areas/casework/letters/print.njk', {
    title: 'A letter to print',
    letter,
    sections: letter.sections.map(section => ({ ...section, parts: partsOf(section.words ?? '') })),
    signOff: signOff(letter),
    back: paths.document({ child: asked.child, document: document.document }),
  })
}
