import { mayComeToRequests, standsAtTheDoor } from '../../door/sees.ts'
import { area, route } from '../../web/index.ts'
import type { Answer, Asked, Path } from '../../web/index.ts'
import { showBoard, showKept } from './board/show.ts'
import { showCall, takeCall } from './call/call.ts'
import { beginRecord, lookForChild, showNewChild } from './new-child.ts'
import { paths } from './paths.ts'
import { posted, reply, sendAgain, showLetter, showReply } from './reply/reply.ts'
import {
  agreeToIt,
  askAbout,
  claimIt,
  handItBack,
  prioritiseIt,
  screenIt,
  sendItBack,
  withdrawIt,
} from './request/act.ts'
import { decide, showDecide } from './request/decide.ts'
import { giveFile } from './request/file.ts'
import { decideChild } from './request/link.ts'
import { showRequest } from './request/show.ts'

/** Which request opens to whom is asked in SQL: here it is only asked whether a part may come to one at all. */
const permission = mayComeToRequests

const shown = <P>(path: Path<P>, audit: string, answer: (asked: Asked<P>) => Promise<Answer>) =>
  route({ method: 'GET', path, permission, audit, answer })

const done = <P>(path: Path<P>, audit: string, answer: (asked: Asked<P>) => Promise<Answer>) =>
  route({ method: 'POST', path, permission, audit, answer })

/** The single point of access: what waits for a decision, and the first contact about a child. */
export const frontDoor = area({
  name: 'Front door',
  navigation: [{ text: 'Front door', to: paths.board(), permission: standsAtTheDoor }],
  routes: [
    route({ method: 'GET', path: paths.board, permission: standsAtTheDoor, audit: 'front door', answer: showBoard }),
    route({ method: 'GET', path: paths.call, permission: standsAtTheDoor, audit: 'take a call', answer: showCall }),
    route({
      method: 'POST',
      path: paths.call,
      permission: standsAtTheDoor,
      audit: 'write a call down',
      answer: takeCall,
    }),
    route({
      method: 'GET',
      path: paths.newChild,
      permission: standsAtTheDoor,
      audit: 'new child',
      answer: showNewChild,
    }),
    route({
      method: 'POST',
      path: paths.newChild,
      permission: standsAtTheDoor,
      audit: 'begin a record',
      answer: beginRecord,
    }),
    route({
      method: 'POST',
      path: paths.newChildMatches,
      permission: standsAtTheDoor,
      audit: 'look for a child',
      answer: lookForChild,
    }),
    shown(paths.kept, 'requests for keepers', showKept),
    shown(paths.request, 'requests at the door', showRequest),
    done(paths.claim, 'claim at the door', claimIt),
    done(paths.handBack, 'hand back at the door', handItBack),
    done(paths.screen, 'screen at the door', screenIt),
    done(paths.prioritise, 'prioritise at the door', prioritiseIt),
    done(paths.ask, 'ask at the door', askAbout),
    done(paths.withdraw, 'withdraw at the door', withdrawIt),
    done(paths.childOfRequest, 'whose record at the door', decideChild),
    shown(paths.decide, 'decide at the door', showDecide),
    done(paths.decide, 'decide at the door', decide),
    done(paths.agree, 'agree at the door', agreeToIt),
    done(paths.sendBack, 'return at the door', sendItBack),
    shown(paths.reply, 'answer at the door', showReply),
    done(paths.reply, 'answer at the door', reply),
    shown(paths.letter, 'letters at the door', showLetter),
    done(paths.posted, 'letters at the door', posted),
    done(paths.sendAgain, 'send again at the door', sendAgain),
    shown(paths.file, 'files at the door', giveFile),
  ],
})
