import { isNamed, readPieces, refusingBy } from '../reading/files.ts'
import type { Files, GivenFile, OnRead } from '../reading/files.ts'
import { FileRefused } from '../reading/refused.ts'
import { cinXmlReader } from './xml.ts'

/** A census as it was read, with what its file holds that is none of it. */
export type CensusRead = ReturnType<ReturnType<typeof cinXmlReader>['finish']>

/** Reads a children in need census, which is one XML file. */
export const readCensus = async (files: Files<GivenFile>, onRead: OnRead): Promise<CensusRead> => {
  let read: { readonly name: string; readonly census: CensusRead } | undefined
  for await (const file of files) {
    if (read !== undefined)
      throw new FileRefused(`${file.name}: A census is one file, and ${read.name} was given as well.`)
    if (isNamed(file.name, '.csv'))
      throw new FileRefused(`${file.name}: A children in need census is an XML file, and this is named CSV.`)
    const reader = cinXmlReader()
    await readPieces(file, reader.write, onRead)
    read = { name: file.name, census: await refusingBy(file.name, reader.finish) }
  }
  if (read === undefined) throw new FileRefused('No file was given: a census is one XML file.')
  return read.census
}
