import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readCensus } from '../statutory/cin-census/read.ts'
import type { CensusRead } from '../statutory/cin-census/read.ts'
import { isNamed } from '../statutory/reading/files.ts'
import type { GivenFile } from '../statutory/reading/files.ts'
import { FileRefused } from '../statutory/reading/refused.ts'
import { readReturn } from '../statutory/ssda903/read.ts'
import type { ReturnFile, ReturnRead } from '../statutory/ssda903/read.ts'
import type { Collection } from '../statutory/ssda903/tables.ts'

const pieceSize = 1 << 18

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of createReadStream(path, { highWaterMark: pieceSize })) yield bytes as Uint8Array
  } catch (error) {
    throw new FileRefused(`It cannot be read: ${wordsOf(error)}`)
  }
}

const fileAt = (path: string): GivenFile => ({ name: basename(path), pieces: () => piecesOf(path) })

const nothing = () => undefined

/** Reads a children in need census from an XML file. */
export const readCensusFile = (path: string): Promise<CensusRead> => readCensus([fileAt(path)], nothing)

/** The files of the return that lies in a folder, CSV before XML. */
const filesIn = async (folder: string, year: ReturnFile['year']): Promise<readonly ReturnFile[]> => {
  let names: readonly string[]
  try {
    names = (await readdir(folder)).sort()
  } catch (error) {
    throw new FileRefused(`${folder} cannot be read: ${wordsOf(error)}`)
  }
  const files = (['.csv', '.xml'] as const).flatMap(ending => names.filter(name => isNamed(name, ending)))
  if (files.length === 0) throw new FileRefused(`${folder} holds no CSV file and no XML file.`)
  return files.map(name => ({ ...fileAt(join(folder, name)), year }))
}

/** Where a looked-after return and what goes with it lie. */
export interface Ssda903Places {
  readonly thisYear: string
  readonly lastYear: string | undefined
  readonly providers: string | undefined
  readonly postcodes: string | undefined
  readonly authority: string | undefined
}

/** Reads a looked-after return from folders, with last year's and the lists that were named. */
export const readSsda903Folders = async (places: Ssda903Places, collection: Collection): Promise<ReturnRead> => {
  const lists = (['providers', 'postcodes'] as const).flatMap((is): readonly ReturnFile[] => {
    const path = places[is]
    return path === undefined ? [] : [{ ...fileAt(path), year: 'this', is }]
  })
  const files = [
    ...(await filesIn(places.thisYear, 'this')),
    ...(places.lastYear === undefined ? [] : await filesIn(places.lastYear, 'last')),
    ...lists,
  ]
  return readReturn(files, { collection, localAuthority: places.authority ?? null }, nothing)
}
