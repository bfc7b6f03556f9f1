import {
  answersForReasons,
  isReasonVerdict,
  openedWithReason,
  reviewReason,
  verdicts,
} from '../../../access/reasons.ts'
import type { OpenedWithReason } from '../../../access/reasons.ts'
import { roleMatrix } from '../../../access/role-matrix.ts'
import { isRole, roles } from '../../../journey/roles.ts'
import { instantInWords, notFound, page, redirect, route, textOf } from '../../../web/index.ts'
import type { Answer, Asked, Part } from '../../../web/index.ts'
import { listingIn, tableView } from '../../../web/tables/index.ts'
import { namesKnown } from '../names.ts'
import { paths } from './paths.ts'

const perPage = 25

const titleOf = (role: string): string => (isRole(role) ? roles[role] : role)

const list = async (asked: Asked): Promise<Answer> => {
  const { database, context, query } = asked
  const everybodys = roleMatrix[context.role].readsAccessLog && textOf(query.of) === 'everybody'
  const listing = listingIn(query, [])
  const { reasons, total } = await openedWithReason(database.sql, context, { everybodys, page: listing.page, perPage })
  const names = await namesKnown(
    asked,
    reasons.map(({ identity }) => identity),
  )
  const table = tableView<OpenedWithReason>({
    caption: 'Records opened with a reason',
    of: ['record', 'records'],
    columns: [
      { name: 'at', heading: 'When', cell: ({ at }) => instantInWords(at) },
      { name: 'who', heading: 'Who', cell: ({ who, role }) => ({ text: who, note: titleOf(role) }) },
      {
        name: 'child',
        heading: 'Whose record',
        cell: ({ identity, look }) => ({ text: names.get(identity) ?? 'A person', link: paths.reason({ look }) }),
      },
      { name: 'reason', heading: 'The reason given', cell: ({ reason }) => reason },
      {
        name: 'said',
        heading: 'What was said of it',
        cell: ({ verdict, words, reviewedBy }) =>
          verdict === null
            ? { text: 'Nothing yet', late: true }
            : { text: verdicts[verdict], note: [reviewedBy, words].filter(Boolean).join(': ') },
      },
    ],
    rows: reasons,
    listing,
    address: values => paths.reasons({}, { ...(everybodys ? { of: 'everybody' } : {}), ...values }),
    empty: 'Records that somebody opened by giving a reason would be here.',
    perPage,
    total,
  })
  return page('areas/administration/reasons/list.njk', {
    title: 'Records opened with a reason',
    table,
    everybodys,
    other: roleMatrix[context.role].readsAccessLog
      ? everybodys
        ? { text: 'Only those that nobody else answers for', href: paths.reasons() }
        : { text: 'Everybody’s', href: paths.reasons({}, { of: 'everybody' }) }
      : undefined,
  })
}

type One = Asked<{ readonly look: Part<number> }>

const show = async (asked: One, problem?: { readonly field: string; readonly text: string }): Promise<Answer> => {
  const { database, context, params, form } = asked
  const { reasons } = await openedWithReason(database.sql, context, { look: params.look, everybodys: true })
  const [one] = reasons
  if (one === undefined) return notFound()
  const names = await namesKnown(asked, [one.identity])
  return page(
    'areas/administration/reasons/one.njk',
    {
      title: 'A record opened with a reason',
      one: { ...one, role: titleOf(one.role), said: one.verdict === null ? undefined : verdicts[one.verdict] },
      child: { name: names.get(one.identity) ?? 'A person', href: paths.child({ child: one.identity }) },
      verdicts: Object.entries(verdicts).map(([value, text]) => ({
        value,
        text,
        checked: textOf(form.verdict) === value,
      })),
      words: textOf(form.words),
      action: paths.reason(params),
      back: paths.reasons(),
      problem,
    },
    { status: problem === undefined ? 200 : 422 },
  )
}

const review = async (asked: One): Promise<Answer> => {
  const { database, context, params, form } = asked
  const [verdict, words] = [textOf(form.verdict), textOf(form.words)]
  if (!isReasonVerdict(verdict)) return show(asked, { field: 'verdict', text: 'Choose what you say of it' })
  if (words === '' || words.length > 2000)
    return show(asked, { field: 'words', text: 'Say in a sentence why you think so, in 2,000 characters or fewer' })
  await reviewReason(database.sql, context, { look: params.look, verdict, words })
  return redirect(paths.reasons())
}

/** Records that somebody opened by saying why, for whoever answers for them to look at and say something of. */
export const reasonRoutes = [
  route({
    method: 'GET',
    path: paths.reasons,
    permission: answersForReasons,
    audit: 'records opened with a reason',
    answer: list,
  }),
  route({
    method: 'GET',
    path: paths.reason,
    permission: answersForReasons,
    audit: 'a record opened with a reason',
    answer: asked => show(asked),
  }),
  route({
    method: 'POST',
    path: paths.reason,
    permission: answersForReasons,
    audit: 'say something of a reason',
    answer: review,
  }),
]
