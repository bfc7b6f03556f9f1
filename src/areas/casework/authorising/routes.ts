import { route } from '../../../web/index.ts'
import { meetsChildren } from '../child/meets-children.ts'
import { paths } from '../paths.ts'
import { authorisesIt, returns, send, takesBack } from './answer.ts'
import { sent } from './sent.ts'

// Whose it is to send or to answer is asked of the step and of what was sent.
const permission = meetsChildren

export const authorisingRoutes = [
  route({ method: 'POST', path: paths.sendDraft, permission, audit: 'send a draft to a manager', answer: send }),
  route({ method: 'GET', path: paths.sentDraft, permission, audit: 'draft sent to a manager', answer: sent }),
  route({ method: 'POST', path: paths.takeBackDraft, permission, audit: 'take a draft back', answer: takesBack }),
  route({ method: 'POST', path: paths.authoriseDraft, permission, audit: 'authorise a draft', answer: authorisesIt }),
  route({ method: 'POST', path: paths.returnDraft, permission, audit: 'return a draft', answer: returns }),
]
