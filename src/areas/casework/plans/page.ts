import { planKindNames, planKindOf, planKinds } from '../../../journey/plans/index.ts'
import { namesFor } from '../../../web/forms/index.ts'
import { page, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { frameOf } from '../child/frame.ts'
import { dutiesOf } from '../child/now.ts'
import { plansInWords } from '../child/plans.ts'
import { recordable } from '../child/recordable.ts'
import { childRecord } from '../child/record.ts'
import type { ChildRecord } from '../child/record.ts'
import { endedPlans, livingPlans } from './living.ts'

export type ForChild = Asked & { readonly child: number }

/** What the child is called on a page that speaks of it. */
export const calledOf = ({ facts }: Pick<ChildRecord, 'facts'>): string => facts.preferred ?? facts.given ?? 'the child'

const planSteps: ReadonlySet<string> = new Set(
  planKindNames.flatMap(kind => [...planKinds[kind].steps, planKinds[kind].revisedBy, planKinds[kind].reviewedBy]),
)

/** The plans of a child: those in force with goals and actions in plain sight, and those of before. */
export const showPlans = async (asked: ForChild): Promise<Answer> => {
  const { rules, context, database, query } = asked
  const record = await childRecord(asked)
  const steps = recordable(rules, context, { openEpisodes: [], dueSteps: [] })
  const living = livingPlans(rules, record, {
    today: context.today,
    offered: new Set(steps.map(({ step }) => step)),
  })
  const stillInWords = new Set(living.filter(({ goals }) => goals.length === 0).map(({ kind }) => kind))
  const names = await namesFor(
    database.sql,
    context,
    record.entries.flatMap(({ step, answers }) => {
      const declared = rules.pathway.steps[step]
      return declared === undefined ? [] : [{ step: declared, answers }]
    }),
  )
  return page('areas/casework/plans/plans.njk', {
    title: 'Plans',
    frame: frameOf(rules, context, record, 'plans'),
    givenName: calledOf(record),
    living,
    ended: endedPlans(record),
    plans: plansInWords(rules, record, names, step => {
      const kind = planKindOf(step, {})
      return kind !== undefined && !stillInWords.has(kind)
    }),
    duties: dutiesOf(rules, context, record, steps).filter(({ step }) => planSteps.has(step)),
    notice:
      textOf(query.updated) === ''
        ? undefined
        : 'The plan is up to date. The version before stays readable under “How it has changed”.',
  })
}
