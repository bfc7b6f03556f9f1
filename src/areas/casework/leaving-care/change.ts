import { contextAt } from '../../../access/context.ts'
import { nextMoment } from '../../../council/clock.ts'
import { entitlements } from '../../../journey/codes/index.ts'
import { readStep } from '../../../journey/reading.ts'
import { lockSubjects } from '../../../ledger/checks.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { recordWithin } from '../../../ledger/record.ts'
import type { ToRecord } from '../../../ledger/record.ts'
import { inTransaction } from '../../../store/index.ts'
import { redirect, refused, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { entitlementStandings, mayRecordLeavingCare, showPerson } from './person.ts'
import type { FormState } from './person.ts'
import { paths } from '../paths.ts'

type ForChild = Asked & { readonly child: number }

const typedIn = (form: Asked['form'], names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map(name => [name, textOf(form[name])]))

const dayNames = ['on-day', 'on-month', 'on-year'] as const

/** Records all of them or none. */
const recordAll = (asked: ForChild, entries: readonly ToRecord[]): Promise<void> =>
  inTransaction(
    asked.database,
    async queries => {
      await lockSubjects(queries, [asked.child])
      const writing = contextAt(asked.context, await nextMoment(queries))
      for (const entry of entries) await recordWithin(queries, asked, writing, entry)
    },
    { isolation: 'read committed' },
  )

const orShow = async (asked: ForChild, state: FormState, work: () => Promise<void>): Promise<Answer> => {
  try {
    await work()
    return redirect(paths.leavingCareOf({ child: asked.child }))
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'notFound') throw error
    return showPerson(asked, { ...state, problems: { [state.form === 'again' ? 'asked' : 'details']: error.message } })
  }
}

/** Takes the checklist: an entry for each entitlement that was changed, and none for one that stands as it stood. */
export const recordEntitlements = async (asked: ForChild): Promise<Answer> => {
  const { rules, context, form, child } = asked
  const step = rules.pathway.steps.entitlement
  if (!mayRecordLeavingCare(asked) || step === undefined) return refused()
  const names = Object.keys(entitlements)
  const typed = typedIn(form, [...names, ...dayNames, 'details'])
  const changed = names.filter(name => typed[name] !== '')
  const day = { day: typed['on-day'], month: typed['on-month'], year: typed['on-year'] }
  const read = changed.map(entitlement => ({
    standing: typed[entitlement] ?? '',
    ...readStep(step, { on: day, entitlement, details: typed.details }, typed[entitlement], { today: context.today }),
  }))
  const problems: Record<string, string> = Object.assign({}, ...read.map(each => each.problems)) as Record<
    string,
    string
  >
  const wrong = changed.find(name => !Object.hasOwn(entitlementStandings, typed[name] ?? ''))
  if (wrong !== undefined) problems[wrong] = 'Choose how it stands from the list'
  delete problems.outcome
  if (changed.length === 0) problems[names[0] ?? ''] = 'Choose what has changed, one at least'
  const state: FormState = { form: 'entitlements', typed, problems }
  if (Object.keys(problems).length > 0) return showPerson(asked, state)
  return orShow(asked, state, () =>
    recordAll(
      asked,
      read.map(({ answers, standing }) => ({
        step: 'entitlement',
        subjects: [{ identity: child }],
        answers,
        outcome: standing,
      })),
    ),
  )
}

/** Opens support again for one who asks before the 25th birthday, from today, with what they ask for. */
export const openAgain = async (asked: ForChild): Promise<Answer> => {
  const { context, form, child } = asked
  if (!mayRecordLeavingCare(asked)) return refused()
  const typed = typedIn(form, ['asked'])
  const words = typed.asked ?? ''
  const problem =
    words === ''
      ? 'Say what they ask for'
      : words.length > 20_000
        ? 'That is too long: 20,000 characters at most'
        : undefined
  const state: FormState = { form: 'again', typed, problems: problem === undefined ? {} : { asked: problem } }
  if (problem !== undefined) return showPerson(asked, state)
  return orShow(asked, state, () =>
    recordAll(asked, [
      {
        step: 'eligibility',
        subjects: [{ identity: child }],
        answers: { decidedOn: context.today, category: 'formerRelevant', reasons: words },
        outcome: 'entitled',
      },
    ]),
  )
}
