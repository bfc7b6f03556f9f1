import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const lineSchema = z.object({
  log: z.string(),
  database: z.string(),
  simulated: z.boolean(),
  seal: z.number().int().min(0),
  through: z.number().int().min(0),
  hash: z.string(),
  at: z.string(),
})

/** A seal as it is kept outside the database: of which log (the hash of its seal 0), and where that is. */
export type KeptSeal = Readonly<z.infer<typeof lineSchema>>

/** The file of seals holds a line that is none. */
export class SealFileNotReadable extends Error {
  override readonly name = 'SealFileNotReadable'
}

const readLine = (path: string, text: string, number: number): KeptSeal => {
  try {
    return lineSchema.parse(JSON.parse(text))
  } catch {
    throw new SealFileNotReadable(`Line ${number} of ${path} is not a seal.`)
  }
}

/** The seals that were kept in a file, in the order in which they came; none where there is no file. */
export const readSealFile = (path: string): readonly KeptSeal[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .map((text, index) => ({ text, number: index + 1 }))
        .filter(({ text }) => text !== '')
        .map(({ text, number }) => readLine(path, text, number))
    : []

/** Adds seals to the file's end; they are on disk when this returns. */
export const keepOutside = (path: string, seals: readonly KeptSeal[]): void => {
  if (seals.length === 0) return
  mkdirSync(dirname(path), { recursive: true })
  const file = openSync(path, 'a', 0o600)
  try {
    writeSync(file, seals.map(seal => `${JSON.stringify(seal)}\n`).join(''))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
