import { DocumentRefused, largest, whatIsKept } from '../../../documents/index.ts'
import { heldFiles, holdFile, letGo, mostFiles } from '../../../door/files.ts'
import { holderOfDraft, keepPartnerDraft, partnerDraft } from '../../../door/partner-drafts.ts'
import type { PartnerDraft } from '../../../door/partner-drafts.ts'
import { redirect } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { partnerPage } from '../partner-route.ts'
import type { AskedByPartner } from '../partner-route.ts'
import { paths } from '../paths.ts'
import { ownPages, pageBefore, requestDraft, requestSoFar } from './form.ts'

/** A file of the largest size, and what surrounds it in a form. */
export const mostBytes = largest + 1_000_000

const inWords = (size: number): string =>
  size >= 1_000_000 ? `${Math.round(size / 100_000) / 10} MB` : `${Math.max(1, Math.round(size / 1000))} KB`

/** The form that somebody has begun; whoever has not, or has not come as far as the files, is led to where they are. */
const withDraft = async (
  { database, partner }: AskedByPartner,
  answer: (draft: PartnerDraft) => Promise<Answer>,
): Promise<Answer> => {
  const draft = await partnerDraft(database.sql, partner, requestDraft)
  if (draft === undefined) return redirect(paths.begin())
  const { firstNotWhole } = requestSoFar(draft.typed, partner.today)
  return firstNotWhole === undefined ? answer(draft) : redirect(paths.formPage({ page: firstNotWhole }))
}

const show = async (asked: AskedByPartner, draft: PartnerDraft, problem?: string): Promise<Answer> => {
  const files = await heldFiles(asked.database.sql, holderOfDraft(draft))
  const soFar = requestSoFar(draft.typed, asked.partner.today)
  return partnerPage(
    asked,
    'new',
    'areas/partners/new-request/files.njk',
    {
      title: 'Files',
      files: files.map(({ file, name, size }) => ({
        name,
        size: inWords(size),
        remove: paths.removeFile({ file }),
      })),
      mayAdd: files.length < mostFiles,
      whatIsKept,
      problem,
      errors: problem === undefined ? [] : [{ text: problem, href: '#file' }],
      back: paths.formPage({ page: pageBefore(soFar, ownPages.files) ?? ownPages.children }),
      paths: { here: paths.files(), addFile: paths.addFile() },
    },
    { status: problem === undefined ? 200 : 422 },
  )
}

/** The files that go with the request, and the way to add one. */
export const showFiles = (asked: AskedByPartner): Promise<Answer> => withDraft(asked, draft => show(asked, draft))

/** Takes in what came: how many files, or why one is not kept. */
const takeIn = async (asked: AskedByPartner, draft: PartnerDraft): Promise<number | string> => {
  const { database, files, now, scan } = asked
  let taken = 0
  try {
    for await (const { name, pieces } of files) {
      await holdFile(database, holderOfDraft(draft), { name, pieces: pieces() }, { now, scan })
      taken += 1
    }
  } catch (error) {
    if (error instanceof DocumentRefused) return error.message
    throw error
  }
  if (taken > 0) await keepPartnerDraft(database.sql, asked.partner, requestDraft, draft.typed)
  return taken
}

/** Takes in a file, and stays here for another. A file that is not kept is said, and everything else stays as it was. */
export const addFile = (asked: AskedByPartner): Promise<Answer> =>
  withDraft(asked, async draft => {
    const taken = await takeIn(asked, draft)
    if (typeof taken === 'string') return show(asked, draft, taken)
    return taken === 0 ? show(asked, draft, 'Choose a file first') : redirect(paths.files())
  })

/** Goes on, with the file that is chosen. */
export const takeFiles = (asked: AskedByPartner): Promise<Answer> =>
  withDraft(asked, async draft => {
    const taken = await takeIn(asked, draft)
    return typeof taken === 'string' ? show(asked, draft, taken) : redirect(paths.formPage({ page: ownPages.check }))
  })

/** What is too large is refused before it is read. */
export const refuseFile = (asked: AskedByPartner): Promise<Answer> =>
  withDraft(asked, draft =>
    show(
      asked,
      draft,
      'The file is larger than 20 MB, which is the most. A photograph can be sent smaller; a long document, in parts.',
    ),
  )

/** Takes a file out again. */
export const removeFile = (asked: AskedByPartner, file: number): Promise<Answer> =>
  withDraft(asked, async draft => {
    await letGo(asked.database.sql, holderOfDraft(draft), file)
    return redirect(paths.files())
  })
