import { ageInWords, inWords } from '../../../calendar/index.ts'
import { escalationStages } from '../../../journey/codes/index.ts'
import { page } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { paths as shared } from '../../../web/paths.ts'
import { filteredBy, filterView, listingIn, tableView } from '../../../web/tables/index.ts'
import type { Column } from '../../../web/tables/index.ts'
import { openEscalations } from './escalations.ts'
import type { OpenEscalation } from './escalations.ts'
import { dateCell } from './list-words.ts'
import { paths } from './paths.ts'

const answers: Readonly<Record<string, string>> = {
  agreed: 'Agreed',
  partly: 'Agreed in part',
  notAgreed: 'Not agreed',
}

/** Open escalations with the days that are left, for chair, manager and director alike. */
export const showEscalations = async (asked: Asked): Promise<Answer> => {
  const { database, context, query } = asked
  const filters = [
    {
      name: 'whose',
      label: 'Which',
      options: { raised: 'Raised by me', answer: 'Answered by me', late: 'Answer late' },
    },
    { name: 'stage', label: 'Stage', options: escalationStages },
  ]
  const chosen = filteredBy(query, filters)
  const rows = (await openEscalations(database.sql, context)).filter(
    row =>
      (chosen.stage === undefined || row.stage === chosen.stage) &&
      (chosen.whose === undefined ||
        (chosen.whose === 'raised' && row.raisedBy === context.worker) ||
        (chosen.whose === 'answer' && row.addressedTo === context.worker) ||
        (chosen.whose === 'late' && row.answerDueOn !== null && row.answerDueOn < context.today)),
  )
  const columns: readonly Column<OpenEscalation>[] = [
    {
      name: 'child',
      heading: 'Child',
      cell: row => ({
        text: row.child,
        link: paths.ofChild({ child: row.identity }),
        ...(row.bornOn === null ? {} : { note: ageInWords(row.bornOn, context.today) }),
      }),
      order: row => row.child,
    },
    {
      name: 'worry',
      heading: 'What the chair is worried about',
      cell: row => ({ text: row.worries, note: `${row.raisedByName}, ${inWords(row.raisedOn)}` }),
      order: row => row.raisedOn,
    },
    {
      name: 'stage',
      heading: 'Stage',
      cell: row => ({
        text: escalationStages[row.stage],
        link: shared.entry({ child: row.identity, entry: row.entry }),
        note: row.addressedToName ?? '',
      }),
      order: row => Object.keys(escalationStages).indexOf(row.stage),
    },
    {
      name: 'answer',
      heading: 'Answer',
      cell: row =>
        row.answerDueOn === null
          ? {
              text: answers[row.answeredAs ?? ''] ?? 'Answered',
              note: row.answeredOn === null ? '' : inWords(row.answeredOn),
            }
          : dateCell(row.answerDueOn, context.today, ''),
      order: row => row.answerDueOn,
    },
    {
      name: 'end',
      heading: 'To be at its end by',
      cell: row => dateCell(row.endDueOn, context.today, 'no day is set'),
      order: row => row.endDueOn,
    },
  ]
  const waiting = rows.filter(({ answerDueOn }) => answerDueOn !== null)
  const late = waiting.filter(({ answerDueOn }) => (answerDueOn ?? '9') < context.today)
  return page('areas/casework/meetings/list.njk', {
    title: 'Chairs’ escalations',
    heading: 'Chairs’ escalations that are open',
    words: `${waiting.length} wait for an answer, ${late.length} of them late. Work goes on meanwhile: an escalation blocks nothing.`,
    filtersView: filterView(paths.escalations(), filters, chosen),
    tables: [
      tableView({
        caption: 'Open escalations',
        of: ['escalation', 'escalations'],
        columns,
        rows,
        listing: listingIn(query, ['answer', ...columns.map(({ name }) => name)]),
        address: values => paths.escalations({}, { ...chosen, ...values }),
        empty: 'Worries that a chair has raised with a manager stand here until they are put right.',
        perPage: 50,
      }),
    ],
    links: [{ text: 'My meetings of the week', href: paths.diary() }],
  })
}
