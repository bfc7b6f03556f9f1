import { decoding } from './decoding.ts'
import { FileRefused, longestFile } from './refused.ts'

/** A file to be read, wherever it lies: its name, and its bytes piece by piece. */
export interface GivenFile {
  readonly name: string
  readonly pieces: () => AsyncIterable<Uint8Array>
}

/** Files one after another. */
export type Files<File> = Iterable<File> | AsyncIterable<File>

/** Is told how many bytes were read, after each piece; reading waits for its answer. */
export type OnRead = (bytes: number) => Promise<void> | void

/** Hands a file's text over piece by piece. A refusal names the file. */
export const readPieces = async (
  { name, pieces }: GivenFile,
  write: (piece: string) => void,
  onRead: OnRead,
): Promise<void> => {
  await refusingBy(name, async () => {
    const decoder = decoding()
    let length = 0
    for await (const bytes of pieces()) {
      length += bytes.byteLength
      if (length > longestFile) throw new FileRefused(`It is longer than ${longestFile / 1_000_000} MB.`)
      write(decoder.text(bytes))
      await onRead(bytes.byteLength)
    }
    write(decoder.rest())
  })
}

/** The whole text of a file. */
export const readText = async (file: GivenFile, onRead: OnRead): Promise<string> => {
  const pieces: string[] = []
  await readPieces(file, piece => pieces.push(piece), onRead)
  return pieces.join('')
}

/** Does something with a file's content; where that is refused, the refusal names the file. */
export const refusingBy = async <Result>(name: string, work: () => Promise<Result> | Result): Promise<Result> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof FileRefused) throw new FileRefused(`${name}: ${error.message}`)
    throw error
  }
}

/** Whether a file's name says that it is XML or CSV. */
export const isNamed = (name: string, ending: '.xml' | '.csv'): boolean => name.toLowerCase().endsWith(ending)
