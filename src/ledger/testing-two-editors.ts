import fc from 'fast-check'
import type { Context } from '../access/index.ts'
import { draftVersions } from './draft-versions.ts'
import { beginDraft, readDraft } from './drafts.ts'
import type { DraftForm, Typed } from './drafts.ts'
import type { Queries } from './ledger.ts'
import { saveMerged } from './merge-drafts.ts'
import type { MergedForms, ThreeForms } from './merge-drafts.ts'

/** What two people do at one draft, one after the other: type a word somewhere, save, or save and never hear of it. */
const acts = (inputs: readonly string[]) =>
  fc.array(
    fc.record({
      who: fc.constantFrom(0, 1),
      act: fc.oneof(
        { weight: 5, arbitrary: fc.record({ does: fc.constant('type' as const), at: fc.constantFrom(...inputs) }) },
        { weight: 3, arbitrary: fc.record({ does: fc.constant('save' as const), at: fc.constant('') }) },
        { weight: 1, arbitrary: fc.record({ does: fc.constant('loseAnswer' as const), at: fc.constant('') }) },
      ),
    }),
    { minLength: 4, maxLength: 16 },
  )

type Page = { readonly context: Context; name: string; version: number; typed: Typed }

let pages = 0
const newPage = (): string => {
  pages += 1
  return `e${pages.toString(16).padStart(15, '0')}`
}

/** What was typed in a play, and everything that is kept of it or stands in front of somebody. */
export type Played = { readonly words: readonly string[]; readonly kept: string; readonly joined: boolean }

/** A form that two people write: how a draft of it begins, how it merges, and the inputs in which words are typed. */
export type WrittenByTwo<Clash> = {
  readonly queries: Queries
  readonly contexts: readonly [Context, Context]
  readonly step: string
  readonly subjects: readonly number[]
  readonly typed: Typed
  readonly merge: (three: ThreeForms) => MergedForms<Clash>
  readonly inputs: readonly string[]
}

const play = async <Clash>(form: WrittenByTwo<Clash>, many: readonly ActOfOne[]): Promise<Played> => {
  const { queries, contexts, step, subjects, merge } = form
  const begin = { step, subjects, typed: form.typed, follows: undefined, corrects: undefined }
  const begun = await beginDraft(queries, contexts[0], begin, newPage())
  const open = contexts.map((context): Page => ({ context, name: newPage(), version: 1, typed: form.typed }))
  const words: string[] = []
  const clashes: unknown[] = []
  for (const [place, { who, act }] of many.entries()) {
    const page = open[who]
    if (page === undefined) continue
    if (act.does === 'type') {
      const word = `w${place}of${who}`
      const before = page.typed[act.at]
      page.typed = {
        ...page.typed,
        [act.at]: typeof before === 'string' && before !== '' ? `${before}\n\n${word}` : word,
      }
      words.push(word)
      continue
    }
    const mine: DraftForm = { subjects, typed: page.typed, paragraphs: {} }
    const saved = await saveMerged(
      queries,
      page.context,
      begun.draft,
      { ...mine, version: page.version, page: page.name },
      merge,
    )
    if (saved.clashes.length > 0) clashes.push(saved.clashes)
    if (act.does === 'loseAnswer') continue
    page.name = newPage()
    page.version = saved.draft.version
    page.typed = saved.form.typed
  }
  const history = await draftVersions(queries, begun.draft, 500)
  const stored = await readDraft(queries, contexts[0], begun.draft)
  return {
    words,
    kept: JSON.stringify([stored?.typed, open.map(({ typed }) => typed), history]),
    joined: history.some(({ sent, setAside }) => sent !== undefined && !setAside),
  }
}

type ActOfOne = ReturnType<typeof acts> extends fc.Arbitrary<readonly (infer Each)[]> ? Each : never

/**
 * Plays two people at one form, in so many random interleavings. Answers how often their words were joined; throws where a
 * word that was typed is nowhere any more.
 */
export const playTwoEditors = async <Clash>(form: WrittenByTwo<Clash>, runs: number): Promise<number> => {
  let joined = 0
  await fc.assert(
    fc.asyncProperty(acts(form.inputs), async many => {
      const played = await play(form, many)
      for (const word of played.words)
        if (!new RegExp(`${word}(?!\\d)`).test(played.kept)) throw new Error(`${word} is nowhere`)
      if (played.joined) joined += 1
    }),
    { numRuns: runs, endOnFailure: true },
  )
  return joined
}
