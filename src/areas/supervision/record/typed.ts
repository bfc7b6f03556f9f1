import { date } from '../../../journey/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { rawAnswer } from '../../../web/forms/names.ts'
import type { Typed } from '../../../web/forms/names.ts'
import { isChoiceInput } from '../../../web/forms/merging/choosing.ts'
import { textOf, textsOf } from '../../../web/index.ts'
import type { Sent } from '../../../web/index.ts'

/** The inputs of the form that are no question of the step: whose supervision it is, and what is said of each child. */
const own = {
  worker: 'own-worker',
  version: 'own-version',
  action: 'own-action',
  page: 'own-page',
  add: 'add',
} as const

const ofChild = { about: 'about-', decision: 'decision-', who: 'who-', by: 'by-', drift: 'drift-' } as const
const done = 'done-'

export const inputs = { ...own, ...ofChild, done }

/** Whether an input is the form's own. */
export const isOwn = (name: string): boolean =>
  Object.values(own).some(each => each === name) ||
  isChoiceInput(name) ||
  /^(about|decision|who|drift|done)-[1-9]\d{0,14}$/.test(name) ||
  /^by-[1-9]\d{0,14}-(day|month|year)$/.test(name)

/** Inputs of one sending alone: no draft keeps them. */
const passing = [own.version, own.action, own.page, own.add] as const

/** What of a form's own inputs a draft keeps. */
export const ownTyped = (sent: Sent): Typed =>
  Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) =>
      value !== undefined && isOwn(name) && !isChoiceInput(name) && !passing.some(each => each === name)
        ? [[name, value]]
        : [],
    ),
  )

export const workerIn = (typed: Typed): number | undefined => {
  const text = textOf(typed[own.worker])
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined
}

/** The children of whom something was typed. */
export const childrenIn = (typed: Typed): readonly number[] => [
  ...new Set(
    Object.entries(typed).flatMap(([name, value]) => {
      const child = /^(?:about|decision|who)-(\d+)$/.exec(name)?.[1]
      return child === undefined || textOf(value).trim() === '' ? [] : [Number(child)]
    }),
  ),
]

/** The decisions of before that are said to be done, by their entry. */
export const doneIn = (typed: Typed): readonly number[] =>
  Object.entries(typed).flatMap(([name, value]) =>
    /^done-\d+$/.test(name) && textOf(value) === 'done' ? [Number(name.slice(done.length))] : [],
  )

export const byWhen = date('By when, and when to look again', { mayBeInFuture: true })

const longestWords = 20_000
const longestLine = 200

/** What is said and decided about one child. */
export type ChildSaid = {
  readonly child: number
  readonly words: string
  readonly decision: string
  readonly who: string
  readonly by: CivilDate | undefined
  readonly drift: readonly string[]
}

/** Reads what was typed of a child: what it says, and what is wrong with which of its inputs. */
export const readChild = (
  typed: Typed,
  { child, name }: { readonly child: number; readonly name: string },
  { heldOn, today }: { readonly heldOn: CivilDate | undefined; readonly today: CivilDate },
): { readonly said: ChildSaid; readonly problems: Readonly<Record<string, string>> } => {
  const text = (input: string) => textOf(typed[`${input}${child}`])
  const [words, decision, who] = [text(ofChild.about), text(ofChild.decision), text(ofChild.who)]
  const drift = textsOf(typed[`${ofChild.drift}${child}`])
  const raw = rawAnswer(`${ofChild.by}${child}`, byWhen, typed)
  const isBlank = ['day', 'month', 'year'].every(part => textOf(typed[`${ofChild.by}${child}-${part}`]) === '')
  const reading = isBlank ? { value: undefined } : byWhen.read(raw, { today })
  const by = 'value' in reading ? reading.value : undefined
  const dayInput = `${ofChild.by}${child}-day`
  const problems = [
    'problem' in reading ? ([dayInput, `${name}: ${reading.problem}`] as const) : undefined,
    by !== undefined && heldOn !== undefined && by < heldOn
      ? ([dayInput, `${name}: the day by which it is done cannot be before the supervision`] as const)
      : undefined,
    decision === '' && (who !== '' || !isBlank || drift.length > 0)
      ? ([`${ofChild.decision}${child}`, `${name}: say what is decided`] as const)
      : undefined,
    drift.length > 0 && isBlank ? ([dayInput, `${name}: say when to look at the drift again`] as const) : undefined,
    words.length > longestWords
      ? ([
          `${ofChild.about}${child}`,
          `${name}: at most ${longestWords} characters; there are ${words.length}`,
        ] as const)
      : undefined,
    who.length > longestLine
      ? ([`${ofChild.who}${child}`, `${name}: at most ${longestLine} characters for who does it`] as const)
      : undefined,
  ].filter(problem => problem !== undefined)
  return { said: { child, words, decision, who, by, drift }, problems: Object.fromEntries(problems) }
}
