import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import type { Context } from '../../../access/index.ts'
import { england } from '../../../journey/england.ts'
import { draftVersions } from '../../../ledger/draft-versions.ts'
import { beginDraft, completeDraft, readDraft } from '../../../ledger/drafts.ts'
import type { DraftForm } from '../../../ledger/drafts.ts'
import { saveMerged } from '../../../ledger/merge-drafts.ts'
import type { SaveOutcome } from '../../../ledger/merge-drafts.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { testDatabase } from '../../../store/testing.ts'
import type { Clash, Typed } from '../../../web/forms/index.ts'
import { contextOf, makePerson, smallCouncil } from '../testing.ts'
import { mergeDraft, withChosen } from './merging.ts'
import type { Choice } from '../../../web/forms/merging/choosing.ts'

const database = await testDatabase()
await smallCouncil(database)
after(() => database.close())
const child = await makePerson(database, { given: 'Two', family: 'Writers' })
const contexts: readonly Context[] = [await contextOf(database, 'director'), await contextOf(database, 'auditor')]

const stepName = 'childInNeedPlan'
const step = england.steps[stepName]
const merge = mergeDraft(step)

/** The places in which a person may write: prose, a short text, a goal of a plan, and a child's own paragraph. */
const places = ['prose', 'otherProse', 'goal', 'paragraph'] as const
type Place = (typeof places)[number]
const [prose = '', otherProse = ''] = Object.entries(step.fields).flatMap(([name, field]) =>
  field.kind === 'prose' ? [name] : [],
)

const act = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('type' as const),
      at: fc.constantFrom(...places),
      how: fc.constantFrom('goOn' as const, 'below' as const, 'above' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constantFrom('save' as const, 'loseAnswer' as const, 'loseRequest' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('reload' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('choose' as const),
      choice: fc.constantFrom('mine' as const, 'both' as const),
    }),
  },
)
const interleaving = fc.record({
  acts: fc.array(fc.record({ who: fc.constantFrom(0, 1), act }), { minLength: 4, maxLength: 16 }),
  completes: fc.option(fc.nat(16), { nil: -1 }),
})
type Interleaving = typeof interleaving extends fc.Arbitrary<infer Each> ? Each : never

/** One person's page: what it was shown with, and what stands in it now. */
type Page = {
  readonly context: Context
  name: string
  version: number
  form: DraftForm
  /** Whether anything was typed since it was shown. */
  typed: boolean
  clashes: readonly Clash[]
}

const textOf = (value: Typed[string] | undefined) => (typeof value === 'string' ? value : '')

const written = (text: string, word: string, how: 'goOn' | 'below' | 'above'): string =>
  text === ''
    ? word
    : how === 'goOn'
      ? `${text} ${word}`
      : how === 'below'
        ? `${text}\n\n${word}`
        : `${word}\n\n${text}`

/** The place of a goal with this key, or the next free one. */
const goalAt = (typed: Typed, key: string): number => {
  for (let place = 1; ; place += 1)
    if (typed[`plan-${place}-key`] === key || typed[`plan-${place}-key`] === undefined) return place
}

const typeIn = (page: Page, at: Place, word: string, how: 'goOn' | 'below' | 'above'): void => {
  const { typed, paragraphs, subjects } = page.form
  page.typed = true
  if (at === 'paragraph') {
    const words = written(paragraphs[child] ?? '', word, how)
    page.form = { subjects, typed, paragraphs: { ...paragraphs, [child]: words } }
    return
  }
  if (at === 'goal') {
    // A goal of their own, and one in which both write.
    const key = how === 'above' ? 'ofboth' : `of${page.context.worker}`
    const row = `plan-${goalAt(typed, key)}`
    const words = written(textOf(typed[`${row}-different`]), word, how)
    page.form = { subjects, paragraphs, typed: { ...typed, [`${row}-key`]: key, [`${row}-different`]: words } }
    return
  }
  const name = at === 'prose' ? prose : otherProse
  page.form = { subjects, paragraphs, typed: { ...typed, [name]: written(textOf(typed[name]), word, how) } }
}

let pages = 0
const newPage = (): string => {
  pages += 1
  return pages.toString(16).padStart(16, '0')
}

const shown = (page: Page, { draft, form, clashes }: SaveOutcome<Clash>): void => {
  page.name = newPage()
  page.version = draft.version
  page.form = form
  page.typed = clashes.length > 0
  page.clashes = clashes
}

