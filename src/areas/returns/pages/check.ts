import { collectionYears } from '../../../statutory/years.ts'
import { page } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { returnKinds } from '../checking/kinds.ts'
import { paths } from '../paths.ts'
import { tabs } from './tabs.ts'

/** What was said with a form, so that it is not said again. */
export interface Said {
  readonly kind: string
  readonly year: string
  readonly authority: string
}

const nothingSaid: Said = { kind: 'cin-census', year: collectionYears[0] ?? '', authority: '' }

/** The page where the files of a return are chosen and checked; `problem` is why files that were sent are refused. */
export const checkPage = (said: Said = nothingSaid, problem?: string): Answer =>
  page(
    'areas/returns/pages/check.njk',
    {
      title: 'Check a return',
      browserModule: 'areas/returns/browser/page.ts',
      errors: problem === undefined ? [] : [{ text: problem, href: '#sent-files' }],
      tabs: tabs('check'),
      paths: { check: paths.check(), rules: paths.rules() },
      said,
      kinds: Object.entries(returnKinds).map(([value, text]) => ({ value, text })),
      years: collectionYears.map(year => ({ value: year, text: year })),
    },
    problem === undefined ? {} : { status: 422 },
  )

export const showCheck = (): Answer => checkPage()
