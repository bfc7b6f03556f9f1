/** Why a document cannot be kept. */
export type DocumentFault = 'empty' | 'tooLarge' | 'late' | 'notKept' | 'notScanned' | 'notOpen' | 'removed'

/** A document cannot be kept, read or removed; the message says why to the person who tried. Nothing has been written. */
export class DocumentRefused extends Error {
  override readonly name = 'DocumentRefused'
  readonly because: DocumentFault
  constructor(because: DocumentFault, message: string) {
    super(message)
    this.because = because
  }
}
