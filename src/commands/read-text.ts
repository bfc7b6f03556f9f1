import { readFile } from 'node:fs/promises'
import { Refusal } from './command.ts'

// Some editors begin a file of text with it; it belongs to no text.
const byteOrderMark = '\uFEFF'

/** The text without the mark that some editors begin it with. */
export const withoutMark = (text: string): string => (text.startsWith(byteOrderMark) ? text.slice(1) : text)

/** The text of a file that somebody named. Throws a Refusal where it cannot be read. */
export const readText = async (path: string): Promise<string> => {
  try {
    return withoutMark(await readFile(path, 'utf8'))
  } catch (error) {
    throw new Refusal(`The file ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