const isCompleted = (error: unknown) => error instanceof Refusal && error.kind === 'alreadyCompleted'

/** Saves; the answer reaches the page or does not. What was typed after a draft was completed stays on the page. */
const save = async (page: Page, number: number, isAnswered: boolean): Promise<void> => {
  try {
    const saving = { ...page.form, version: page.version, page: page.name }
    const outcome = await saveMerged(database.sql, page.context, number, saving, merge)
    if (isAnswered) shown(page, outcome)
  } catch (error) {
    if (!isCompleted(error)) throw error
  }
}

const choose = (page: Page, stored: DraftForm, choice: Choice): void => {
  page.form = withChosen(page.form, stored, new Map(page.clashes.map(({ name }) => [name, choice])))
  page.clashes = []
}

const reload = async (page: Page, number: number): Promise<void> => {
  // What was typed and not saved is put back by the browser, with the page that it was typed in.
  if (page.typed) return
  const draft = await readDraft(database.sql, page.context, number)
  if (draft !== undefined) shown(page, { draft, form: draft, clashes: [], joinedWith: undefined })
}

const complete = async (page: Page, number: number): Promise<void> => {
  const draft = await readDraft(database.sql, page.context, number)
  if (draft?.version !== page.version || page.typed || draft.completedAs !== undefined) return
  await completeDraft(database.sql, page.context, number, number)
}

const wordsIn = (...things: readonly unknown[]): ReadonlySet<string> =>
  new Set(JSON.stringify(things).match(/w\d+(?:of\d+)/g) ?? [])

/** Two people at one draft; answers with what was typed and where it all is at the end. */
const play = async ({ acts, completes }: Interleaving) => {
  const start = { step: stepName, subjects: [child], typed: {}, follows: undefined, corrects: undefined }
  const begun = await beginDraft(database.sql, contexts[0] as Context, start, newPage())
  const open = contexts.map((context): Page => ({
    context,
    name: newPage(),
    version: 1,
    form: begun,
    typed: false,
    clashes: [],
  }))
  const typed: string[] = []
  const given = new Set<string>()
  for (const [place, { who, act }] of acts.entries()) {
    const page = open[who] as Page
    if (act.does === 'type') {
      const word = `w${place}of${who}`
      typeIn(page, act.at, word, act.how)
      typed.push(word)
    } else if (act.does === 'save' || act.does === 'loseAnswer') {
      // Whoever saves a page that shows two answers keeps their own, knowingly.
      for (const word of wordsIn(page.clashes.map(({ theirs }) => theirs))) given.add(word)
      await save(page, begun.draft, act.does === 'save')
    } else if (act.does === 'reload') await reload(page, begun.draft)
    else if (act.does === 'choose') {
      // Who keeps their own answer gives up the other's, knowingly.
      if (act.choice === 'mine') for (const word of wordsIn(page.clashes.map(({ theirs }) => theirs))) given.add(word)
      const stored = await readDraft(database.sql, page.context, begun.draft)
      if (stored !== undefined) choose(page, stored, act.choice)
    }
    if (place === completes) await complete(page, begun.draft)
  }
  const stored = await readDraft(database.sql, contexts[0] as Context, begun.draft)
  return {
    typed,
    given,
    stored,
    onPages: open.map(({ form, clashes }) => ({ form, clashes })),
    history: await draftVersions(database.sql, begun.draft, 500),
  }
}

test('two people who write in one draft lose no word, in a thousand interleavings of saves, reloads, completions and lost answers', async () => {
  let joined = 0
  await fc.assert(
    fc.asyncProperty(fc.array(interleaving, { minLength: 20, maxLength: 20 }), async many => {
      for (const { typed, given, stored, onPages, history } of await Promise.all(many.map(play))) {
        const anywhere = wordsIn(stored, onPages, history)
        for (const word of typed) assert.ok(anywhere.has(word), `${word} is nowhere`)
        const inSight = wordsIn(stored?.typed, stored?.paragraphs, onPages)
        const aside = wordsIn(history.filter(({ setAside }) => setAside).map(({ sent }) => sent))
        for (const word of typed)
          assert.ok(inSight.has(word) || given.has(word) || aside.has(word), `${word} is no longer in sight`)
        if (history.some(({ sent, setAside }) => sent !== undefined && !setAside)) joined += 1
      }
    }),
    { numRuns: 50, endOnFailure: true },
  )
  assert.ok(joined > 50, `words were joined in only ${joined} of them`)
})
