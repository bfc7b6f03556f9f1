import { childRoute, page, textsOf, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { entriesAbout } from '../../../ledger/read.ts'
import { meetsChildren } from '../child/meets-children.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { storyAsked } from './asked.ts'
import type { StoryAsked } from './asked.ts'
import { byYear, eventOf, kindsIn, storyOf } from './story.ts'
import { entryRoutes } from './entry-routes.ts'

const perPage = 60

type ForChild = Asked & { readonly child: number }

const showStory = async (asked: ForChild, wanted: StoryAsked): Promise<Answer> => {
  const { rules, context, database, child } = asked
  const record = await childRecord(asked)
  const entries =
    wanted.asKnown === undefined
      ? record.entries
      : await entriesAbout(database.sql, context, child, { asKnown: wanted.asKnown })
  const events = storyOf(rules, entries, wanted.filters)
  const pages = Math.max(1, Math.ceil(events.length / perPage))
  const current = Math.min(wanted.page, pages)
  return page(
    'areas/casework/story/story.njk',
    {
      title: 'The story of a child',
      frame: frameOf(rules, context, record, 'story'),
      asked: wanted,
      years: byYear(events.slice((current - 1) * perPage, current * perPage)),
      shown: events.length,
      all: entries.length,
      page: current,
      pages,
      kinds: kindsIn(rules, entries),
      people: [...new Set(entries.map(({ authorName }) => authorName))].sort((one, other) =>
        one.localeCompare(other, 'en-GB'),
      ),
      errors: wanted.problem === undefined ? [] : [{ text: wanted.problem, href: '#known-day' }],
      paths: { story: paths.story({ child }), chronology: paths.chronology({ child }) },
    },
    { status: wanted.problem === undefined ? 200 : 422 },
  )
}

const choose = async (asked: ForChild): Promise<Answer> => {
  const { rules, context, form, child } = asked
  const record = await childRecord(asked)
  const chosen = new Set(textsOf(form.entry))
  const events = record.entries
    .filter(({ entry }) => chosen.has(String(entry)))
    .map(entry => eventOf(rules, entry))
    .reverse()
  return page('areas/casework/story/chronology.njk', {
    title: 'A chronology to print',
    frame: frameOf(rules, context, record, 'story'),
    heading: textOf(form.heading).slice(0, 200) || 'Chronology',
    events,
    bornOn: record.facts.bornOn,
    by: context.name,
    now: context.now,
    back: paths.story({ child }),
  })
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
    answer: choose,
  }),
  ...entryRoutes,
]
