import { path, paths as shared, wholeNumber } from '../../web/index.ts'

const request = { request: wholeNumber }
const child = { ...request, position: wholeNumber }
const decision = { ...request, decision: wholeNumber }
const message = { ...request, message: wholeNumber }

/** The pages of the point of access. A request, a child in it, a decision are numbers there. */
export const paths = {
  ...shared,
  board: shared.frontDoor,
  kept: shared.keptRequests,
  call: path('/front-door/call'),
  organisations: path('/front-door/partners'),
  newChildMatches: path('/front-door/new-child/matches'),
  request: shared.doorRequest,
  claim: path('/front-door/requests/:request/claim', request),
  handBack: path('/front-door/requests/:request/hand-back', request),
  screen: path('/front-door/requests/:request/note', request),
  prioritise: path('/front-door/requests/:request/priority', request),
  ask: path('/front-door/requests/:request/ask', request),
  withdraw: path('/front-door/requests/:request/enquiries/:enquiry/withdraw', { ...request, enquiry: wholeNumber }),
  childPage: shared.child,
  childOfRequest: path('/front-door/requests/:request/children/:position', child),
  decide: path('/front-door/requests/:request/decide', request),
  agree: path('/front-door/requests/:request/decisions/:decision/agree', decision),
  sendBack: path('/front-door/requests/:request/decisions/:decision/return', decision),
  reply: path('/front-door/requests/:request/reply', request),
  letter: path('/front-door/requests/:request/letters/:message', message),
  posted: path('/front-door/requests/:request/letters/:message/posted', message),
  sendAgain: path('/front-door/requests/:request/send-again', request),
  file: path('/front-door/requests/:request/files/:file', { ...request, file: wholeNumber }),
}
