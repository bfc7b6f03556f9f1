import { roleMatrix } from '../../../access/role-matrix.ts'
import { ageOf } from '../child/facts.ts'
import { search } from '../../../people/index.ts'
import type { Found } from '../../../people/index.ts'
import type { Context } from '../../../access/context.ts'
import { page, route, textOf } from '../../../web/index.ts'
import type { Answer, Asked, Permission } from '../../../web/index.ts'
import { paths as shared } from '../../../web/paths.ts'
import { paths } from '../paths.ts'
import { pageAsked } from '../words/paging.ts'

const perPage = 25

const searches: Permission = ({ role }) => roleMatrix[role].searches

const line = (found: Found, context: Context) => ({
  name: found.name,
  age: ageOf(found, context.today),
  bornOn: found.bornOn,
  isChild: found.kind === 'child',
  open: found.answer === 'open',
  href: paths.child({ child: found.identity }),
})

const noWords = (asked: Asked, problem?: string): Answer =>
  page(
    'areas/casework/search/search.njk',
    {
      title: 'Search',
      action: paths.search(),
      words: '',
      found: undefined,
      errors: problem === undefined ? [] : [{ text: problem, href: '#search-words' }],
      newChild: mayMeetNewChildren(asked.context) ? shared.newChild() : undefined,
    },
    { status: problem === undefined ? 200 : 422 },
  )

/** Parts that take contacts about children whom the record does not know yet. */
const mayMeetNewChildren = ({ role }: Context): boolean => role === 'pointOfAccessWorker' || role === 'dutyWorker'

/** Results stand on the page that answers the form: what was looked for is never in an address. */
const find = async (asked: Asked): Promise<Answer> => {
  const { database, context, form } = asked
  const words = textOf(form.words)
  if (words === '') return noWords(asked, 'Enter a name, a date of birth or a number')
  if (words.length > 200)
    return noWords(asked, `What to look for must be 200 characters or fewer; it has ${words.length}`)
  const result = await search(database.sql, context, { words, page: pageAsked(textOf(form.page)), perPage })
  return page('areas/casework/search/search.njk', {
    title: 'Search',
    action: paths.search(),
    words,
    found: result.found.map(each => line(each, context)),
    total: result.total,
    page: result.page,
    pages: result.pages,
    understood: { bornOn: result.understood.bornOn, number: result.understood.identifier },
    errors: [],
    newChild: mayMeetNewChildren(context) ? shared.newChild() : undefined,
  })
}

export const searchRoutes = [
  route({
    method: 'GET',
    path: paths.search,
    permission: searches,
    audit: 'search page',
    answer: asked => noWords(asked),
  }),
  route({ method: 'POST', path: paths.search, permission: searches, audit: 'search', answer: find }),
]

export const searchNavigation = [{ text: 'Search', to: paths.search(), permission: searches }]
