import { dayNumber, millisecondsOf } from '../../calendar/index.ts'

/** What a column may be loaded with: an array becomes a PostgreSQL array, any other object becomes JSON. */
export type CopyValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly (string | number | boolean | null)[]
  | { readonly [key: string]: unknown }

/** Memory that grows, written to from its beginning; `at` is the place of the next byte. */
export type Sheet = { bytes: Buffer<ArrayBuffer>; view: DataView; at: number }

/** A sheet of so many bytes, with memory that it shares with nothing. */
export const newSheet = (size: number): Sheet => {
  const memory = new ArrayBuffer(size)
  return { bytes: Buffer.from(memory), view: new DataView(memory), at: 0 }
}

const makeRoom = (sheet: Sheet, bytes: number): void => {
  if (sheet.at + bytes <= sheet.bytes.length) return
  const { bytes: grown, view } = newSheet(2 * (sheet.at + bytes))
  grown.set(sheet.bytes.subarray(0, sheet.at))
  sheet.bytes = grown
  sheet.view = view
}

const writeByte = (sheet: Sheet, value: number): void => {
  makeRoom(sheet, 1)
  sheet.bytes[sheet.at] = value
  sheet.at += 1
}

export const writeInt16 = (sheet: Sheet, value: number): void => {
  makeRoom(sheet, 2)
  sheet.view.setInt16(sheet.at, value)
  sheet.at += 2
}

const writeInt32 = (sheet: Sheet, value: number): void => {
  makeRoom(sheet, 4)
  sheet.view.setInt32(sheet.at, value)
  sheet.at += 4
}

const wordSize = 2 ** 32

/** A whole number in eight bytes, with their count before them. It may be as large as is exact in JavaScript. */
const writeInt64 = (sheet: Sheet, value: number): void => {
  makeRoom(sheet, 12)
  const { view, at } = sheet
  view.setInt32(at, 8)
  view.setInt32(at + 4, Math.floor(value / wordSize))
  view.setInt32(at + 8, value)
  sheet.at += 12
}

const refuse = (value: unknown, wanted: string): never => {
  throw new TypeError(`A ${Array.isArray(value) ? 'list' : typeof value} was given where ${wanted} belongs.`)
}

const numberFrom = (value: unknown): number =>
  Number.isSafeInteger(value) ? (value as number) : refuse(value, 'a whole number')

const textFrom = (value: unknown): string => (typeof value === 'string' ? value : refuse(value, 'text'))

// Up to here it is quicker to write letter by letter than to ask the machine to write the whole.
const shortText = 24

/** Writes text letter by letter as far as each is one byte; answers whether all of them are. */
const isWrittenInBytes = (bytes: Buffer, at: number, text: string): boolean => {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code > 127) return false
    bytes[at + index] = code
  }
  return true
}

/** Text in UTF-8, without its length. */
const writeLetters = (sheet: Sheet, text: string): void => {
  makeRoom(sheet, text.length * 3)
  const { bytes, at } = sheet
  const isShort = text.length <= shortText && isWrittenInBytes(bytes, at, text)
  sheet.at += isShort ? text.length : bytes.write(text, at)
}

/** Leaves room for the length of a value, which is known only when it is written, and answers where the value begins. */
const beginValue = (sheet: Sheet): number => {
  writeInt32(sheet, 0)
  return sheet.at
}

const endValue = (sheet: Sheet, begun: number): void => sheet.view.setInt32(begun - 4, sheet.at - begun)

const writeText = (sheet: Sheet, text: string): void => {
  const begun = beginValue(sheet)
  writeLetters(sheet, text)
  endValue(sheet, begun)
}

/** JSON as PostgreSQL receives it: the version of its form, 1, and the text. */
const writeJson = (sheet: Sheet, text: string): void => {
  const begun = beginValue(sheet)
  writeByte(sheet, 1)
  writeLetters(sheet, text)
  endValue(sheet, begun)
}

// PostgreSQL counts days and microseconds from 1 January 2000.
const firstDay = dayNumber('2000-01-01')
const firstMillisecond = millisecondsOf('2000-01-01T00:00:00.000Z')

const writeDate = (sheet: Sheet, date: string): void => {
  writeInt32(sheet, 4)
  writeInt32(sheet, dayNumber(date) - firstDay)
}

const writeInstant = (sheet: Sheet, instant: string): void => {
  if (instant === 'infinity') {
    writeInt32(sheet, 8)
    writeInt32(sheet, 0x7f_ff_ff_ff)
    writeInt32(sheet, 0xff_ff_ff_ff)
  } else writeInt64(sheet, (millisecondsOf(instant) - firstMillisecond) * 1000)
}

type Write = (sheet: Sheet, value: Exclude<CopyValue, null | undefined>) => void

/** A list of one dimension, whose elements are of the type with this number in PostgreSQL's catalogue. */
const writeList = (sheet: Sheet, value: unknown, elementType: number, write: Write): void => {
  if (!Array.isArray(value)) return refuse(value, 'a list')
  const elements = value as readonly (string | number | boolean | null)[]
  const begun = beginValue(sheet)
  writeInt32(sheet, elements.length === 0 ? 0 : 1)
  writeInt32(sheet, elements.includes(null) ? 1 : 0)
  writeInt32(sheet, elementType)
  if (elements.length > 0) {
    writeInt32(sheet, elements.length)
    writeInt32(sheet, 1)
    for (const element of elements) {
      if (element === null) writeInt32(sheet, -1)
      else write(sheet, element)
    }
  }
  endValue(sheet, begun)
}

const writers = {
  bigint: (sheet, value) => writeInt64(sheet, numberFrom(value)),
  integer: (sheet, value) => {
    const number = numberFrom(value)
    if ((number | 0) !== number) return refuse(value, 'a whole number of four bytes')
    writeInt32(sheet, 4)
    writeInt32(sheet, number)
  },
  boolean: (sheet, value) => {
    if (typeof value !== 'boolean') return refuse(value, 'yes or no')
    writeInt32(sheet, 1)
    writeByte(sheet, value ? 1 : 0)
  },
  date: (sheet, value) => writeDate(sheet, textFrom(value)),
  timestamptz: (sheet, value) => writeInstant(sheet, textFrom(value)),
  text: (sheet, value) => writeText(sheet, textFrom(value)),
  jsonb: (sheet, value) => writeJson(sheet, JSON.stringify(value)),
  'bigint[]': (sheet, value) => writeList(sheet, value, 20, writers.bigint),
  'text[]': (sheet, value) => writeList(sheet, value, 25, writers.text),
} as const satisfies Readonly<Record<string, Write>>

/** What a column may be loaded as, by PostgreSQL's own names. */
export type CopyType = keyof typeof writers

/** Writes values of one type in the binary form of PostgreSQL's COPY. Throws where one is not of the type. */
export const writerOf = (type: CopyType): ((sheet: Sheet, value: CopyValue) => void) => {
  const write: Write = writers[type]
  return (sheet, value) => {
    if (value === null || value === undefined) writeInt32(sheet, -1)
    else write(sheet, value)
  }
}
