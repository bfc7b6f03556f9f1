import type { AnyStep } from '../../../journey/step.ts'
import type { DraftForm } from '../../../ledger/drafts.ts'
import type { MergedForms, ThreeForms } from '../../../ledger/merge-drafts.ts'
import { mergeForms } from '../../../web/forms/index.ts'
import type { Clash, Three, Typed } from '../../../web/forms/index.ts'
import { withChoices } from '../../../web/forms/merging/choosing.ts'
import type { Choice } from '../../../web/forms/merging/choosing.ts'
import { isParagraph, numberOfParagraph, paragraphOf } from './own.ts'

/** Inputs of the page in which one answer simply follows the other: what is followed, and the version that is corrected. */
const lastWordCounts: ReadonlySet<string> = new Set(['own-follows', 'own-corrected'])

/** What was typed and each child's own paragraph, as one form of inputs. */
const asTyped = ({ typed, paragraphs }: DraftForm): Typed => ({
  ...typed,
  ...Object.fromEntries(Object.entries(paragraphs).map(([identity, words]) => [paragraphOf(identity), words])),
})

/** One form of inputs as what was typed and the paragraphs. */
const asForm = (subjects: readonly number[], typed: Typed): DraftForm => {
  const own = Object.groupBy(Object.entries(typed), ([name]) => (isParagraph(name) ? 'paragraphs' : 'typed'))
  return {
    subjects,
    typed: Object.fromEntries(own.typed ?? []),
    paragraphs: Object.fromEntries(
      (own.paragraphs ?? []).flatMap(([name, words]) =>
        typeof words === 'string' && words !== '' ? [[numberOfParagraph(name), words]] : [],
      ),
    ),
  }
}

/** Children that either has added, without those that either has taken away. */
const mergeSubjects = ({ before, now, mine }: Three<readonly number[]>): readonly number[] => [
  ...new Set([
    ...now.filter(each => mine.includes(each) || !before.includes(each)),
    ...mine.filter(each => now.includes(each) || !before.includes(each)),
  ]),
]

/** Merges what two people typed in a draft of a step. */
export const mergeDraft =
  (step: AnyStep) =>
  ({ before, now, mine }: ThreeForms): MergedForms<Clash> => {
    const three = { before: asTyped(before), now: asTyped(now), mine: asTyped(mine) }
    const { typed, clashes } = mergeForms(step, three, name => isParagraph(name) || name === 'own-reason')
    const subjects = mergeSubjects({ before: before.subjects, now: now.subjects, mine: mine.subjects })
    return { form: asForm(subjects, typed), clashes: clashes.filter(({ name }) => !lastWordCounts.has(name)) }
  }

/** What was typed, with the answers that the person chose where somebody else had answered too. */
export const withChosen = (mine: DraftForm, stored: DraftForm, chosen: ReadonlyMap<string, Choice>): DraftForm => {
  const typed = withChoices(asTyped(mine), asTyped(stored), chosen)
  return asForm(mine.subjects, typed)
}
