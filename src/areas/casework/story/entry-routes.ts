import { mayAddDocuments } from '../../../documents/index.ts'
import { paragraphsByVersion } from '../../../ledger/paragraphs.ts'
import { authorisationsOf } from '../../../ledger/authorisations.ts'
import { subjectsOf, versionsOf } from '../../../ledger/read.ts'
import { childRoute, notFound, page, textOf } from '../../../web/index.ts'
import { answerRows, namesFor } from '../../../web/forms/index.ts'
import { meetsChildren } from '../child/meets-children.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import { attachedTo } from '../documents/attached.ts'
import { paths } from '../paths.ts'
import { stepToRecord } from '../recording/state.ts'
import { authorisedInWords } from './authorised.ts'
import { sentenceOf } from './story.ts'
import { toldBehind, toldOnPage } from './told.ts'

/** One entry: what it says, its child's own paragraph, whom it is shared with, and every version it has had. */
export const entryRoutes = [
  childRoute({
    method: 'GET',
    path: paths.entry,
    permission: meetsChildren,
    audit: 'entry',
    answer: async asked => {
      const { rules, context, database, child, params, query } = asked
      const [versions, subjects, record, attached, authorisations] = await Promise.all([
        versionsOf(database.sql, context, params.entry),
        subjectsOf(database.sql, context, params.entry),
        childRecord(asked),
        attachedTo(asked, child, { entry: params.entry }),
        authorisationsOf(database.sql, [params.entry]),
      ])
      const [current, ...before] = versions
      const same = await sameChild(
        asked,
        subjects.map(({ identity }) => identity),
      )
      const own = subjects.find(({ identity }) => same.includes(identity))
      if (current === undefined || own === undefined) return notFound()
      const step = rules.pathway.steps[current.step]
      const names = await namesFor(
        database.sql,
        context,
        step === undefined ? [] : versions.map(({ answers }) => ({ step, answers })),
      )
      const rowsOf = ({ answers, outcome }: typeof current) =>
        step === undefined ? [] : answerRows(step, answers, outcome, names)
      const said = await paragraphsByVersion(database.sql, { entry: params.entry, child: own.identity })
      const [told, behind] = await Promise.all([
        toldOnPage(asked, child, current, record.residences),
        current.step === 'contact' ? undefined : toldBehind(asked, child, record.entries, current.follows),
      ])
      const may = !current.withdrawn && stepToRecord(rules, context, current.step) !== undefined
      return page('areas/casework/story/entry.njk', {
        title: step?.title ?? 'An entry',
        frame: frameOf(rules, context, record, 'story'),
        recorded: textOf(query.recorded) !== '',
        heading: step?.title ?? current.step,
        sentence: sentenceOf(rules, current),
        entry: current,
        authorised: authorisedInWords(step, versions, authorisations),
        rows: rowsOf(current),
        paragraph: own.paragraph,
        shared: record.siblings
          .filter(sibling => subjects.some(({ identity }) => identity === sibling.identity))
          .map(({ identity, name }) => ({ name, href: paths.entry({ child: identity, entry: params.entry }) })),
        before: before.map(version => ({
          ...version,
          rows: rowsOf(version),
          paragraph: said.get(version.version),
        })),
        follows: record.entries
          .filter(({ entry }) => entry === current.follows)
          .map(entry => ({
            href: paths.entry({ child, entry: entry.entry }),
            title: rules.pathway.steps[entry.step]?.title ?? entry.step,
            on: entry.happenedOn,
          })),
        basis: step?.basis,
        documents: attached,
        told,
        behind,
        paths: {
          story: paths.story({ child }),
          correct: may ? paths.correct({ child, entry: params.entry }) : undefined,
          attach: mayAddDocuments(context) ? paths.addDocument({ child }, { entry: params.entry }) : undefined,
          withdraw: may ? paths.withdraw({ child, entry: params.entry }) : undefined,
        },
      })
    },
  }),
]

type Asking = { readonly database: { readonly sql: Parameters<typeof subjectsOf>[0] }; readonly child: number }

/** Which of these identities are records of the child whose page it is. */
const sameChild = async ({ database, child }: Asking, identities: readonly number[]): Promise<readonly number[]> => {
  if (identities.length === 0) return []
  const rows = await database.sql
    .selectFrom('person as self')
    .innerJoin('person as same', 'same.person', 'self.person')
    .select('same.identity')
    .where('self.identity', '=', child)
    .where('same.identity', 'in', [...identities])
    .execute()
  return rows.map(({ identity }) => identity)
}
