import { mayAddDocuments } from '../../../documents/index.ts'
import { childRoute } from '../../../web/index.ts'
import type { Permission } from '../../../web/index.ts'
import { meetsChildren } from '../child/meets-children.ts'
import { paths } from '../paths.ts'
import { saveDocument, showAdd } from './add.ts'
import { showDocuments } from './list.ts'
import { saveRemove, showRemove } from './remove.ts'
import { handOut, showDocument } from './show.ts'
import { printLetter } from './print.ts'

const permission = meetsChildren
// Whether this document is one's own to remove is asked of it.
const mayAdd: Permission = mayAddDocuments

export const documentRoutes = [
  childRoute({ method: 'GET', path: paths.documents, permission, audit: 'documents', answer: showDocuments }),
  childRoute({ method: 'GET', path: paths.addDocument, permission: mayAdd, audit: 'documents', answer: showAdd }),
  childRoute({
    method: 'POST',
    path: paths.addDocument,
    permission: mayAdd,
    audit: 'documents',
    takesFiles: true,
    answer: saveDocument,
  }),
  childRoute({ method: 'GET', path: paths.document, permission, audit: 'document', answer: showDocument }),
  childRoute({ method: 'GET', path: paths.documentFile, permission, audit: 'open a document', answer: handOut }),
  childRoute({ method: 'GET', path: paths.documentPrint, permission, audit: 'open a document', answer: printLetter }),
  childRoute({ method: 'GET', path: paths.removeDocument, permission, audit: 'document', answer: showRemove }),
  childRoute({
    method: 'POST',
    path: paths.removeDocument,
    permission,
    audit: 'remove a document',
    answer: saveRemove,
  }),
]
