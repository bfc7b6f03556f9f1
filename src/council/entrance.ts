import { z } from 'zod'
import { wordsInFile } from './words-in-file.ts'

/** A line that somebody in need may call, as the public entrance names it. */
export type CrisisLine = { readonly name: string; readonly number: string; readonly says: string }

/** What a council says of its public entrance. */
export type Entrance = {
  /** Where “Exit this page” leads: an address elsewhere, or a page of this server that says nothing of help. */
  readonly exitTo: string
  readonly crisisLines: readonly CrisisLine[]
  /** The day on which somebody called every line to see that it is right; null where nobody has. */
  readonly linesCheckedOn: string | null
}

/** Where one is taken who leaves in a hurry, unless the council names another place: it is here without any other server. */
export const plainPage = '/bank-holidays'

const words = wordsInFile()

/** Only an address elsewhere, or one of ours: never a script. */
const isPlace = (to: string): boolean => /^\/(?![/\\])/.test(to) || /^https:\/\/[^\s"'<>]+$/.test(to)

/** The entrance in a council's file. */
export const entranceInFile = (day: z.ZodType<string>) =>
  z
    .strictObject({
      describes: z.string().optional(),
      exitTo: z.string().refine(isPlace, 'must begin with https:// or be a path of this server').default(plainPage),
      crisisLines: z
        .array(z.strictObject({ describes: z.string().optional(), name: words, number: words, says: words }))
        .max(12, 'must be 12 lines or fewer')
        .default([]),
      linesCheckedOn: day.nullable().default(null),
    })
    .default({ exitTo: plainPage, crisisLines: [], linesCheckedOn: null })

/** The entrance as the database keeps it. */
export const storedEntrance = z
  .object({
    exitTo: z.string().default(plainPage),
    crisisLines: z.array(z.object({ name: z.string(), number: z.string(), says: z.string() })).default([]),
    linesCheckedOn: z.string().nullable().default(null),
  })
  .default({ exitTo: plainPage, crisisLines: [], linesCheckedOn: null })
