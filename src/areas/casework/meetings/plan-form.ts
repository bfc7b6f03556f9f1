import { ageOn } from '../../../calendar/index.ts'
import { meetingKindOf, isOwnWay, ownWays } from '../../../journey/meetings.ts'
import type { OwnWay } from '../../../journey/meetings.ts'
import { page, textOf, textsOf } from '../../../web/index.ts'
import type { Answer, Sent } from '../../../web/index.ts'
import { showQuestions } from '../../../web/forms/questions.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { frameOf } from '../child/frame.ts'
import { agencyRows } from './agencies.ts'
import { paths } from './paths.ts'
import { interpretersFor } from './plan.ts'
import type { AgencyToInvite } from './plan.ts'
import { compactViews, timeQuestions, toldQuestion } from './plan-questions.ts'
import type { ForKind, Offered } from './plan-offered.ts'

/** The children, adults or workers that a form has ticked, by number. */
export const numbersIn = (sent: Sent, name: string): readonly number[] => [
  ...new Set(textsOf(sent[name]).flatMap(text => (/^[1-9]\d{0,14}$/.test(text) ? [Number(text)] : []))),
]

/** How a child takes part, as the form says it; where it says nothing, by the age. */
export const ownWayOf = (sent: Sent | Typed, identity: number, bornOn: string | null, today: string): OwnWay => {
  const said = textOf(sent[`ownWay-${identity}`])
  if (isOwnWay(said)) return said
  return bornOn === null || ageOn(bornOn, today) < 4 ? 'tooYoung' : 'notAsked'
}

/** What is wrong, by the question that it belongs to. */
export type Problems = Readonly<Record<string, string>>

const holderParts: Readonly<Record<string, string>> = {
  socialWorkerAllocation: 'social worker',
  personalAdviserAllocation: 'personal adviser',
  earlyHelpAllocation: 'early help worker',
  reviewingOfficerAllocation: 'chair or reviewing officer',
  coWorkerAllocation: 'co-worker',
}

/** The part in a meeting of one who holds a child. */
export const partOfHolder = (kind: string): string => holderParts[kind] ?? 'worker'

const isChosen = (typed: Typed, name: string, value: number): boolean => textsOf(typed[name]).includes(String(value))

const childrenToChoose = ({ child, context }: ForKind, { siblings, due }: Offered, typed: Typed) =>
  siblings.map(({ identity, name, bornOn }) => ({
    identity,
    name,
    main: identity === child,
    checked: identity === child || isChosen(typed, 'child', identity),
    isDue: due.some(each => each.identity === identity),
    ways: Object.entries(ownWays).map(([value, text]) => ({
      value,
      text,
      selected: value === ownWayOf(typed, identity, bornOn, context.today),
    })),
  }))

const familyToChoose = async ({ database }: ForKind, { record }: Offered, typed: Typed) => {
  const adults = record.near.filter(({ kind }) => kind === 'adult')
  const interpreters = await interpretersFor(
    database.sql,
    adults.map(({ identity }) => identity),
  )
  return adults.map(({ identity, name, isTheir, parentalResponsibility }) => ({
    value: identity,
    text: `${name}${isTheir === undefined ? '' : `, ${isTheir}`}`,
    hint: [
      parentalResponsibility ? 'Holds parental responsibility' : '',
      interpreters.has(identity)
        ? `Needs an interpreter${interpreters.get(identity) === '' ? '' : `: ${interpreters.get(identity) ?? ''}`}`
        : '',
    ]
      .filter(Boolean)
      .join('. '),
    checked: isChosen(typed, 'family', identity),
  }))
}

/** The page of the form, with what it offers, what was typed, and what is wrong. */
export const showPlan = async (
  asked: ForKind,
  offered: Offered,
  {
    typed,
    agencies,
    problems,
    clashes = [],
  }: { typed: Typed; agencies: readonly AgencyToInvite[]; problems: Problems; clashes?: readonly string[] },
): Promise<Answer> => {
  const { rules, context, child } = asked
  const kind = meetingKindOf(offered.kind)
  const time = compactViews(timeQuestions(offered.chairs, offered.takers, kind), typed, problems, context.today)
  const told = kind.withFamily ? showQuestions(toldQuestion, typed, problems, context.today) : { views: [], errors: [] }
  const own = Object.entries(problems).filter(([name]) => /^(children|agency|anyway)/.test(name))
  return page(
    'areas/casework/meetings/plan.njk',
    {
      title: `Plan: ${kind.title}`,
      frame: frameOf(rules, context, offered.record, 'meetings'),
      heading: kind.title,
      quorum: kind.quorum,
      due: offered.due[0]?.dueOn ?? null,
      time: time.views,
      told: told.views,
      errors: [...time.errors, ...own.map(([name, text]) => ({ text, href: `#${name}` }))],
      problems,
      clashes,
      children: childrenToChoose(asked, offered, typed),
      withFamily: kind.withFamily,
      family: await familyToChoose(asked, offered, typed),
      workers: offered.holders.map(({ worker, name, kind: of }) => ({
        value: worker,
        text: `${name}, ${partOfHolder(of)}`,
        checked: isChosen(typed, 'worker', worker),
      })),
      agencies: agencyRows(agencies, problems),
      back: paths.ofChild({ child }),
    },
    { status: Object.keys(problems).length > 0 ? 422 : 200 },
  )
}
