import { strToU8, zipSync } from 'fflate'
import type { Zippable } from 'fflate'

/** Files as tests send them, made as the programs make them that people use. */

const contentTypes = (main: string, more = ''): Uint8Array =>
  strToU8(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${main}"/>${more}</Types>`,
  )

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

export const zipOf = (files: Zippable): Buffer => Buffer.from(zipSync(files))

/** A Word document, with whatever else is named in it. */
export const wordFile = (more: Zippable = {}, { main = word, types = '' } = {}): Buffer =>
  zipOf({
    '[Content_Types].xml': contentTypes(main, types),
    'word/document.xml': strToU8('<w:document/>'),
    ...more,
  })

/** A Word document with a macro in it. */
export const macroFile = (): Buffer =>
  wordFile(
    { 'word/vbaProject.bin': new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]) },
    { main: 'application/vnd.ms-word.document.macroEnabled.main+xml' },
  )

export const pdfFile = (more = ''): Buffer =>
  Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R ${more}>>\n%%EOF\n`, 'latin1')

/** A program of Windows. */
export const programFile = (): Buffer => {
  const bytes = Buffer.alloc(512)
  bytes.write('MZ')
  return bytes
}

/** A photograph of this many bytes, or what begins as one does. */
export const photograph = (bytes: number): Buffer => {
  const file = Buffer.alloc(bytes, 0x5a)
  file.set([0xff, 0xd8, 0xff, 0xe0])
  return file
}

/** Bytes in pieces, as they come over a line. */
export async function* inPieces(bytes: Uint8Array, size = 60_000): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.byteLength; from += size)
    yield await Promise.resolve(bytes.subarray(from, from + size))
}
