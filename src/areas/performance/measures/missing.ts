import { sql } from 'kysely'
import { missingKinds } from '../../../journey/codes/missing-kinds.ts'
import { measure } from '../measure.ts'
import type { Measure } from '../measure.ts'
import { episodesBy } from '../rows/episodes.ts'
import { flowRows } from '../rows/row.ts'

const went = {
  group: 'missing',
  source: 'Statutory guidance on children who run away or go missing, January 2014',
  polarity: 'neither',
  over: 'flow',
  taken: 'count',
  categories: { title: 'How', names: missingKinds },
} as const

const rows: Measure['rows'] = asked =>
  flowRows(asked, {
    day: sql`e.started`,
    child: sql`e.child`,
    identity: sql`e.identity`,
    entry: sql`e.entry`,
    category: sql`e.detail ->> 'kind'`,
    of: sql`${episodesBy('missing', asked, { day: 'started' })} e`,
  })

export const missingEpisodes = measure({
  ...went,
  id: 'missing-episodes',
  title: 'Times that children went missing',
  definition:
    'Every time in the period that a child went missing or was away without authorisation, from home or from care, on the day the child was last seen. A child who went three times counts three times.',
  unit: 'episodes',
  thing: 'episode',
  rows,
})

export const childrenMissing = measure({
  ...went,
  id: 'children-missing',
  partOf: { whole: missingEpisodes, by: 'child' },
  title: 'Children who went missing',
  definition:
    'Children who went missing or were away without authorisation in the period, from home or from care, each counted once, by the first time.',
  unit: 'children',
  thing: 'child',
  oncePerChild: 'first',
  rows,
})
