import type { MediaType } from '../media-types.ts'
import { bytesBetween } from '../received.ts'
import type { Received } from '../received.ts'
import { officeOf } from './office.ts'
import { isPlainText } from './plain-text.ts'
import { isOldOffice, isProgram, isZip, typeByHead } from './signatures.ts'

/** What a file is by what it holds, whatever its name says. */
export type Content =
  | { readonly is: 'program' }
  | { readonly is: 'oldOffice' }
  | { readonly is: 'unknown' }
  | { readonly is: 'kept'; readonly mediaType: MediaType; readonly hasMacro: boolean; readonly isLocked: boolean }

const encrypted = Buffer.from('/Encrypt', 'latin1')

/** Whether a PDF says that it is encrypted, the word perhaps cut between two chunks. */
const isLocked = ({ chunks }: Received): boolean => {
  let before: Uint8Array = Buffer.alloc(0)
  for (const chunk of chunks) {
    if (chunk.includes(encrypted)) return true
    if (Buffer.concat([before, chunk.subarray(0, encrypted.byteLength)]).includes(encrypted)) return true
    before = chunk.subarray(-encrypted.byteLength)
  }
  return false
}

/** Finds out what a file is. */
export const contentOf = (file: Received): Content => {
  const head = bytesBetween(file, 0, 1100)
  if (isProgram(head)) return { is: 'program' }
  if (isOldOffice(head)) return { is: 'oldOffice' }
  if (isZip(head)) {
    const office = officeOf(file)
    return office === undefined ? { is: 'unknown' } : { is: 'kept', isLocked: false, ...office }
  }
  const mediaType = typeByHead(head) ?? (isPlainText(file) ? 'text/plain' : undefined)
  if (mediaType === undefined) return { is: 'unknown' }
  return { is: 'kept', mediaType, hasMacro: false, isLocked: mediaType === 'application/pdf' && isLocked(file) }
}
