import { roleMatrix } from '../../../access/role-matrix.ts'
import { ageInWords, daysBetween, inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { ruleInWords } from '../../../journey/rule-words.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import { textOf } from '../../../web/index.ts'
import type { Asked } from '../../../web/index.ts'
import { tableView } from '../../../web/tables/index.ts'
import type { Column } from '../../../web/tables/index.ts'
import { paths } from '../paths.ts'
import { mayRecordOf, visitGroups, visitSteps } from './kinds.ts'
import type { PlannedRow } from './planned.ts'
import type { VisitRow, VisitScope } from './standing-asked.ts'
import { lastVisit, whyNotInTime } from './why-late.ts'

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`)

const standsCell = (rules: Rules, row: VisitRow, on: CivilDate) => {
  const { dueOn, soonerSince, rule, step, anchoredOn, nth, standing } = row
  if (dueOn === null || rule === null || step === null || anchoredOn === null || nth === null)
    return { text: 'No visit is due', late: standing === 'late' }
  const { rule: words, basis } = ruleInWords(rules, { rule, step, anchoredOn, dueOn, dueAt: null, soonerSince, nth })
  const late = daysBetween(dueOn, on)
  return {
    text: standing === 'late' ? `${days(late)} late, due by ${inWords(dueOn)}` : `Due by ${inWords(dueOn)}`,
    note: `${words}, ${basis}`,
    late: standing === 'late',
  }
}

const childCell =
  (opens: boolean, today: CivilDate) =>
  ({
    identity,
    name,
    bornOn,
  }: {
    readonly identity: number
    readonly name: string
    readonly bornOn: CivilDate | null
  }) => ({
    text: name.trim() === '' ? 'A child whose name is not known' : name.trim(),
    ...(opens ? { link: paths.child({ child: identity }) } : {}),
    ...(bornOn === null ? {} : { note: ageInWords(bornOn, today) }),
  })

const sortable = () => 0

/** The columns of the children behind the rates. */
export const listColumns = (
  { rules, context }: Asked,
  on: CivilDate,
  scope: VisitScope,
): readonly Column<VisitRow>[] => {
  const records = mayRecordOf(rules, context, visitSteps).length > 0 && on === context.today
  const opens = roleMatrix[context.role].opens !== 'none'
  return [
    { name: 'child', heading: 'Child', order: sortable, cell: childCell(opens, context.today) },
    { name: 'group', heading: 'As', cell: ({ group }) => visitGroups[group].one },
    { name: 'standing', heading: 'How it stands', order: sortable, cell: row => standsCell(rules, row, on) },
    { name: 'seen', heading: 'Last visit', order: sortable, cell: lastVisit },
    { name: 'why', heading: 'Why', cell: row => whyNotInTime(row, on).join('. ') },
    ...(scope === 'mine'
      ? []
      : [
          {
            name: 'worker',
            heading: 'Worker',
            order: sortable,
            cell: ({ workerName, teamName }: VisitRow) => ({
              text: workerName ?? 'Nobody yet',
              ...(teamName === null ? {} : { note: teamName }),
            }),
          },
        ]),
    ...(records
      ? [
          {
            name: 'record',
            heading: 'Record',
            cell: ({ identity }: VisitRow) => ({ text: 'Record a visit', link: paths.visit({ child: identity }) }),
          },
        ]
      : []),
  ]
}

/** The visits for which a day has been agreed. */
export const plannedTable = ({ rules, context, query }: Asked, rows: readonly PlannedRow[], scope: VisitScope) => {
  const opens = roleMatrix[context.role].opens !== 'none'
  const records = mayRecordOf(rules, context, visitSteps).length > 0
  return tableView<PlannedRow>({
    caption: 'Planned visits',
    captionSize: 'm',
    of: ['visit', 'visits'],
    columns: [
      { name: 'child', heading: 'Child', cell: childCell(opens, context.today) },
      {
        name: 'when',
        heading: 'When',
        cell: ({ on, at }) => ({
          text: `${inWords(on)}${at === null ? '' : ` at ${at}`}`,
          ...(on < context.today ? { note: 'Not recorded yet', late: true } : {}),
        }),
      },
      { name: 'what', heading: 'What', cell: ({ step }) => rules.pathway.steps[step]?.title ?? step },
      ...(scope === 'mine'
        ? []
        : [{ name: 'worker', heading: 'Worker', cell: ({ worker }: PlannedRow) => worker ?? 'Nobody yet' }]),
      ...(opens
        ? [
            {
              name: 'change',
              heading: 'Move or cancel',
              cell: ({ identity, entry }: PlannedRow) => ({
                text: 'Move or cancel',
                link: paths.entry({ child: identity, entry }),
              }),
            },
          ]
        : []),
      ...(records
        ? [
            {
              name: 'record',
              heading: 'Record',
              cell: ({ identity }: PlannedRow) => ({ text: 'Record it', link: paths.visit({ child: identity }) }),
            },
          ]
        : []),
    ],
    rows,
    listing: { by: '', descending: false, page: 1 },
    address: more => paths.visits({}, { scope: textOf(query.scope), ...more }),
    empty: 'A day that is agreed for a visit stands here until the visit is recorded.',
  })
}
