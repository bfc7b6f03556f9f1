import { dropPartnerDraft } from '../../../door/partner-drafts.ts'
import { redirect } from '../../../web/index.ts'
import { partnerRoute } from '../partner-route.ts'
import { paths } from '../paths.ts'
import { keepChild, removeChild, showChild, showChildren } from './children.ts'
import { addFile, mostBytes, refuseFile, removeFile, showFiles, takeFiles } from './files.ts'
import { ownPages, requestDraft, requestSoFar } from './form.ts'
import { keepFormPage, showFormPage, typedSoFar } from './pages.ts'
import { sendRequest, showCheck } from './send.ts'

/** Writing and sending a request about children, a page at a time; each page is kept as it is typed. */
export const newRequestRoutes = [
  partnerRoute({
    method: 'GET',
    path: paths.begin,
    audit: 'begin a request',
    answer: async asked => {
      const { firstNotWhole } = requestSoFar(await typedSoFar(asked), asked.partner.today)
      return redirect(paths.formPage({ page: firstNotWhole ?? ownPages.check }))
    },
  }),
  partnerRoute({
    method: 'GET',
    path: paths.formPage,
    audit: 'write a request',
    answer: asked => {
      const { page } = asked.params
      if (page === ownPages.children) return showChildren(asked)
      if (page === ownPages.files) return showFiles(asked)
      return page === ownPages.check ? showCheck(asked) : showFormPage(asked, page)
    },
  }),
  partnerRoute({
    method: 'POST',
    path: paths.formPage,
    audit: 'write a request',
    keeps: () => ({ draft: requestDraft }),
    answer: asked =>
      asked.params.page === ownPages.check ? sendRequest(asked) : keepFormPage(asked, asked.params.page),
  }),
  partnerRoute({
    method: 'POST',
    path: paths.files,
    audit: 'files of a request that is written',
    takesFiles: { mostBytes, tooLarge: refuseFile },
    answer: takeFiles,
  }),
  partnerRoute({
    method: 'POST',
    path: paths.addFile,
    audit: 'add a file to a request that is written',
    takesFiles: { mostBytes, tooLarge: refuseFile },
    answer: addFile,
  }),
  partnerRoute({
    method: 'POST',
    path: paths.removeFile,
    audit: 'take a file out of a request that is written',
    answer: asked => removeFile(asked, asked.params.file),
  }),
  partnerRoute({
    method: 'GET',
    path: paths.child,
    audit: 'write about a child',
    answer: asked => showChild(asked, asked.params.place),
  }),
  partnerRoute({
    method: 'POST',
    path: paths.child,
    audit: 'write about a child',
    keeps: ({ place }) => ({ draft: requestDraft, prefix: `child-${place}-` }),
    answer: asked => keepChild(asked, asked.params.place),
  }),
  partnerRoute({
    method: 'POST',
    path: paths.removeChild,
    audit: 'take a child out of a request',
    answer: asked => removeChild(asked, asked.params.place),
  }),
  partnerRoute({
    method: 'POST',
    path: paths.discard,
    audit: 'throw a request away',
    answer: async ({ database, partner }) => {
      await dropPartnerDraft(database.sql, partner.person, requestDraft)
      return redirect(paths.home())
    },
  }),
]
