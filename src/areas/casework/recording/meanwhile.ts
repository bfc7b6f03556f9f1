import { dateAt, inWords } from '../../../calendar/index.ts'
import type { DraftForm } from '../../../ledger/drafts.ts'
import type { SaveOutcome } from '../../../ledger/merge-drafts.ts'
import { versionsOf } from '../../../ledger/read.ts'
import { redirect } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import type { Clash } from '../../../web/forms/index.ts'
import type { ChildRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { aboutAlone, clashesInWords, differences, namesOffered } from './differences.ts'
import { mergeDraft } from './merging.ts'
import { currentEntry, questionsOf, showForm, stateOfDraft, stepToRecord } from './state.ts'
import type { OpenDraft } from './state.ts'

/** Both answered the same question: both answers, to choose from, and nothing overwritten. The next save begins from here. */
export const changedMeanwhile = async (
  asked: Asked,
  open: OpenDraft,
  record: ChildRecord,
  { draft, form, clashes, joinedWith }: SaveOutcome<Clash>,
): Promise<Answer> => {
  const names = await namesOffered(asked, open.step)
  const isOwn = joinedWith === asked.context.name
  const who = isOwn ? 'You saved this draft from another window' : `${joinedWith ?? 'Somebody else'} saved this draft`
  return showForm(
    asked,
    open.child,
    {
      ...stateOfDraft({ ...open, draft: { ...draft, ...form } }),
      theirs: clashesInWords(open.step, record, clashes, asked.context.today, names),
      notice: `${who} while you were typing, with another answer to ${clashes.length === 1 ? 'one question' : `${clashes.length} questions`}. Nothing was overwritten: choose below what is kept, then save.`,
    },
    { status: 409, action: paths.draft({ draft: draft.draft }), record },
  )
}

const isSame = (one: DraftForm, other: DraftForm): boolean => {
  const held = ({ typed, paragraphs }: DraftForm) =>
    JSON.stringify([Object.entries(typed).sort(), Object.entries(paragraphs).sort()])
  return held(one) === held(other)
}

/** Completed while this person typed: what they typed stands in the form of a correction, beside what was recorded. */
export const completedMeanwhile = async (
  asked: Asked,
  open: OpenDraft,
  record: ChildRecord,
  mine: DraftForm,
): Promise<Answer> => {
  const { draft, step, child, name } = open
  const recorded = draft.completedAs ?? 0
  const nothingBefore = { subjects: draft.subjects, typed: {}, paragraphs: {} }
  const { form, clashes } = mergeDraft(step)({ before: nothingBefore, now: draft, mine })
  if (clashes.length === 0 && isSame(form, draft)) return redirect(paths.entry({ child, entry: recorded }))
  const [entry, versions] = await Promise.all([
    currentEntry(asked, recorded),
    versionsOf(asked.database.sql, asked.context, recorded),
  ])
  const first = versions[0]
  const paragraphs = Object.entries(mine.paragraphs).filter(([identity, words]) => draft.paragraphs[identity] !== words)
  const names = await namesOffered(asked, step)
  const who = first === undefined ? 'Somebody else' : first.authorName
  const day = first === undefined ? '' : ` on ${inWords(dateAt(first.recordedAt))}`
  const mayCorrect = entry !== undefined && stepToRecord(asked.rules, asked.context, name) !== undefined
  return showForm(
    asked,
    child,
    {
      name,
      step,
      typed: questionsOf(mine.typed),
      problems: {},
      subjects: mayCorrect ? draft.subjects : [child],
      paragraphs: mine.paragraphs,
      follows: draft.follows,
      ...(mayCorrect ? { corrects: { entry: entry.entry, version: entry.version, reason: '' } } : {}),
      theirs: [
        ...differences(step, questionsOf(mine.typed), questionsOf(draft.typed), asked.context.today, names),
        ...paragraphs.map(([identity, words]) => ({
          ask: aboutAlone(record, Number(identity)),
          mine: words,
          theirs: draft.paragraphs[identity] ?? '',
        })),
      ],
      notice: `${who} completed this${day} while you were typing, and it has been recorded once. What you typed is in the form below and is not recorded yet: ${
        mayCorrect ? 'to add it, say why and complete it as a correction.' : 'save it as a draft of its own.'
      }`,
    },
    {
      status: 409,
      action: mayCorrect ? paths.correct({ child, entry: entry.entry }) : paths.record({ child, step: name }),
      record,
    },
  )
}

/** Sent to a manager while this person typed: what they typed stays on the page and among the saves, and nothing is lost. */
export const sentMeanwhile = async (
  asked: Asked,
  open: OpenDraft,
  record: ChildRecord,
  { mine, to }: { readonly mine: DraftForm; readonly to: string },
): Promise<Answer> => {
  const { draft } = open
  const isAboutTheSame = [...mine.subjects].sort().join() === [...draft.subjects].sort().join()
  if (isSame(mine, draft) && isAboutTheSame) return redirect(paths.sentDraft({ draft: draft.draft }))
  return showForm(
    asked,
    open.child,
    {
      ...stateOfDraft({ ...open, draft: { ...draft, ...mine } }),
      notice: `This was sent to ${to} to authorise, and stays as it was sent. What you typed is below and among what was saved. To change it, whoever sent it takes it back.`,
    },
    { status: 409, action: paths.draft({ draft: draft.draft }), record },
  )
}
