import { key, path, wholeNumber } from '../../../web/path.ts'

const meeting = { meeting: wholeNumber }
const child = { child: wholeNumber }

/** The pages of meetings: a child and a meeting are numbers there. */
export const paths = {
  diary: path('/meetings'),
  minutesQueue: path('/meetings/minutes'),
  managed: path('/meetings/managed'),
  escalations: path('/escalations'),
  ofChild: path('/children/:child/meetings', child),
  plan: path('/children/:child/meetings/plan/:kind', { ...child, kind: key }),
  takeUp: path('/children/:child/meetings/take-up/:entry', { ...child, entry: wholeNumber }),
  meeting: path('/meetings/:meeting', meeting),
  change: path('/meetings/:meeting/change', meeting),
  cancel: path('/meetings/:meeting/cancel', meeting),
  invite: path('/meetings/:meeting/invite', meeting),
  invitee: path('/meetings/:meeting/invitees/:invitee', { ...meeting, invitee: wholeNumber }),
  removeInvitee: path('/meetings/:meeting/invitees/:invitee/remove', { ...meeting, invitee: wholeNumber }),
  letters: path('/meetings/:meeting/letters', meeting),
  report: path('/meetings/:meeting/reports/:report', { ...meeting, report: wholeNumber }),
  hold: path('/meetings/:meeting/hold', meeting),
  outcome: path('/meetings/:meeting/outcome', meeting),
  decisions: path('/meetings/:meeting/decisions', meeting),
  minutes: path('/meetings/:meeting/minutes', meeting),
  checkMinutes: path('/meetings/:meeting/minutes/check', meeting),
}
