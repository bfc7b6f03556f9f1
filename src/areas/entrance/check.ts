import { dateAt, localTime } from '../../calendar/index.ts'
import { closeForm, holderOf } from '../../door/begun-forms.ts'
import type { BegunForm } from '../../door/begun-forms.ts'
import { alarmsOf, saysDanger } from '../../door/alarms.ts'
import { heldFiles } from '../../door/files.ts'
import { childInWords, childLines, linesOf, pagesAskedOf, askedOn } from '../../door/questions/index.ts'
import type { AnswerLine } from '../../door/questions/index.ts'
import { receive } from '../../door/receive.ts'
import { localInWords, redirect } from '../../web/index.ts'
import type { Answer, AskedByAnyone } from '../../web/index.ts'
import { summaryRow } from '../../web/forms/index.ts'
import { entrancePage } from './frame.ts'
import { withForm } from './gone.ts'
import { asSent, childrenOf, isKnownForm, nextOf, soFar } from './order.ts'
import type { KnownForm } from './order.ts'
import { own } from './paths.ts'

const changing = (address: string): string => `${address}?change=yes`

const kindInWords = ({ kind, sender }: KnownForm): string =>
  kind === 'support'
    ? sender === 'youngPerson'
      ? 'Help for yourself'
      : 'Help for a child or family'
    : 'A worry about a child'

const partOf = (key: string, heading: string, lines: readonly AnswerLine[], changeAt: string) => ({
  key,
  heading,
  rows:
    lines.length === 0
      ? [summaryRow('Nothing answered', '', changeAt)]
      : lines.map(({ name, ask, words }) => summaryRow(ask, words, `${changeAt}#${name}`)),
})

const partsOf = (form: KnownForm, asked: Pick<AskedByAnyone, 'now'>) => {
  const today = dateAt(asked.now)
  const known = soFar(form, today)
  return [
    {
      key: 'start',
      heading: 'What it is',
      rows: [summaryRow('What you want to do', kindInWords(form), changing(own.kind()))],
    },
    ...childrenOf(form, today).map((child, index) =>
      partOf(`child-${index + 1}`, childInWords(child), childLines(child), own.child({ place: index + 1 })),
    ),
    ...pagesAskedOf(known).map(page =>
      partOf(
        page.key,
        page.title,
        linesOf(askedOn(page, known).fields, known.answers),
        changing(own.question({ page: page.key })),
      ),
    ),
  ]
}

/** Whether every page that is asked is done, and somebody is named whom it is about. */
const isWhole = (form: BegunForm, asked: Pick<AskedByAnyone, 'now'>): form is KnownForm =>
  isKnownForm(form) && form.children.length > 0 && nextOf(form, dateAt(asked.now)) === own.check()

const notYet = (form: BegunForm, asked: AskedByAnyone): Answer =>
  redirect(
    form.request !== undefined
      ? own.sent()
      : isKnownForm(form) && form.children.length === 0
        ? own.newChild()
        : nextOf(form, dateAt(asked.now)),
  )

/** Everything that was answered, each with a link to change it, before it is sent. */
export const showCheck = withForm(async (asked, form) => {
  if (form.request !== undefined || !isWhole(form, asked)) return notYet(form, asked)
  const files = await heldFiles(asked.database.sql, holderOf(form))
  return entrancePage(asked, 'check.njk', {
    title: 'Check your answers',
    parts: partsOf(form, asked),
    files: files.map(({ name }) => name),
    changeFiles: own.files(),
    changeChildren: own.children(),
    send: own.send(),
    of: form.kind,
    back: own.files(),
  })
})

/** Takes the request in. Whoever presses the button twice has sent it once. */
export const send = withForm(async (asked, form) => {
  if (form.request !== undefined || !isWhole(form, asked)) return notYet(form, asked)
  const { database, now } = asked
  const receipt = await receive(database, asSent(form, dateAt(now)), { now, files: holderOf(form) })
  await closeForm(database.sql, form, receipt.request, now)
  return redirect(own.sent())
})

/** The reference, what happens next, and by when. */
export const showSent = withForm(async (asked, form) => {
  if (form.request === undefined) return notYet(form, asked)
  const request = await asked.database.sql
    .selectFrom('request')
    .select(['reference', 'kind', 'sender', 'answers', 'decide_by as decideBy'])
    .where('request', '=', form.request)
    .executeTakeFirstOrThrow()
  const children = await asked.database.sql
    .selectFrom('request_child')
    .select('answers')
    .where('request', '=', form.request)
    .execute()
  const { answers, decideBy } = request
  const isAlarming = alarmsOf({ answers, children }).length > 0 || saysDanger(answers)
  const ways = Array.isArray(answers.safeWays) ? answers.safeWays : []
  return entrancePage(asked, 'sent.njk', {
    title: 'Sent',
    reference: request.reference,
    by: localInWords(localTime(decideBy)),
    isAlarming,
    isReached: ways.length > 0 && !ways.includes('none'),
    isNameless: answers.named === 'no',
    isProfessional: request.sender === 'professional',
    now: own.now(),
    drop: own.drop(),
  })
})
