import { mayAddDocuments } from '../../../documents/index.ts'
import { childRoute, page, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { entriesAbout } from '../../../ledger/read.ts'
import type { Entry } from '../../../ledger/read.ts'
import { meetsChildren } from '../child/meets-children.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { storyAsked } from './asked.ts'
import type { StoryAsked } from './asked.ts'
import { sourcesIn } from './came-from.ts'
import { chosenOf } from './chosen.ts'
import { keepChronology, showChronology } from './chronology.ts'
import { byYear, kindsIn, storyOf } from './story.ts'
import { entryRoutes } from './entry-routes.ts'

const perPage = 60

type ForChild = Asked & { readonly child: number }

const numbersOf = (entries: readonly Entry[]): ReadonlySet<number> => new Set(entries.map(({ entry }) => entry))

const showStory = async (asked: ForChild, wanted: StoryAsked): Promise<Answer> => {
  const { rules, context, database, child } = asked
  const record = await childRecord(asked)
  const entries =
    wanted.asKnown === undefined
      ? record.entries
      : await entriesAbout(database.sql, context, child, { asKnown: wanted.asKnown, opened: true })
  const events = storyOf(rules, entries, wanted.filters)
  const pages = Math.max(1, Math.ceil(events.length / perPage))
  const current = Math.min(wanted.page, pages)
  const onPage = events.slice((current - 1) * perPage, current * perPage)
  const chosen = chosenOf(wanted, {
    known: numbersOf(entries),
    others: numbersOf(record.entries),
    fitting: events,
    onPage,
  })
  return page(
    'areas/casework/story/story.njk',
    {
      title: 'The story of a child',
      frame: frameOf(rules, context, record, 'story'),
      asked: wanted,
      years: byYear(onPage.map(event => ({ ...event, isChosen: chosen.all.has(event.entry) }))),
      chosen,
      heading: textOf(asked.form.heading).slice(0, 200),
      shown: events.length,
      all: entries.length,
      page: current,
      pages,
      kinds: kindsIn(rules, entries),
      sources: await sourcesIn(database.sql, entries),
      people: [...new Set(entries.map(({ authorName }) => authorName))].sort((one, other) =>
        one.localeCompare(other, 'en-GB'),
      ),
      errors: wanted.problem === undefined ? [] : [{ text: wanted.problem, href: '#known-day' }],
      paths: { story: paths.story({ child }), chronology: paths.chronology({ child }) },
    },
    { status: wanted.problem === undefined ? 200 : 422 },
  )
}

/** Goes on to a chronology; a day that is none comes back in the story with everything that was chosen. */
const withChosen =
  (work: (asked: ForChild, wanted: StoryAsked) => Promise<Answer>) =>
  (asked: ForChild): Promise<Answer> => {
    const wanted = storyAsked(asked.form, asked.context.today)
    return wanted.problem === undefined ? work(asked, wanted) : showStory(asked, wanted)
  }

export const storyRoutes = [
  childRoute({
    method: 'GET',
    path: paths.story,
    permission: meetsChildren,
    audit: 'story',
    // Words to look for and people's names come by form alone.
    answer: asked => showStory(asked, storyAsked({ ...asked.query, words: '', by: '' }, asked.context.today)),
  }),
  childRoute({
    method: 'POST',
    path: paths.story,
    permission: meetsChildren,
    audit: 'story',
    answer: asked => showStory(asked, storyAsked(asked.form, asked.context.today)),
  }),
  childRoute({
    method: 'POST',
    path: paths.chronology,
    permission: meetsChildren,
    audit: 'chronology',
    answer: withChosen(showChronology),
  }),
  childRoute({
    method: 'POST',
    path: paths.keepChronology,
    permission: context => meetsChildren(context) && mayAddDocuments(context),
    audit: 'chronology',
    answer: withChosen(keepChronology),
  }),
  ...entryRoutes,
]
