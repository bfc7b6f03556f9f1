import { inWords } from '../../../calendar/index.ts'
import { listedPartners } from '../../../door/partner-list.ts'
import type { ListedPartner, PartnersAsked } from '../../../door/partner-list.ts'
import { sources } from '../../../journey/codes/index.ts'
import { page, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { listingIn, tableView } from '../../../web/tables/index.ts'
import type { Column } from '../../../web/tables/index.ts'
import { paths } from './paths.ts'

const perPage = 50
const longestWords = 100

const groups = { here: 'Working with us', ended: 'Ended' } as const
type Group = keyof typeof groups
const groupIn = (text: string): Group => (text === 'ended' ? 'ended' : 'here')

const columns: readonly Column<ListedPartner>[] = [
  {
    name: 'name',
    heading: 'Organisation',
    cell: ({ partner, name }) => ({ text: name, link: paths.one({ partner }) }),
  },
  { name: 'kind', heading: 'Kind', cell: ({ kind }) => sources[kind] },
  { name: 'people', heading: 'People', cell: ({ people }) => people, numeric: true },
  {
    name: 'answers',
    heading: 'Answers enquiries',
    cell: ({ answersEnquiries }) => (answersEnquiries ? 'Yes' : 'No'),
  },
  { name: 'until', heading: 'Until', cell: ({ endedOn }) => (endedOn === null ? '–' : inWords(endedOn)) },
]

const pageIn = (text: string): number => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : 1)

const shown = async (
  { database, context, query }: Asked,
  { words = '', which = 'here', page: at }: Pick<PartnersAsked, 'words' | 'which' | 'page'>,
): Promise<Answer> => {
  const { partners, total } = await listedPartners(database.sql, { words, which, page: at, on: context.today, perPage })
  const isFound = words !== ''
  return page('areas/administration/partners/list.njk', {
    title: 'Other organisations',
    words,
    which,
    total,
    table: tableView<ListedPartner>({
      caption: groups[which],
      of: ['organisation', 'organisations'],
      columns,
      rows: partners,
      listing: { ...listingIn(query, []), page: isFound ? 1 : at },
      address: values => paths.list({}, { which, ...values }),
      empty: isFound
        ? 'No organisation has all of these words in its name, its kind or its people.'
        : which === 'ended'
          ? 'No organisation has ended.'
          : 'No organisation has been added yet.',
      perPage,
      total: isFound ? partners.length : total,
    }),
    groups: (Object.keys(groups) as Group[]).map(name => ({
      text: groups[name],
      href: paths.list({}, { which: name }),
      isCurrent: name === which,
    })),
    // A name is never part of an address: pages of what was found are asked for by the form.
    before: isFound && at > 1 ? at - 1 : undefined,
    after: isFound && at * perPage < total ? at + 1 : undefined,
    actions: { find: paths.find(), add: paths.add(), all: paths.list() },
  })
}

/** The organisations that work with the county, or those that ceased to. */
export const showList = (asked: Asked): Promise<Answer> =>
  shown(asked, { which: groupIn(textOf(asked.query.which)), page: listingIn(asked.query, []).page })

/** Those of whose name, kind or people all of the words are, a page at a time. */
export const findInList = (asked: Asked): Promise<Answer> =>
  shown(asked, {
    words: textOf(asked.form.words).slice(0, longestWords),
    which: groupIn(textOf(asked.form.which)),
    page: pageIn(textOf(asked.form.page)),
  })
