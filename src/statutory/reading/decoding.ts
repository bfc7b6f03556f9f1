import { FileRefused } from './refused.ts'

const boms = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const

type Decoder = InstanceType<typeof TextDecoder>

const declared = /^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/

/** The encoding of a file by its first bytes: a byte-order mark, what its XML declares, or else UTF-8. */
export const encodingOf = (first: Uint8Array): string => {
  const bom = boms.find(({ bytes }) => bytes.every((byte, index) => first[index] === byte))
  if (bom !== undefined) return bom.encoding
  const start = Array.from(first.subarray(0, 200), byte => String.fromCharCode(byte)).join('')
  return declared.exec(start)?.[1] ?? 'utf-8'
}

/** Turns the bytes of a file, piece by piece, into text: the byte-order mark is dropped. */
export const decoding = (): { readonly text: (bytes: Uint8Array) => string; readonly rest: () => string } => {
  let decoder: Decoder | undefined
  const decoderFor = (bytes: Uint8Array): Decoder => {
    const encoding = encodingOf(bytes)
    try {
      return new TextDecoder(encoding)
    } catch {
      throw new FileRefused(`The file says that it is written in ${encoding}, which cannot be read.`, 1)
    }
  }
  return {
    text: bytes => (decoder ??= decoderFor(bytes)).decode(bytes, { stream: true }),
    rest: () => decoder?.decode() ?? '',
  }
}
