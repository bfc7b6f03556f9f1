import { inWords } from '../../../calendar/index.ts'
import { staff } from '../../../council/index.ts'
import type { StaffAsked, StaffMember } from '../../../council/index.ts'
import { isRole, roles } from '../../../journey/index.ts'
import { page, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { listingIn, tableView } from '../../../web/tables/index.ts'
import type { Column } from '../../../web/tables/index.ts'
import { paths } from '../paths.ts'

const perPage = 50
const longestWords = 100

const groups = {
  here: 'Working here',
  coming: 'Starting later',
  left: 'Left',
  withoutAccount: 'Working here without an account',
} as const
type Group = keyof typeof groups
const isGroup = (text: string): text is Group => Object.hasOwn(groups, text)

const partsInWords = ({ parts }: StaffMember): string =>
  parts.map(({ role, teamName }) => [isRole(role) ? roles[role] : role, teamName].filter(Boolean).join(', ')).join('; ')

const standing = (member: StaffMember): string => {
  if (member.parts.length > 0) return partsInWords(member)
  if (member.firstStartsOn !== null) return `Starts on ${inWords(member.firstStartsOn)}`
  return member.lastEndedOn === null ? 'No post yet' : `Left on ${inWords(member.lastEndedOn)}`
}

const accountColumn: Column<StaffMember> = {
  name: 'account',
  heading: 'Account',
  cell: ({ hasAccount }) => (hasAccount ? 'Linked' : 'None'),
}

const pageIn = (text: string): number => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : 1)

const shown = async (asked: Asked, wanted: Pick<StaffAsked, 'words' | 'which' | 'page'>): Promise<Answer> => {
  const { database, context, query } = asked
  const { members, total } = await staff(database.sql, { ...wanted, on: context.today, perPage })
  const { words = '', which = 'here', page: at } = wanted
  const table = tableView<StaffMember>({
    caption: groups[which],
    of: ['person', 'people'],
    columns: [
      {
        name: 'name',
        heading: 'Name',
        cell: ({ name, worker }) => ({ text: name, link: paths.staffMember({ worker }) }),
      },
      { name: 'part', heading: 'What they do', cell: standing },
      ...(asked.issuer === undefined ? [] : [accountColumn]),
    ],
    rows: members,
    listing: { ...listingIn(query, []), page: words === '' ? at : 1 },
    address: values => paths.staff({}, { which, ...values }),
    empty: words === '' ? 'People would be here.' : 'Nobody has all of these words in their name, role or team.',
    perPage,
    total: words === '' ? total : members.length,
  })
  return page('areas/administration/staff/list.njk', {
    title: 'Staff',
    table,
    words,
    which,
    total,
    groups: Object.entries(groups)
      .filter(([name]) => name !== 'withoutAccount' || asked.issuer !== undefined)
      .map(([name, text]) => ({
        text,
        href: paths.staff({}, { which: name }),
        isCurrent: name === which,
      })),
    // A name is never part of an address: pages of what was found are asked for by the form.
    before: words !== '' && at > 1 ? at - 1 : undefined,
    after: words !== '' && at * perPage < total ? at + 1 : undefined,
    actions: { find: paths.findStaff(), joiner: paths.joiner(), all: paths.staff() },
  })
}

/** The staff of today, or those who left, start later, or have no account. */
export const showList = (asked: Asked): Promise<Answer> => {
  const which = textOf(asked.query.which)
  return shown(asked, { which: isGroup(which) ? which : 'here', page: listingIn(asked.query, []).page })
}

/** Those whose name, role or team has all of the words, a page at a time. */
export const findInList = (asked: Asked): Promise<Answer> => {
  const which = textOf(asked.form.which)
  return shown(asked, {
    words: textOf(asked.form.words).slice(0, longestWords),
    which: isGroup(which) ? which : 'here',
    page: pageIn(textOf(asked.form.page)),
  })
}
