import { dateAt } from '../../calendar/index.ts'
import { DocumentRefused, whatIsKept } from '../../documents/index.ts'
import { holderOf, keepPage } from '../../door/begun-forms.ts'
import type { BegunForm } from '../../door/begun-forms.ts'
import { heldFiles, holdFile, letGo, mostFiles } from '../../door/files.ts'
import { redirect } from '../../web/index.ts'
import type { Answer, AskedByAnyone, Part } from '../../web/index.ts'
import { entrancePage } from './frame.ts'
import { withForm } from './gone.ts'
import { backFrom, nextOf } from './order.ts'
import { own } from './paths.ts'

const inWords = (size: number): string =>
  size >= 1_000_000 ? `${Math.round(size / 100_000) / 10} MB` : `${Math.max(1, Math.round(size / 1000))} KB`

const show = async (
  asked: Pick<AskedByAnyone, 'council' | 'now' | 'database'>,
  form: BegunForm,
  problem?: string,
): Promise<Answer> => {
  const files = await heldFiles(asked.database.sql, holderOf(form))
  return entrancePage(
    asked,
    'files.njk',
    {
      title: 'Files',
      files: files.map(({ file, name, size }) => ({
        name,
        size: inWords(size),
        remove: own.removeFile({ file }),
      })),
      addFile: own.addFile(),
      mayAdd: files.length < mostFiles,
      whatIsKept,
      problem,
      errors: problem === undefined ? [] : [{ text: problem, href: '#file' }],
      of: form.kind,
      back: backFrom(form, dateAt(asked.now), 'files'),
    },
    { status: problem === undefined ? 200 : 422 },
  )
}

export const showFiles = withForm((asked, form) =>
  form.request === undefined ? show(asked, form) : redirect(own.sent()),
)

const takeIn = async (asked: AskedByAnyone, form: BegunForm): Promise<string | number> => {
  let taken = 0
  try {
    for await (const { name, pieces } of asked.files) {
      await holdFile(asked.database, holderOf(form), { name, pieces: pieces() }, asked)
      taken += 1
    }
  } catch (error) {
    if (error instanceof DocumentRefused) return error.message
    throw error
  }
  return taken
}

/** Takes in a file, and stays here for another. A file that is not kept is said, and everything else stays as it was. */
export const addFile = withForm(async (asked, form) => {
  if (form.request !== undefined) return redirect(own.sent())
  const taken = await takeIn(asked, form)
  if (typeof taken === 'string') return show(asked, form, taken)
  if (taken === 0) return show(asked, form, 'Choose a file first')
  await keepPage(asked.database.sql, form, {}, asked.now)
  return redirect(own.files())
})

/** Goes on, with the file that is chosen. */
export const takeFiles = withForm(async (asked, form) => {
  if (form.request !== undefined) return redirect(own.sent())
  const taken = await takeIn(asked, form)
  if (typeof taken === 'string') return show(asked, form, taken)
  await keepPage(asked.database.sql, form, { done: 'files' }, asked.now)
  return redirect(nextOf({ ...form, done: [...form.done, 'files'] }, dateAt(asked.now)))
})

/** What is too large is refused before it is read. */
export const refuseFile = withForm((asked, form) =>
  show(
    asked,
    form,
    'The file is larger than 20 MB, which is the most. A photograph can be sent smaller: choose “medium” when you share it',
  ),
)

export const removeFile = withForm<{ readonly file: Part<number> }>(async (asked, form) => {
  await letGo(asked.database.sql, holderOf(form), asked.params.file)
  return redirect(own.files())
})
