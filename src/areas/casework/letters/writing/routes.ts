import { mayAddDocuments } from '../../../../documents/index.ts'
import { childRoute } from '../../../../web/index.ts'
import { paths } from '../../paths.ts'
import { beginLetter, writeLetter } from './begin.ts'
import { showDraft } from './draft.ts'
import { saveLetter } from './save.ts'

const permission = mayAddDocuments
const audit = 'write a letter'

export const letterRoutes = [
  childRoute({ method: 'GET', path: paths.letter, permission, audit, answer: beginLetter }),
  childRoute({ method: 'POST', path: paths.writeLetter, permission, audit, answer: writeLetter }),
  childRoute({ method: 'GET', path: paths.letterDraft, permission, audit, answer: showDraft }),
  childRoute({ method: 'POST', path: paths.saveLetter, permission, audit, answer: saveLetter }),
]
