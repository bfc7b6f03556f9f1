import type { MediaType } from '../media-types.ts'
import type { Received } from '../received.ts'
import { entriesOfZip, textInZip } from './zip.ts'

/** What a zip turned out to be: an Office file of a type, perhaps with a program in it. */
export type Office = { readonly mediaType: MediaType; readonly hasMacro: boolean }

const office = 'application/vnd.openxmlformats-officedocument.'
const openXml = [
  ['wordprocessingml.document.', `${office}wordprocessingml.document`],
  ['spreadsheetml.sheet.', `${office}spreadsheetml.sheet`],
  ['presentationml.presentation.', `${office}presentationml.presentation`],
] as const satisfies readonly (readonly [string, MediaType])[]

const withMacros = [
  ['ms-word.', openXml[0][1]],
  ['ms-excel.', openXml[1][1]],
  ['ms-powerpoint.', openXml[2][1]],
] as const

const openDocument = [
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
] as const satisfies readonly MediaType[]

/** Parts that are, or hold, a program: Visual Basic, Excel 4 macros, ActiveX; Basic and scripts of OpenDocument. */
const programs = /(^|\/)(vbaproject\.bin|vbadata\.xml|macrosheets\/|activex\/)|^(basic|scripts)\//i

/**
 * What the list of types says of the parts. It may be in UTF-16. A list that hides its words (`&#109;acro`) is written by
 * nobody's Office, and counts as a macro.
 */
const readTypes = (types: string): Office | undefined => {
  const said = types.replaceAll('\0', '')
  const hasMacro = /macroEnabled|vbaProject|macrosheet|activeX|&#/i.test(said)
  const plain = openXml.find(([part]) => said.includes(`${part}main+xml`))
  const macro = withMacros.find(([part]) => new RegExp(`${part}[a-z]+\\.macroEnabled`, 'i').test(said))
  const mediaType = plain?.[1] ?? macro?.[1]
  return mediaType === undefined ? undefined : { mediaType, hasMacro }
}

/** The Office or OpenDocument file that a zip is; undefined where it is another. */
export const officeOf = (file: Received): Office | undefined => {
  const entries = entriesOfZip(file)
  const wordsOf = (name: string) => {
    const entry = entries?.find(each => each.name === name)
    return entry === undefined ? undefined : textInZip(file, entry)
  }
  const types = wordsOf('[Content_Types].xml')
  const asOpen = openDocument.find(type => type === wordsOf('mimetype')?.trim())
  const found = types === undefined ? asOpen && { mediaType: asOpen, hasMacro: false } : readTypes(types)
  return found && { ...found, hasMacro: found.hasMacro || entries?.some(({ name }) => programs.test(name)) === true }
}
