import { bytesBetween } from '../received.ts'
import type { Received } from '../received.ts'

// Tabs, line breaks and page breaks belong in a text; other control characters do not.
const controlCharacters = /[\u0000-\u0008\u000b\u000e-\u001f]/

/** Text in which a browser finds a page or a drawing, which may hold programs. */
const markup = /^\s*<(!doctype|html|head|body|script|svg|\?xml)/i

const encodingOf = (head: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' =>
  head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8'

/** Whether a file is text from its first character to its last, and no page of the web. */
export const isPlainText = (file: Received): boolean => {
  const decoder = new TextDecoder(encodingOf(bytesBetween(file, 0, 2)), { fatal: true })
  try {
    for (const [index, chunk] of file.chunks.entries()) {
      const words = decoder.decode(chunk, { stream: index < file.chunks.length - 1 })
      if (controlCharacters.test(words) || (index === 0 && markup.test(words))) return false
    }
    return true
  } catch {
    return false
  }
}
