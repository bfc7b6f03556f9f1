import { notFound, page, textOf } from '../../../../web/index.ts'
import type { Answer } from '../../../../web/index.ts'
import { showQuestions } from '../../../../web/forms/questions.ts'
import { frameOf } from '../../child/frame.ts'
import { paths } from '../../paths.ts'
import { stepToRecord } from '../../recording/state.ts'
import { readWriting, writtenBefore } from './asked.ts'
import type { ForLetter, Writing } from './asked.ts'
import { draftsOf } from './drafts.ts'
import { showWords, wordsOfWritten, wordsOfWriting } from './words.ts'

/** The first page of a letter: who it is for, whom it is about, and what the record does not know. */
const showBeginning = async (asked: ForLetter, writing: Writing, showProblems: boolean): Promise<Answer> => {
  const { rules, context, child, database } = asked
  const { letter, facts, recipients, offered, others, name } = writing
  const problems = showProblems ? writing.problems : {}
  const { views, errors } = showQuestions(letter.asks ?? {}, writing.typed, problems, context.today)
  const drafts = await draftsOf(database.sql, context, { child, letter: name })
  const lacks = letter.lacks?.(facts)
  const chosen = showProblems ? writing.chosen : (recipients[0]?.value ?? '')
  return page(
    'areas/casework/letters/begin.njk',
    {
      title: letter.title,
      frame: frameOf(rules, context, facts.record, 'documents'),
      heading: letter.title,
      about: letter.about,
      lacks: lacks && {
        words: lacks.words,
        href: stepToRecord(rules, context, lacks.step) && paths.record({ child, step: lacks.step }),
      },
      recipients: recipients.map(each => ({ ...each, chosen: each.value === chosen })),
      elsewhere: {
        chosen: chosen === 'other' || recipients.length === 0,
        name: textOf(writing.typed['other-name']),
        address: textOf(writing.typed['other-address']),
        nameProblem: problems['other-name'],
      },
      begun: drafts.map(({ draft, savedAt }) => ({ savedAt, href: paths.letterDraft({ child, letter: name, draft }) })),
      forProblem: problems.for,
      offered: offered.map(each => ({ ...each, chosen: others.includes(each.identity) })),
      questions: views,
      errors: errors.map(error => (error.href === '#for' ? { ...error, href: '#for-1' } : error)),
      action: paths.writeLetter({ child, letter: name }),
      back: paths.documents({ child }),
    },
    { status: errors.length > 0 ? 422 : 200 },
  )
}

/** Begins a letter; with `from`, as one that was written before. */
export const beginLetter = async (asked: ForLetter): Promise<Answer> => {
  const from = textOf(asked.query.from)
  const before = from === '' ? undefined : await writtenBefore(asked, from)
  if (from !== '' && before === undefined) return notFound()
  const others = (before?.about ?? []).filter(identity => identity !== asked.child).map(String)
  const writing = await readWriting(asked, { about: others })
  if (writing === undefined) return notFound()
  return before === undefined
    ? showBeginning(asked, writing, false)
    : showWords(asked, writing, wordsOfWritten(writing, before.written), {})
}

/** The letter as the record writes it, to be read and changed. */
export const writeLetter = async (asked: ForLetter): Promise<Answer> => {
  const writing = await readWriting(asked, asked.form)
  if (writing === undefined) return notFound()
  if (Object.keys(writing.problems).length > 0 || writing.letter.lacks?.(writing.facts) !== undefined)
    return showBeginning(asked, writing, true)
  return showWords(asked, writing, wordsOfWriting(writing), {})
}
