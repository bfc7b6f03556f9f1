import { inWords } from '../../../calendar/index.ts'
import { isOpen, openPeriod, planInForce, planKinds, visitsAskedByPlan } from '../../../journey/plans/index.ts'
import type { PlanKind } from '../../../journey/plans/index.ts'
import { notFound, page } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import type { Near } from '../child/near.ts'
import { childRecord } from '../child/record.ts'
import type { ChildRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { childsQuestions, familysQuestions, saidOf } from './said-of.ts'
import { statusForFamilies } from './in-words.ts'
import { calledOf } from './page.ts'
import type { ForChild } from './page.ts'

type ForPlan = ForChild & { readonly params: { readonly kind: PlanKind } }

/** The parts that workers play, as a plan names its owners. */
const partsPlayed: Readonly<Record<string, string>> = {
  socialWorkerAllocation: 'social worker',
  personalAdviserAllocation: 'personal adviser',
  earlyHelpAllocation: 'early help worker',
  reviewingOfficerAllocation: 'reviewing officer',
}

/** `Mother` as `Grace Byrne (mother)`: by name where the record knows just one person of whom that is said. */
export const byName = (
  owner: string,
  { near, allocated }: { readonly near: readonly Near[]; readonly allocated: ChildRecord['allocated'] },
): string => {
  const said = owner.trim().toLowerCase()
  const people = [
    ...near.filter(({ isTheir }) => isTheir === said).map(({ name }) => name),
    ...allocated.flatMap(({ kind, name }) => (partsPlayed[kind] === said && name !== null ? [name] : [])),
  ]
  const [only, ...others] = new Set(people)
  return only === undefined || others.length > 0 ? owner : `${only} (${said})`
}

/** How often somebody comes, as a family counts: in weeks where it is weeks. */
const oftenInWords = (workingDays: number): string => {
  if (workingDays === 1) return 'every day from Monday to Friday'
  if (workingDays === 5) return 'at least once a week'
  return workingDays % 5 === 0
    ? `at least every ${workingDays / 5} weeks`
    : `at least every ${workingDays} days, not counting weekends`
}

/** The plan for the family to keep: their own words first, in plain words, large, to print. */
export const showForFamily = async (asked: ForPlan): Promise<Answer> => {
  const { context, child, params } = asked
  const { kind } = params
  const record = await childRecord(asked)
  const version = planInForce(record.entries, record.episodes, kind)
  const since = openPeriod(record.episodes, kind)?.startedOn
  if (version === undefined || since === undefined) return notFound()
  const visits = visitsAskedByPlan(record.entries, record.episodes, kind)
  const review = record.duties.find(({ step, dueOn }) => step === planKinds[kind].reviewedBy && dueOn !== null)
  const worker = record.allocated.find(each =>
    each.kind.startsWith(kind === 'pathwayPlan' ? 'personal' : 'socialWorker'),
  )
  return page('areas/casework/plans/family.njk', {
    title: 'A plan for the family',
    name: calledOf(record),
    heading: planKinds[kind].forFamilies,
    agreedOn: version.on,
    printedOn: context.today,
    childSays: saidOf(record, kind, since, childsQuestions)?.words,
    familySays: saidOf(record, kind, since, familysQuestions)?.words,
    goals: version.plan.map(({ different, known, actions }) => ({
      different,
      known,
      actions: (actions ?? []).map(({ what, owner, by, status }) => ({
        what,
        owner: byName(owner, record),
        by: by === undefined ? undefined : inWords(by),
        status: statusForFamilies[status],
        isOver: !isOpen({ status }),
        isLate: isOpen({ status }) && by !== undefined && by < context.today,
      })),
    })),
    worker: worker?.name ?? undefined,
    team: worker?.teamName ?? undefined,
    often: visits === undefined ? undefined : oftenInWords(visits.everyWorkingDays),
    reviewBy: review?.dueOn ?? undefined,
    back: paths.plans({ child }),
  })
}
