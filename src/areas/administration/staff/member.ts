import { accountsOf } from '../../../access/accounts.ts'
import { openSessionsOf } from '../../../access/open-sessions.ts'
import { inWords, isCivilDate } from '../../../calendar/index.ts'
import { historyOfWorker, postsOf, teams, workerNames } from '../../../council/index.ts'
import type { KnownPost, WorkerHistoryLine } from '../../../council/index.ts'
import { isRole, roles } from '../../../journey/index.ts'
import { instantInWords, notFound, page } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { sessionsView } from '../signed-in.ts'
import { errorsOf } from './form.ts'
import type { Problems, Typed } from './form.ts'
import { leftOpenBy } from './left-open.ts'

/** A post in words: what, where, and how much. */
export const postInWords = ({ role, teamName, agency, fullTimeEquivalent }: KnownPost): string =>
  [
    roles[role],
    teamName,
    agency ? 'agency' : null,
    fullTimeEquivalent === 1 ? null : `${fullTimeEquivalent} of full time`,
  ]
    .filter(Boolean)
    .join(', ')

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const dayInWords = (value: unknown): string => (isCivilDate(text(value)) ? inWords(text(value)) : '')

const lineInWords = ({ kind, detail }: WorkerHistoryLine, teamNames: ReadonlyMap<string, string>): string => {
  const role = text(detail.role)
  const part = [isRole(role) ? roles[role] : role, teamNames.get(text(detail.team)) ?? text(detail.team)]
    .filter(Boolean)
    .join(', ')
  switch (kind) {
    case 'joined':
      return 'Was taken on'
    case 'postBegun':
      return `Post from ${dayInWords(detail.from)}${detail.until === undefined ? '' : ` until ${dayInWords(detail.until)}, when the team ends`}: ${part}`
    case 'postEnded':
      return `Post ended on ${dayInWords(detail.on)}: ${part}`
    case 'left':
      return `Left on ${dayInWords(detail.on)}`
    case 'accountLinked':
      return text(detail.by) === 'firstSignIn'
        ? 'Account known from the first sign-in'
        : `Account linked by ${text(detail.by)}`
    case 'accountUnlinked':
      return 'Account unlinked'
    case 'sessionsEnded':
      return 'Signed out everywhere'
    default:
      return kind
  }
}

/** Who did what nobody who is signed in did. */
const whoElse = ({ kind, detail }: WorkerHistoryLine): string =>
  kind === 'accountLinked' && text(detail.by) !== 'firstSignIn'
    ? 'whoever looks after the installation'
    : 'the provider'

const accountsView = async ({ database }: Asked<unknown>, worker: number, issuer: string) =>
  (await accountsOf(database.sql, { worker, issuer })).map(({ account, subject, email, knownFrom }) => ({
    words: email ?? `Subject ${subject ?? ''}`,
    state: subject === null ? 'not yet signed in' : 'known to the provider',
    since: instantInWords(knownFrom),
    unlink: paths.unlinkAccount({ worker, account }),
  }))

/** One of the staff: posts, account, where they are signed in, what they have in hand, and what was done about them. */
export const showMember = async (
  asked: Asked<unknown>,
  worker: number,
  { typed = {}, problems = {} }: { readonly typed?: Typed; readonly problems?: Problems } = {},
): Promise<Answer> => {
  const { database, context, issuer } = asked
  const [names, posts, history, sessions, allTeams, inHand] = await Promise.all([
    workerNames(database.sql, [worker]),
    postsOf(database.sql, worker),
    historyOfWorker(database.sql, worker),
    openSessionsOf(database.sql, worker),
    teams(database.sql, { on: context.today }),
    leftOpenBy(asked, worker),
  ])
  const name = names.get(worker)
  if (name === undefined) return notFound()
  const teamNames = new Map(allTeams.map(team => [team.team, team.name]))
  const isOpen = ({ endedOn }: KnownPost) => endedOn === null || endedOn > context.today
  return page(
    'areas/administration/staff/member.njk',
    {
      title: 'One of the staff',
      name,
      posts: posts.map(post => ({
        words: postInWords(post),
        from: inWords(post.startedOn),
        until: post.endedOn === null ? undefined : inWords(post.endedOn),
        end: isOpen(post) ? paths.endPost({ worker, post: post.post }) : undefined,
      })),
      isHere: posts.some(isOpen),
      hasLeft: !posts.some(isOpen),
      accounts: issuer === undefined ? [] : await accountsView(asked, worker, issuer),
      isConnected: issuer !== undefined,
      sessions: sessionsView(sessions),
      history: history.map(line => ({
        at: instantInWords(line.at),
        words: lineInWords(line, teamNames),
        by: line.authorName ?? whoElse(line),
      })),
      inHand,
      typed,
      problems,
      errors: errorsOf(problems),
      links: {
        staff: paths.staff(),
        beginPost: paths.beginPost({ worker }),
        leave: paths.leave({ worker }),
        account: paths.linkAccount({ worker }),
        endSessions: paths.endTheirSessions({ worker }),
        shareOut: paths.leaving({ worker }),
      },
    },
    { status: Object.keys(problems).length === 0 ? 200 : 422 },
  )
}
