import type { CaseloadPolicy, WorkKind } from '../../../council/index.ts'
import { numberInWords } from '../../../web/index.ts'
import { roomOf } from './load.ts'
import type { Load } from './load.ts'
import { limitsInWords, roomInWords } from './words.ts'

/** What a worker holds now and would hold after, for the page on which it is decided. */
export type Effect = {
  readonly name: string
  readonly childrenNow: number
  readonly childrenAfter: number
  readonly weightNow: string
  readonly weightAfter: string
  readonly allowed: string
  /** Where the load stands to policy after, and why: `over by 1.3: newly qualified, ...`. */
  readonly after: string
  readonly over: boolean
}

/** The load after children of these kinds come and go. */
const loadAfter = (
  { weights }: Pick<CaseloadPolicy, 'weights'>,
  load: Load,
  { comes = [], goes = [] }: { readonly comes?: readonly WorkKind[]; readonly goes?: readonly WorkKind[] },
): Pick<Load, 'children' | 'weight' | 'allowed' | 'threshold'> => {
  const sum = (kinds: readonly WorkKind[]) => kinds.reduce((total, kind) => total + weights[kind], 0)
  return {
    children: load.children + comes.length - goes.length,
    weight: Math.round((load.weight + sum(comes) - sum(goes)) * 10) / 10,
    allowed: load.allowed,
    threshold: load.threshold,
  }
}

const whyOver = (load: Load, after: ReturnType<typeof loadAfter>): string => {
  const above =
    after.threshold !== null && after.children > after.threshold
      ? `${numberInWords(after.children)} children, above the threshold of ${numberInWords(after.threshold)}`
      : ''
  return [limitsInWords(load), above].filter(words => words !== '').join('; ')
}

/** The effect on a worker in words and numbers. */
export const effectOn = (
  policy: Pick<CaseloadPolicy, 'weights'>,
  load: Load,
  change: Parameters<typeof loadAfter>[2],
): Effect => {
  const after = loadAfter(policy, load, change)
  const over = (roomOf(after) ?? 0) < 0
  const why = over ? whyOver(load, after) : limitsInWords(load)
  const room = after.allowed === null ? 'no threshold is set' : roomInWords(after)
  return {
    name: load.name,
    childrenNow: load.children,
    childrenAfter: after.children,
    weightNow: numberInWords(load.weight),
    weightAfter: numberInWords(after.weight),
    allowed: load.allowed === null ? '' : numberInWords(load.allowed),
    after: why === '' ? room : `${room}: ${why}`,
    over,
  }
}
