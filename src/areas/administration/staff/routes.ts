import type { Context } from '../../../access/context.ts'
import { roleMatrix } from '../../../access/role-matrix.ts'
import { route } from '../../../web/index.ts'
import type { Answer, Asked, Params, Part, Path } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { takeEndSessions, takeLink, takeUnlink } from './account.ts'
import {
  showBeginPost,
  showEndPost,
  showJoiner,
  showLeave,
  takeBeginPost,
  takeEndPost,
  takeLeave,
  takeOn,
} from './change.ts'
import { findInList, showList } from './list.ts'
import { showMember } from './member.ts'

const permission = ({ role }: Context) => roleMatrix[role].administers

/** A page or an action about one of the staff. */
const aboutWorker = <P extends { readonly worker: Part<number> }>(
  method: 'GET' | 'POST',
  path: Path<P>,
  audit: string,
  answer: (asked: Asked<P> & { readonly worker: number }, params: Params<P>) => Promise<Answer>,
) =>
  route({
    method,
    path,
    permission,
    audit,
    answer: asked => {
      const { worker } = asked.params as { readonly worker: number }
      return answer({ ...asked, worker }, asked.params)
    },
  })

/** Who works here: those who join, move and leave, their accounts and their sessions. */
export const staffRoutes = [
  route({ method: 'GET', path: paths.staff, permission, audit: 'the staff', answer: showList }),
  route({ method: 'POST', path: paths.findStaff, permission, audit: 'find among the staff', answer: findInList }),
  route({ method: 'GET', path: paths.joiner, permission, audit: 'begin to take somebody on', answer: showJoiner }),
  route({ method: 'POST', path: paths.joiner, permission, audit: 'take somebody on', answer: takeOn }),
  aboutWorker('GET', paths.staffMember, 'one of the staff', asked => showMember(asked, asked.worker)),
  aboutWorker('GET', paths.beginPost, 'the form of a post', showBeginPost),
  aboutWorker('POST', paths.beginPost, 'begin a post', takeBeginPost),
  aboutWorker('GET', paths.endPost, 'the end of a post', (asked, { post }) => showEndPost(asked, post)),
  aboutWorker('POST', paths.endPost, 'end a post', (asked, { post }) => takeEndPost(asked, post)),
  aboutWorker('GET', paths.leave, 'the form of leaving', showLeave),
  aboutWorker('POST', paths.leave, 'let somebody leave', takeLeave),
  aboutWorker('POST', paths.linkAccount, 'link an account', takeLink),
  aboutWorker('POST', paths.unlinkAccount, 'unlink an account', (asked, { account }) => takeUnlink(asked, account)),
  aboutWorker('POST', paths.endTheirSessions, 'sign somebody out', takeEndSessions),
]
