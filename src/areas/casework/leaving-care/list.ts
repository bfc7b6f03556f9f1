import { addDays, inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { careLeaverCategories } from '../../../journey/codes/index.ts'
import { ordinal } from '../../../journey/leaving-care/index.ts'
import type { Column } from '../../../web/tables/index.ts'
import { paths } from '../paths.ts'
import { missingInWords, weightOf } from './attention.ts'
import type { ToldOf } from './told.ts'
import type { Standing } from './young-people.ts'

/** What was said longer ago than this is told with its day. */
const daysFresh = 60

const since = (on: CivilDate | undefined, today: CivilDate) =>
  on === undefined || on > addDays(today, -daysFresh) ? {} : { note: `said on ${inWords(on)}` }

const nameCell =
  (opens: boolean) =>
  ({ person, age }: ToldOf) => ({
    text: person.name.trim() === '' ? 'A young person whose name is not known' : person.name.trim(),
    ...(opens ? { link: paths.leavingCareOf({ child: person.identity }) } : {}),
    ...(age === undefined ? {} : { note: String(age) }),
  })

const touchCell = ({ touch }: ToldOf) => {
  const { last, kind, words } = touch
  if (last === undefined) return { text: words, late: kind === 'notInTouch' }
  const means = last.means === undefined ? '' : `, ${last.means.charAt(0).toLowerCase()}${last.means.slice(1)}`
  return {
    text: kind === 'inTouch' ? 'In touch' : words,
    note: `last ${inWords(last.on)}${means}`,
    late: kind === 'notInTouch',
  }
}

/** The birthday whose months run, else the next one, asked about or not. */
const birthdayCell = ({ birthday: asked, birthdays, next }: ToldOf) => {
  if (asked?.standing === 'open') {
    const { age, on, to, missing } = asked
    const note = missing.length === 0 ? 'all is answered' : `missing: ${missingInWords(asked)}; by ${inWords(to)}`
    return { text: `${ordinal(age)} on ${inWords(on)}`, note }
  }
  if (next === undefined) return 'Not known'
  const from = birthdays.find(({ on }) => on === next.on)?.from
  const note = from === undefined ? 'not asked about' : `asked from ${inWords(from)}`
  return { text: `${ordinal(next.age)} on ${inWords(next.on)}`, note }
}

const reviewCell =
  (today: CivilDate) =>
  ({ review }: ToldOf) =>
    review.dueOn === undefined
      ? 'None due'
      : {
          text: inWords(review.dueOn),
          note: `${review.hasPlan ? 'review' : 'first plan'}${review.dueOn < today ? ', late' : ''}`,
          late: review.dueOn < today,
        }

const mostTold = 3

const adviserColumn: Column<ToldOf> = {
  name: 'adviser',
  heading: 'Personal adviser',
  order: ({ person }) => person.adviserName,
  cell: ({ person }) => ({
    text: person.adviserName ?? 'Nobody yet',
    ...(person.teamName === null ? {} : { note: person.teamName }),
  }),
}

/** The columns of those who have support now. */
const columnsNow = (today: CivilDate, opens: boolean, withAdviser: boolean): readonly Column<ToldOf>[] => [
  { name: 'name', heading: 'Young person', order: ({ person }) => person.name.toLowerCase(), cell: nameCell(opens) },
  {
    name: 'attention',
    heading: 'Needs attention',
    order: told => -weightOf(told),
    cell: ({ attention }) =>
      attention.length === 0
        ? 'Nothing now'
        : {
            text: attention
              .slice(0, mostTold)
              .map(({ words }) => words)
              .join('. '),
            late: attention[0]?.late === true,
          },
  },
  {
    name: 'home',
    heading: 'Home',
    order: ({ home }) => home.words,
    cell: ({ home }) => ({
      text: home.kind === 'unsuitable' ? `${home.words}, not suitable` : home.words,
      ...since(home.on, today),
    }),
  },
  { name: 'work', heading: 'Work or education', order: ({ work }) => work.words, cell: ({ work }) => work.words },
  { name: 'touch', heading: 'Contact', order: ({ touch }) => touch.last?.on ?? '', cell: touchCell },
  {
    name: 'birthday',
    heading: 'Next birthday',
    order: ({ birthday, next }) => (birthday?.standing === 'open' ? birthday.on : (next?.on ?? null)),
    cell: birthdayCell,
  },
  { name: 'review', heading: 'Pathway plan', order: ({ review }) => review.dueOn ?? null, cell: reviewCell(today) },
  ...(withAdviser ? [adviserColumn] : []),
]

const columnsEnded = (opens: boolean): readonly Column<ToldOf>[] => [
  { name: 'name', heading: 'Young person', order: ({ person }) => person.name.toLowerCase(), cell: nameCell(opens) },
  {
    name: 'ended',
    heading: 'Support ended',
    order: ({ person }) => person.endedOn,
    cell: ({ person }) => (person.endedOn === null ? '' : inWords(person.endedOn)),
  },
  {
    name: 'until',
    heading: 'May come back until',
    order: ({ person }) => person.bornOn,
    cell: ({ birthdays }) => {
      const last = birthdays.find(({ age }) => age === 25)
      return last === undefined ? 'the 25th birthday' : inWords(addDays(last.on, -1))
    },
  },
  { ...adviserColumn, heading: 'Last adviser' },
]

const columnsSoon = (opens: boolean): readonly Column<ToldOf>[] => [
  { name: 'name', heading: 'Young person', order: ({ person }) => person.name.toLowerCase(), cell: nameCell(opens) },
  {
    name: 'since',
    heading: 'In our care since',
    order: ({ person }) => person.since,
    cell: ({ person }) => inWords(person.since),
  },
  {
    name: 'worker',
    heading: 'Social worker',
    order: ({ person }) => person.adviserName,
    cell: ({ person }) => ({
      text: person.adviserName ?? 'Nobody yet',
      ...(person.teamName === null ? {} : { note: person.teamName }),
    }),
  },
]

export const columnsFor = (
  standing: Standing,
  today: CivilDate,
  { opens, withAdviser }: { readonly opens: boolean; readonly withAdviser: boolean },
): readonly Column<ToldOf>[] =>
  standing === 'now'
    ? columnsNow(today, opens, withAdviser)
    : standing === 'ended'
      ? columnsEnded(opens)
      : columnsSoon(opens)

/** The category in words. */
export const categoryInWords = (category: string | null): string =>
  category === null
    ? 'No decision yet'
    : Object.hasOwn(careLeaverCategories, category)
      ? careLeaverCategories[category as keyof typeof careLeaverCategories]
      : category
