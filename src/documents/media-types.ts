/** The types of file that are kept: how each is called, and the ending under which it is handed out. */
export const mediaTypes = {
  'application/pdf': { name: 'PDF', ending: 'pdf' },
  'image/jpeg': { name: 'JPEG picture', ending: 'jpg' },
  'image/png': { name: 'PNG picture', ending: 'png' },
  'image/gif': { name: 'GIF picture', ending: 'gif' },
  'image/webp': { name: 'WebP picture', ending: 'webp' },
  'image/heic': { name: 'HEIC picture', ending: 'heic' },
  'image/avif': { name: 'AVIF picture', ending: 'avif' },
  'image/tiff': { name: 'TIFF picture', ending: 'tiff' },
  'text/plain': { name: 'text', ending: 'txt' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { name: 'Word document', ending: 'docx' },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { name: 'Excel workbook', ending: 'xlsx' },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
    name: 'PowerPoint presentation',
    ending: 'pptx',
  },
  'application/vnd.oasis.opendocument.text': { name: 'OpenDocument text', ending: 'odt' },
  'application/vnd.oasis.opendocument.spreadsheet': { name: 'OpenDocument spreadsheet', ending: 'ods' },
  'application/vnd.oasis.opendocument.presentation': { name: 'OpenDocument presentation', ending: 'odp' },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly ending: string }>>

export type MediaType = keyof typeof mediaTypes

export const isMediaType = (text: string): text is MediaType => Object.hasOwn(mediaTypes, text)

/** What is kept, in a sentence. */
export const whatIsKept =
  'PDF, pictures (JPEG, PNG, HEIC, WebP, AVIF, GIF, TIFF), Word, Excel and PowerPoint without macros, OpenDocument, and plain text'
