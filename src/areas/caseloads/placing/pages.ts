import { allocationParts } from '../../../journey/allocation-parts.ts'
import { counted, page, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { effectOn } from '../loads/effect.ts'
import type { Load } from '../loads/load.ts'
import { aboutInWords } from '../loads/words.ts'
import { parts } from '../loads/parts.ts'
import { paths } from '../paths.ts'
import { acts } from './acts.ts'
import { holdingOf, kindsFor, teamsOffered } from './choice.ts'
import type { Choice, Found } from './choice.ts'
import { kindOfWork } from './chosen.ts'
import type { ChosenChild } from './chosen.ts'
import { receiversIn, receiverValue } from './receivers.ts'

const hrefOf = ({ act, children, part }: Choice, more: Readonly<Record<string, string>> = {}): string => {
  const pairs = [
    ...children.map(({ identity }): [string, string] => ['child', String(identity)]),
    ['part', part] as [string, string],
    ...Object.entries(more),
  ]
  return `${paths.place({ act })}?${new URLSearchParams(pairs).toString()}`
}

const childLine =
  ({ part, act }: Choice) =>
  (child: ChosenChild) => {
    const held = holdingOf(child, part)
    const second = child.holdings.find(each => each.part === 'coWorker')
    return {
      identity: child.identity,
      name: child.name,
      age: child.age,
      href: paths.child({ child: child.identity }),
      with: held?.workerName,
      held: String((act === 'co-work' ? second : held)?.heldBy ?? ''),
      replaces: act === 'co-work' ? second?.workerName : undefined,
    }
  }

const shared = (choice: Choice) => ({
  heading: acts[choice.act].heading,
  says: acts[choice.act].says,
  children: choice.children.map(childLine(choice)),
  count: counted(choice.children.length, 'child', 'children'),
  part: allocationParts[choice.part].toLowerCase(),
  action: paths.place({ act: choice.act }),
  hidden: [
    ...choice.children.map(({ identity }) => ({ name: 'child', value: identity })),
    { name: 'part', value: choice.part },
  ],
})

/** The list of workers, each with the load now and after. */
export const showChoose = (
  asked: Asked,
  choice: Choice,
  problems: readonly string[] = [],
  status: 200 | 409 | 422 = 200,
): Answer => {
  const { context, query } = asked
  const offered = teamsOffered(choice, asked)
  const wanted = textOf(query.team)
  const own = offered.filter(({ team }) => context.teams.includes(team))
  const usual = choice.act === 'transfer' && own.length > 0 ? own : offered
  const chosen = offered.filter(({ team }) => team === wanted)
  const receivers = receiversIn(choice.caseloads, choice.part, chosen.length > 0 ? chosen : usual)
  const isHolder = (load: Load) =>
    choice.act !== 'allocate' && choice.children.some(child => holdingOf(child, choice.part)?.worker === load.worker)
  const kinds = kindsFor(choice)
  return page(
    'areas/caseloads/placing/choose.njk',
    {
      title: acts[choice.act].heading,
      ...shared(choice),
      errors: [...choice.problems, ...problems].map(text => ({ text, href: '#receivers' })),
      isMixed: new Set(choice.children.map(({ usualPart }) => usualPart)).size > 1,
      partsOffered: parts.map(part => ({ value: part, text: allocationParts[part], selected: part === choice.part })),
      teams: [
        { value: '', text: choice.act === 'transfer' && own.length > 0 ? 'My team' : 'All of them' },
        ...offered.map(({ team, name }) => ({ value: team, text: name, selected: team === wanted })),
      ],
      receivers: receivers
        .filter(({ load }) => !isHolder(load))
        .map(({ value, load, team }) => ({
          value,
          team: team.name,
          about: aboutInWords(load, choice.away.get(load.worker)),
          ...effectOn(choice.caseloads.policy, load, { comes: kinds }),
        })),
      usable: choice.children.length > 0 && choice.problems.length === 0,
    },
    { status },
  )
}

/** What those who pass children on would hold after, each once. */
const giversOf = ({ act, children, part, caseloads }: Choice) => {
  if (act === 'co-work') return []
  const givers = Map.groupBy(
    children.filter(child => holdingOf(child, part) !== undefined),
    child => holdingOf(child, part)?.worker ?? 0,
  )
  return [...givers].flatMap(([worker, own]) => {
    const load = caseloads.loads.find(each => each.worker === worker)
    return load === undefined
      ? []
      : [effectOn(caseloads.policy, load, { goes: own.map(child => kindOfWork(child, part)) })]
  })
}

/** What is wrong with what was sent, and what was typed. */
export type Checking = {
  readonly words?: string
  readonly status?: 200 | 409 | 422
  readonly handover?: string
  readonly at?: string
}

/** The worker who was chosen, and what it does to everybody’s load, before it is done. */
export const showCheck = (choice: Choice, { worker, team, load }: Found, checking: Checking = {}): Answer =>
  page(
    'areas/caseloads/placing/check.njk',
    {
      title: `${acts[choice.act].heading}: check`,
      ...shared(choice),
      errors: (checking.words === undefined ? [] : [checking.words]).map(text => ({
        text,
        href: checking.at ?? '#effect',
      })),
      to: receiverValue(worker, team.team),
      receiver: load.name,
      team: team.name,
      button: acts[choice.act].button,
      effects: [effectOn(choice.caseloads.policy, load, { comes: kindsFor(choice) }), ...giversOf(choice)],
      asksHandover: choice.act === 'transfer',
      handover: checking.handover ?? '',
      handoverProblem: checking.at === '#handover' ? checking.words : undefined,
      changeHref: hrefOf(choice),
    },
    { status: checking.status ?? 200 },
  )
