import { inflateRawSync } from 'node:zlib'
import { bytesBetween } from '../received.ts'
import type { Received } from '../received.ts'

/** A file within a zip, as the list at its end names it. Office reads the same list. */
type Entry = {
  readonly name: string
  readonly isDeflated: boolean
  readonly size: number
  readonly packed: number
  readonly at: number
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const [endSize, longestComment, entrySize, headSize] = [22, 65_535, 46, 30]
const largestList = 4_000_000
const largestPart = 1_000_000

const findEnd = (file: Received): Buffer | undefined => {
  const tail = bytesBetween(file, Math.max(0, file.size - endSize - longestComment), file.size)
  for (let at = tail.byteLength - endSize; at >= 0; at -= 1)
    if (tail.readUInt32LE(at) === endSignature) return tail.subarray(at)
  return undefined
}

const entryAt = (list: Buffer, at: number): { readonly entry: Entry; readonly next: number } | undefined => {
  if (at + entrySize > list.byteLength || list.readUInt32LE(at) !== entrySignature) return undefined
  const nameLength = list.readUInt16LE(at + 28)
  const entry = {
    name: list.subarray(at + entrySize, at + entrySize + nameLength).toString('utf8'),
    isDeflated: list.readUInt16LE(at + 10) === 8,
    packed: list.readUInt32LE(at + 20),
    size: list.readUInt32LE(at + 24),
    at: list.readUInt32LE(at + 42),
  }
  return { entry, next: at + entrySize + nameLength + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32) }
}

/** What a zip holds; undefined where it is none that can be read. */
export const entriesOfZip = (file: Received): readonly Entry[] | undefined => {
  const end = findEnd(file)
  if (end === undefined) return undefined
  const [count, length, start] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)]
  if (length > largestList || start + length > file.size) return undefined
  const list = bytesBetween(file, start, start + length)
  const entries: Entry[] = []
  for (let at = 0; entries.length < count;) {
    const read = entryAt(list, at)
    if (read === undefined) return undefined
    entries.push(read.entry)
    at = read.next
  }
  return entries
}

/** The words of a small file within a zip; undefined where it is too large or cannot be read. */
export const textInZip = (file: Received, { at, packed, size, isDeflated }: Entry): string | undefined => {
  if (size > largestPart || packed > largestPart) return undefined
  const head = bytesBetween(file, at, at + headSize)
  if (head.byteLength < headSize) return undefined
  const from = at + headSize + head.readUInt16LE(26) + head.readUInt16LE(28)
  const bytes = bytesBetween(file, from, from + packed)
  try {
    return (isDeflated ? inflateRawSync(bytes, { maxOutputLength: largestPart }) : bytes).toString('latin1')
  } catch {
    return undefined
  }
}
