import type { MediaType } from '../media-types.ts'

const startsWith = (head: Buffer, bytes: readonly number[] | string, at = 0): boolean => {
  const wanted = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Buffer.from(bytes)
  return head.subarray(at, at + wanted.byteLength).equals(wanted)
}

/** How programs begin, whatever their name says. The last is the file by which scanners of viruses are tried. */
const programs: readonly (readonly number[] | string)[] = [
  '\x7fELF',
  [0xfe, 0xed, 0xfa, 0xce],
  [0xfe, 0xed, 0xfa, 0xcf],
  [0xce, 0xfa, 0xed, 0xfe],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe],
  'dex\n',
  '\0asm',
  '#!',
  [0x4c, 0, 0, 0, 0x01, 0x14, 0x02, 0],
  'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR',
]

/** Whether a file begins as a program does. */
export const isProgram = (head: Buffer): boolean =>
  programs.some(signature => startsWith(head, signature)) ||
  // A text may begin with these two letters, but holds no zero.
  (startsWith(head, 'MZ') && head.subarray(0, 64).includes(0))

export const isZip = (head: Buffer): boolean => startsWith(head, 'PK\x03\x04')

/** Word, Excel and PowerPoint up to 2003, files with a password, and messages of Outlook. */
export const isOldOffice = (head: Buffer): boolean => startsWith(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])

const heic = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1']

/** The type of what begins so: pictures and PDF. */
export const typeByHead = (head: Buffer): MediaType | undefined => {
  if (startsWith(head, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (startsWith(head, 'GIF87a') || startsWith(head, 'GIF89a')) return 'image/gif'
  if (startsWith(head, 'RIFF') && startsWith(head, 'WEBP', 8)) return 'image/webp'
  if (startsWith(head, 'II*\0') || startsWith(head, 'MM\0*')) return 'image/tiff'
  if (startsWith(head, 'ftyp', 4)) {
    const brand = head.subarray(8, 12).toString('latin1')
    if (heic.includes(brand)) return 'image/heic'
    if (brand === 'avif' || brand === 'avis') return 'image/avif'
  }
  // Readers of PDF look for its beginning within the first thousand bytes.
  return head.subarray(0, 1024).includes('%PDF-') ? 'application/pdf' : undefined
}
