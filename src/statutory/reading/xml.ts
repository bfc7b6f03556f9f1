import { SaxesParser } from 'saxes'
import { FileRefused, longestFile } from './refused.ts'

/** What a reader does with the elements of a file. `text` is empty for an element that holds others. */
export interface Elements {
  readonly open: (name: string, line: number) => void
  readonly close: (name: string, text: string) => void
}

const deepest = 20
const longestPiece = 1_000_000

const wordsOf = (message: string): string => {
  if (message.includes('unclosed tag'))
    return `The file ends too soon: <${message.split(': ').at(-1) ?? ''}> is not closed.`
  if (message.includes('must contain a root')) return 'The file is empty.'
  return `This is not well-formed XML (${message}).`
}

/**
 * Reads XML as it comes, piece by piece, keeping nothing but the element at hand. A document type or an entity of the
 * file's own, elements within elements beyond any return's, or a piece without end are refused with their line.
 */
export const xmlReader = ({ open, close }: Elements) => {
  const parser = new SaxesParser({ xmlns: false, fileName: '' })
  const path: string[] = []
  let text = ''
  let isLeaf = false
  let length = 0
  let since = 0
  const refuse = (words: string): never => {
    throw new FileRefused(words, parser.line)
  }
  parser.on('error', error => {
    refuse(wordsOf(error.message.replace(/^[^:]*:?\d+:\d+: /, '')))
  })
  parser.on('doctype', () => refuse('The file declares a document type of its own, which no return has.'))
  parser.on('opentag', ({ name }) => {
    since = 0
    path.push(name)
    if (path.length > deepest) refuse(`Elements stand within one another more than ${deepest} deep.`)
    text = ''
    isLeaf = true
    open(name, parser.line)
  })
  const take = (more: string) => {
    since = 0
    if (isLeaf) text += more
  }
  parser.on('text', take)
  parser.on('cdata', take)
  parser.on('closetag', ({ name }) => {
    since = 0
    path.pop()
    close(name, isLeaf ? text : '')
    isLeaf = false
  })
  return {
    write: (piece: string): void => {
      length += piece.length
      since += piece.length
      if (length > longestFile) refuse(`The file is longer than ${longestFile / 1_000_000} million characters.`)
      if (since > longestPiece + piece.length) refuse('One element or word goes on without end.')
      parser.write(piece)
    },
    finish: (): void => {
      parser.close()
    },
  }
}
