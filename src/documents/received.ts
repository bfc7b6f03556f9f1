import { createHash } from 'node:crypto'
import { DocumentRefused } from './refusal.ts'

/** The most that one document may hold. */
export const largest = 20_000_000

/** How much of a document is one row in the database. */
const chunkSize = 256 * 1024

/** The longest that one document may take to arrive. */
const longestArrival = 10 * 60_000

/** As many documents as may arrive at once; the next wait unread at the sender's end. So memory has a limit too. */
const atOnce = 16

/** A file as it arrived, once in memory, in pieces as it will be stored. */
export type Received = {
  readonly chunks: readonly Buffer[]
  readonly size: number
  readonly sha256: string
}

let arriving = 0
const waiting: (() => void)[] = []

const inTurn = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  if (arriving >= atOnce) await new Promise<void>(go => waiting.push(go))
  else arriving += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next === undefined) arriving -= 1
    else next()
  }
}

const inMegabytes = (bytes: number) => `${Math.round(bytes / 1_000_000)} MB`

/** The pieces as they come, until it is too late. */
async function* inTime(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const late = AbortSignal.timeout(longestArrival)
  const tooLate = new Promise<'late'>(tell => late.addEventListener('abort', () => tell('late'), { once: true }))
  const iterator = pieces[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), tooLate])
      if (next === 'late')
        throw new DocumentRefused(
          'late',
          'The file took longer than ten minutes to arrive. Try again on a better line.',
        )
      if (next.done === true) return
      yield next.value
    }
  } finally {
    // Whoever sends is told that no more is read. Not waited for: a piece that comes too late may be on its way still.
    void iterator.return?.().catch(() => undefined)
  }
}

/** Cuts what arrives into chunks of one size, whatever the pieces it came in. */
const cut = async (pieces: AsyncIterable<Uint8Array>): Promise<Received> => {
  const hash = createHash('sha256')
  const chunks: Buffer[] = []
  let [size, filled] = [0, 0]
  let chunk = Buffer.allocUnsafe(chunkSize)
  for await (const piece of inTime(pieces)) {
    size += piece.byteLength
    if (size > largest)
      throw new DocumentRefused(
        'tooLarge',
        `The file is larger than ${inMegabytes(largest)}, which is the most for one document. A photograph can be sent smaller: when you share it from a phone, choose the size “large” or “medium” and not “original”. A long scan can be saved in parts.`,
      )
    hash.update(piece)
    for (let from = 0; from < piece.byteLength;) {
      const part = piece.subarray(from, from + chunkSize - filled)
      chunk.set(part, filled)
      filled += part.byteLength
      from += part.byteLength
      if (filled === chunkSize) {
        chunks.push(chunk)
        chunk = Buffer.allocUnsafe(chunkSize)
        filled = 0
      }
    }
  }
  if (filled > 0) chunks.push(chunk.subarray(0, filled))
  if (size === 0)
    throw new DocumentRefused(
      'empty',
      'The file is empty. Open it to see what it should hold, save it, and choose it again.',
    )
  return { chunks, size, sha256: hash.digest('hex') }
}

/** Takes in a file as it arrives. Throws DocumentRefused where it is empty, larger than a document may be, or too slow. */
export const receive = (pieces: AsyncIterable<Uint8Array>): Promise<Received> => inTurn(() => cut(pieces))

/** Bytes that are whole already, as a file that arrived. */
export const receivedFrom = (bytes: Uint8Array): Promise<Received> => {
  async function* once() {
    yield await Promise.resolve(bytes)
  }
  return cut(once())
}

/** Some of the bytes, from one place until before another. */
export const bytesBetween = ({ chunks, size }: Received, from: number, to: number): Buffer => {
  const parts: Buffer[] = []
  let start = 0
  for (const chunk of chunks) {
    const [first, last] = [Math.max(from - start, 0), Math.min(to - start, chunk.byteLength)]
    if (first < last) parts.push(chunk.subarray(first, last))
    start += chunk.byteLength
    if (start >= Math.min(to, size)) break
  }
  return parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts)
}
