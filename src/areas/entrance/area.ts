import { largest } from '../../documents/index.ts'
import { area, openRoute } from '../../web/index.ts'
import type { Answer, AskedByAnyone, Path, Route } from '../../web/index.ts'
import { answerDanger, begin, drop, showBefore, showDanger, showNow, showStayingSafe } from './begin.ts'
import { send, showCheck, showSent } from './check.ts'
import {
  removeChild,
  showChild,
  showChildren,
  showNewChild,
  takeChild,
  takeChildren,
  takeNewChild,
} from './children.ts'
import { addFile, refuseFile, removeFile, showFiles, takeFiles } from './files.ts'
import { frame } from './frame.ts'
import { showGone } from './gone.ts'
import { goOn, keep, showGoOn, showGoOnWith, showKeep } from './keep.ts'
import { own } from './paths.ts'
import { showPlain } from './plain.ts'
import { showFirst, showQuestion, takeFirst, takeQuestion } from './question.ts'

const because = 'whoever needs help or worries about a child has no account, and must never need one'

type Answering<P> = (asked: AskedByAnyone<P>) => Promise<Answer> | Answer

const manners = { because, leavesNoTrace: true } as const

const get = <P>(path: Path<P>, audit: string, answer: Answering<P>): Route =>
  openRoute({ ...manners, method: 'GET', path, audit, answer })

/** A person fills in a page in some seconds; a whole classroom behind one address still may. */
const post = <P>(path: Path<P>, audit: string, answer: Answering<P>): Route =>
  openRoute({ ...manners, method: 'POST', path, audit, atMost: 120, answer, whenRefused: showGone })

/** What somebody could try again and again is slower still. */
const seldom = <P>(path: Path<P>, audit: string, answer: Answering<P>): Route =>
  openRoute({ ...manners, method: 'POST', path, audit, atMost: 20, answer, whenRefused: showGone })

/** A file of the largest size, and what surrounds it in a form. */
const mostBytes = largest + 1_000_000

const withFile = (path: Path, answer: Answering<object>): Route =>
  openRoute({
    ...manners,
    method: 'POST',
    path,
    audit: 'files of a form',
    atMost: 30,
    takesFiles: true,
    mostBytes,
    answer,
    whenRefused: (asked, because) => (because === 'tooLarge' ? refuseFile(asked) : showGone(asked)),
  })

/** Where families, young people, neighbours and those who work with them tell us what is the matter. */
export const entrance = area({
  name: 'Public entrance',
  navigation: [],
  problems: { under: own.danger(), template: 'areas/entrance/problem.njk', model: council => frame({ council }) },
  routes: [
    get(own.danger, 'ask for danger', showDanger),
    post(own.danger, 'ask for danger', answerDanger),
    get(own.now, 'whom to call', showNow),
    get(own.before, 'before a form', showBefore),
    get(own.stayingSafe, 'staying safe', showStayingSafe),
    post(own.begin, 'begin a form', begin),
    post(own.drop, 'drop a form', drop),
    get(own.who, 'who writes', showFirst('who')),
    post(own.who, 'who writes', takeFirst('who')),
    get(own.kind, 'what for', showFirst('kind')),
    post(own.kind, 'what for', takeFirst('kind')),
    get(own.children, 'children of a form', showChildren),
    post(own.children, 'children of a form', takeChildren),
    get(own.newChild, 'child of a form', showNewChild(false)),
    post(own.newChild, 'child of a form', takeNewChild(false)),
    get(own.newBaby, 'unborn child of a form', showNewChild(true)),
    post(own.newBaby, 'unborn child of a form', takeNewChild(true)),
    get(own.child, 'child of a form', showChild),
    post(own.child, 'child of a form', takeChild),
    post(own.removeChild, 'remove a child of a form', removeChild),
    get(own.question, 'question of a form', showQuestion),
    post(own.question, 'question of a form', takeQuestion),
    get(own.files, 'files of a form', showFiles),
    withFile(own.files, takeFiles),
    withFile(own.addFile, addFile),
    post(own.removeFile, 'remove a file of a form', removeFile),
    get(own.check, 'check a form', showCheck),
    seldom(own.send, 'send a form', send),
    get(own.sent, 'receipt of a form', showSent),
    get(own.keep, 'keep a form', showKeep),
    seldom(own.keep, 'keep a form', keep),
    get(own.goOn, 'go on with a form', showGoOn),
    get(own.goOnWith, 'go on with a form', showGoOnWith),
    seldom(own.goOn, 'go on with a form', goOn),
    get(own.plain, 'bank holidays', showPlain),
  ],
})
