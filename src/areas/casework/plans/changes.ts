import { changesOver, planKinds, planVersions } from '../../../journey/plans/index.ts'
import type { PlanKind } from '../../../journey/plans/index.ts'
import { page, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { changesInWords } from './in-words.ts'
import { goalViews } from './goal-views.ts'
import { versionView } from './versions.ts'
import type { ForChild } from './page.ts'
import { planPaths } from './paths.ts'

type ForPlan = ForChild & { readonly params: { readonly kind: PlanKind } }

/** Any two versions of a plan: what was added, removed, changed, put off and done between them. The last two unless asked. */
export const showChanges = async (asked: ForPlan): Promise<Answer> => {
  const { rules, context, child, params, query } = asked
  const { kind } = params
  const record = await childRecord(asked)
  const versions = planVersions(record.entries, kind)
  const chosen = (name: string, otherwise: number) => {
    const at = versions.findIndex(({ entry }) => String(entry.entry) === textOf(query[name]))
    return at === -1 ? Math.max(0, otherwise) : at
  }
  const ends = [chosen('from', versions.length - 2), chosen('to', versions.length - 1)].sort(
    (one, other) => one - other,
  )
  const [from = 0, to = 0] = ends
  const [first, last] = [versions[from], versions[to]]
  const between = versions.slice(from, to + 1)
  const views = versions.map(version => versionView(rules, child, version))
  return page('areas/casework/plans/changes.njk', {
    title: 'How a plan has changed',
    frame: frameOf(rules, context, record, 'plans'),
    heading: planKinds[kind].title,
    action: planPaths.changes({ child, kind }),
    versions: views.toReversed(),
    choices: (['from', 'to'] as const).map((name, index) => ({
      name,
      label: name === 'from' ? 'From the version of' : 'To the version of',
      items: views.map(({ entry, title }, at) => ({
        value: String(entry),
        text: `${String(at + 1)}. ${title}`,
        on: views[at]?.on,
        selected: at === (index === 0 ? from : to),
      })),
    })),
    from: first?.on,
    to: last?.on,
    lines: changesInWords(changesOver(between.map(({ plan }) => plan))),
    before: first === undefined ? [] : goalViews(versions.slice(0, from + 1), first.on, () => undefined),
    after: last === undefined ? [] : goalViews(versions.slice(0, to + 1), last.on, () => undefined),
    back: paths.plans({ child }),
  })
}
