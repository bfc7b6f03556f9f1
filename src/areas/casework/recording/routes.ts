import { childRoute, route } from '../../../web/index.ts'
import type { Permission } from '../../../web/index.ts'
import { meetsChildren } from '../child/meets-children.ts'
import { paths } from '../paths.ts'
import { begin, showNew } from './begin.ts'
import { check } from './check.ts'
import { complete } from './complete.ts'
import { beginCorrection, showCorrection } from './correction.ts'
import { discard, save, showDraft } from './drafts.ts'
import { showHistory } from './history.ts'
import { showWithdraw, withdrawEntry } from './withdraw.ts'

// Which step a role records is asked of the step: the declarations say it, and a refusal names it.
const permission: Permission = meetsChildren

export const recordingRoutes = [
  childRoute({ method: 'GET', path: paths.record, permission, audit: 'record', answer: showNew }),
  childRoute({ method: 'POST', path: paths.record, permission, audit: 'begin a draft', answer: begin }),
  route({ method: 'GET', path: paths.draft, permission, audit: 'draft', answer: showDraft }),
  route({ method: 'POST', path: paths.draft, permission, audit: 'save a draft', answer: save }),
  route({ method: 'GET', path: paths.draftHistory, permission, audit: 'history of a draft', answer: showHistory }),
  route({ method: 'GET', path: paths.checkDraft, permission, audit: 'check a draft', answer: check }),
  route({ method: 'POST', path: paths.completeDraft, permission, audit: 'complete a draft', answer: complete }),
  route({ method: 'POST', path: paths.discardDraft, permission, audit: 'throw a draft away', answer: discard }),
  childRoute({ method: 'GET', path: paths.correct, permission, audit: 'correct', answer: showCorrection }),
  childRoute({ method: 'POST', path: paths.correct, permission, audit: 'begin a correction', answer: beginCorrection }),
  childRoute({ method: 'GET', path: paths.withdraw, permission, audit: 'withdraw', answer: showWithdraw }),
  childRoute({ method: 'POST', path: paths.withdraw, permission, audit: 'withdraw', answer: withdrawEntry }),
]
