import { roleMatrix } from '../../../access/role-matrix.ts'
import { childRoute, route } from '../../../web/index.ts'
import type { Permission } from '../../../web/index.ts'
import { meetsChildren } from '../child/meets-children.ts'
import { cancel, change, showCancel, showChange } from './change-page.ts'
import { showOfChild } from './child-page.ts'
import { sendDecisions, showDecisions } from './decisions-page.ts'
import { showDiary } from './diary-page.ts'
import { hold, showHold } from './hold-page.ts'
import { showEscalations } from './escalations-page.ts'
import { invite, showInvite } from './invite-page.ts'
import { markSent, showLetters } from './letters-page.ts'
import { showManaged } from './managed-page.ts'
import { showMinutesQueue } from './queue-page.ts'
import { checkMinutes } from './minutes-check-page.ts'
import { showMinutes, writeMinutes } from './minutes-page.ts'
import { remove, saveInvitee, showInvitee } from './needs-page.ts'
import { meetingRoute, readsMeetings, servesMeetings } from './open.ts'
import { paths } from './paths.ts'
import { plan, showNewPlan } from './plan-page.ts'
import { reportCame } from './reports-page.ts'
import { showMeeting } from './show.ts'
import { showTakeUp, takeUp } from './take-up-page.ts'

const reads = readsMeetings
const serves = servesMeetings

export const meetingRoutes = [
  route({
    method: 'GET',
    path: paths.diary,
    permission: reads,
    audit: 'meetings of the week',
    asksTheSame: true,
    answer: showDiary,
  }),
  route({
    method: 'GET',
    path: paths.minutesQueue,
    permission: reads,
    audit: 'minutes to write',
    answer: showMinutesQueue,
  }),
  route({
    method: 'GET',
    path: paths.managed,
    permission: reads,
    audit: 'meetings planned and due',
    answer: showManaged,
  }),
  route({ method: 'GET', path: paths.escalations, permission: reads, audit: 'escalations', answer: showEscalations }),
  childRoute({
    method: 'GET',
    path: paths.ofChild,
    permission: meetsChildren,
    audit: 'meetings',
    asksTheSame: true,
    answer: showOfChild,
  }),
  childRoute({ method: 'GET', path: paths.plan, permission: serves, audit: 'plan a meeting', answer: showNewPlan }),
  childRoute({ method: 'POST', path: paths.plan, permission: serves, audit: 'plan a meeting', answer: plan }),
  childRoute({ method: 'GET', path: paths.takeUp, permission: serves, audit: 'begin minutes', answer: showTakeUp }),
  childRoute({ method: 'POST', path: paths.takeUp, permission: serves, audit: 'begin minutes', answer: takeUp }),
  meetingRoute({ method: 'GET', path: paths.meeting, permission: reads, audit: 'meeting', answer: showMeeting }),
  meetingRoute({
    method: 'GET',
    path: paths.change,
    permission: serves,
    audit: 'change a meeting',
    answer: showChange,
  }),
  meetingRoute({ method: 'POST', path: paths.change, permission: serves, audit: 'change a meeting', answer: change }),
  meetingRoute({
    method: 'GET',
    path: paths.cancel,
    permission: serves,
    audit: 'cancel a meeting',
    answer: showCancel,
  }),
  meetingRoute({ method: 'POST', path: paths.cancel, permission: serves, audit: 'cancel a meeting', answer: cancel }),
  meetingRoute({
    method: 'GET',
    path: paths.invite,
    permission: serves,
    audit: 'invite to a meeting',
    answer: showInvite,
  }),
  meetingRoute({
    method: 'POST',
    path: paths.invite,
    permission: serves,
    audit: 'invite to a meeting',
    answer: invite,
  }),
  meetingRoute({
    method: 'GET',
    path: paths.invitee,
    permission: serves,
    audit: 'needs at a meeting',
    answer: showInvitee,
  }),
  meetingRoute({
    method: 'POST',
    path: paths.invitee,
    permission: serves,
    audit: 'needs at a meeting',
    answer: saveInvitee,
  }),
  meetingRoute({
    method: 'POST',
    path: paths.removeInvitee,
    permission: serves,
    audit: 'take off a meeting',
    answer: remove,
  }),
  meetingRoute({ method: 'GET', path: paths.letters, permission: serves, audit: 'invitations', answer: showLetters }),
  meetingRoute({
    method: 'POST',
    path: paths.letters,
    permission: serves,
    audit: 'invitations sent',
    answer: markSent,
  }),
  meetingRoute({
    method: 'POST',
    path: paths.report,
    permission: serves,
    audit: 'report for a meeting',
    answer: reportCame,
  }),
  meetingRoute({ method: 'GET', path: paths.hold, permission: serves, audit: 'hold a meeting', answer: showHold }),
  meetingRoute({ method: 'POST', path: paths.hold, permission: serves, audit: 'notes of a meeting', answer: hold }),
  meetingRoute({
    method: 'GET',
    path: paths.decisions,
    permission: reads,
    audit: 'decision record',
    answer: showDecisions,
  }),
  meetingRoute({
    method: 'POST',
    path: paths.decisions,
    permission: serves,
    audit: 'send decisions',
    answer: sendDecisions,
  }),
  meetingRoute({ method: 'GET', path: paths.minutes, permission: reads, audit: 'minutes', answer: showMinutes }),
  meetingRoute({
    method: 'POST',
    path: paths.minutes,
    permission: serves,
    audit: 'write minutes',
    answer: writeMinutes,
  }),
  meetingRoute({
    method: 'POST',
    path: paths.checkMinutes,
    permission: serves,
    audit: 'check minutes',
    answer: checkMinutes,
  }),
]

/** Those who live in meetings have them in the navigation; others come to them from home and from the child. */
const livesInMeetings: Permission = ({ role }) =>
  roleMatrix[role].opens !== 'none' && (role === 'conferenceChair' || role === 'businessSupport')

export const meetingNavigation = [{ text: 'Meetings', to: paths.diary(), permission: livesInMeetings }]
