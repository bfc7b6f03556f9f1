import { isMediaType, mediaTypes, sizeInWords } from '../../../documents/index.ts'
import type { Document } from '../../../documents/index.ts'

/** What a file is and how large, in words. */
export const typeInWords = ({ mediaType, size }: Pick<Document, 'mediaType' | 'size'>): string =>
  `${isMediaType(mediaType) ? mediaTypes[mediaType].name : mediaType}, ${sizeInWords(size)}`
