import { alarmPatterns } from './alarm-patterns.ts'
import type { AlarmKind } from './alarm-patterns.ts'
import type { RequestAsSent, RequestKind } from './request.ts'

/** Words of danger in what somebody wrote, as they stand there, and what they may mean. */
export type Alarm = { readonly kind: AlarmKind; readonly words: string }

/** Curly apostrophes are typed by phones and plain ones by everything else. */
const plain = (text: string): string => text.replaceAll(/[’‘`]/g, "'")

/**
 * The words of danger in a text, in the order in which they stand. It finds more than there is and never all there is:
 * it only makes somebody read sooner, and nothing may wait for it.
 */
export const alarmsIn = (text: string): readonly Alarm[] => {
  const told = plain(text)
  const found = Object.entries(alarmPatterns).flatMap(([kind, patterns]) =>
    patterns.flatMap(pattern =>
      [...told.matchAll(pattern)].map(match => ({
        kind: kind as AlarmKind,
        at: match.index,
        words: text.slice(match.index, match.index + match[0].length).trim(),
      })),
    ),
  )
  const inOrder = found.toSorted((one, other) => one.at - other.at || other.words.length - one.words.length)
  const seen = new Set<string>()
  return inOrder.flatMap(({ kind, words }) => {
    const known = `${kind} ${words.toLowerCase()}`
    if (seen.has(known)) return []
    seen.add(known)
    return [{ kind, words }]
  })
}

const textsWithin = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsWithin)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsWithin) : []
}

/** The words of danger in a whole request, whichever question they answer. */
export const alarmsOf = (sent: Pick<RequestAsSent, 'answers' | 'children'>): readonly Alarm[] =>
  alarmsIn([...textsWithin(sent.answers), ...sent.children.flatMap(child => textsWithin(child.answers))].join('\n\n'))

/** What whoever sent it said of danger itself: the child is not safe now, or has hurt themself. */
export const saysDanger = (answers: RequestAsSent['answers']): boolean =>
  answers.safeNow === 'no' || answers.hurtThemself === 'yes'

type Told = {
  readonly kind: RequestKind
  readonly alarms: readonly string[]
  readonly answers: RequestAsSent['answers']
}

/** How a request is read by whoever decides: suspected harm that was typed into a request for support is a concern. */
export const readAs = ({ kind, alarms, answers }: Told): RequestKind =>
  kind === 'support' && (alarms.length > 0 || saysDanger(answers)) ? 'concern' : kind
