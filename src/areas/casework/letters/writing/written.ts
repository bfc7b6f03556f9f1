import { z } from 'zod'

const section = z.object({
  name: z.string(),
  heading: z.string().optional(),
  words: z.string().optional(),
  head: z.array(z.string()).optional(),
  rows: z.array(z.object({ key: z.string(), cells: z.array(z.string()) })).optional(),
})

const schema = z.object({
  letter: z.string(),
  form: z.enum(['letter', 'paper']),
  on: z.string(),
  heading: z.string(),
  greeting: z.string(),
  to: z.object({ name: z.string(), address: z.array(z.string()), identity: z.number().optional() }),
  sections: z.array(section),
  sender: z.object({
    council: z.string(),
    address: z.array(z.string()),
    telephone: z.string(),
    outOfHours: z.string(),
    simulated: z.boolean(),
    name: z.string(),
    part: z.string(),
    team: z.string(),
  }),
})

/** A letter as it was written and kept, word for word: its Word document and its page to print are made of it. */
export type Written = z.infer<typeof schema>
export type WrittenSection = Written['sections'][number]

/** Whether what a document keeps of itself is a letter. */
export const isWritten = (kept: unknown): kept is Written => schema.safeParse(kept).success

/** The paragraphs of a section, each a paragraph or a line of a list. */
export const linesOf = (words: string): readonly { readonly words: string; readonly isListed: boolean }[] =>
  words
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '')
    .map(line =>
      /^[-•*] /.test(line) ? { words: line.slice(2).trim(), isListed: true } : { words: line, isListed: false },
    )

/** How a letter ends: `Yours sincerely` to somebody by name. */
export const signOff = ({ greeting }: Pick<Written, 'greeting'>): string =>
  /^dear (sir|madam|colleague)/i.test(greeting) ? 'Yours faithfully' : 'Yours sincerely'
