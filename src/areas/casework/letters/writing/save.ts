import { addDocument, receivedFrom } from '../../../../documents/index.ts'
import { notFound, redirect, textOf } from '../../../../web/index.ts'
import type { Answer } from '../../../../web/index.ts'
import { paths } from '../../paths.ts'
import { addressLines, readWriting } from './asked.ts'
import type { ForLetter, Writing } from './asked.ts'
import { removeOwnDraft, saveAsDraft } from './draft.ts'
import { problemsOfWords, showWords, wordsSent } from './words.ts'
import type { Words } from './words.ts'
import { wordDocument } from './word-document.ts'
import type { Written, WrittenSection } from './written.ts'

/** The letter as it is kept: what says nothing is left out. */
const writtenFrom = ({ name, letter, facts, recipient }: Writing, words: Words): Written => ({
  letter: name,
  form: letter.form,
  on: facts.today,
  heading: words.heading,
  greeting: letter.form === 'letter' ? words.greeting : '',
  to: {
    name: words.toName,
    address: [...addressLines(words.toAddress)],
    // Who it was for is only said of the record where the name was not changed.
    ...(recipient?.identity !== undefined && recipient.name === words.toName ? { identity: recipient.identity } : {}),
  },
  sections: words.sections.flatMap(({ name: section, heading, words: said, table }): WrittenSection[] => {
    const named = { name: section, ...(heading === '' ? {} : { heading }) }
    if (table === undefined) return said.trim() === '' ? [] : [{ ...named, words: said }]
    const rows = table.rows.filter(({ stays }) => stays).map(({ key, cells }) => ({ key, cells: [...cells] }))
    return rows.length === 0 ? [] : [{ ...named, head: [...table.head], rows }]
  }),
  sender: { ...facts.sender, address: [...facts.sender.address] },
})

/** Keeps a letter as a Word document with the children it is about; or only saves it, or throws it away. */
export const saveLetter = async (asked: ForLetter): Promise<Answer> => {
  const writing = await readWriting(asked, asked.form)
  if (writing === undefined) return notFound()
  const action = textOf(asked.form['own-action'])
  if (action === 'save') return saveAsDraft(asked)
  if (action === 'throwAway') {
    await removeOwnDraft(asked)
    return redirect(paths.documents({ child: asked.child }))
  }
  const words = wordsSent(writing, asked.form)
  const problems = problemsOfWords(writing, words)
  if (Object.keys(problems).length > 0) return showWords(asked, writing, words, problems)
  const { database, context, child } = asked
  const written = writtenFrom(writing, words)
  const document = await addDocument(
    database,
    context,
    { title: words.title, kind: writing.letter.kind, about: [child, ...writing.others], letter: written },
    // What is written here was not sent by anybody, and holds nothing to be scanned.
    { file: await receivedFrom(await wordDocument(written, writing.letter.title)), scan: undefined },
  )
  await removeOwnDraft(asked)
  return redirect(paths.document({ child, document }, { added: 1 }))
}
