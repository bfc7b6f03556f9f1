import { inWords } from '../calendar/index.ts'
import type { AnyStep, Rules, StoredAnswers } from '../journey/index.ts'
import { refuse } from './refusal.ts'
import { begunBy } from './standings.ts'
import type { Period, Standing } from './standings.ts'

/** What an entry says that the law has a say in. */
export type Said = { readonly answers: StoredAnswers; readonly outcome: string; readonly happenedOn: string }

/** An entry's saying, how the child stood when it happened, and the later period into which what it begins would run. */
export type Asked = { readonly said: Said; readonly standing: Standing; readonly into: Period | undefined }

/** What speaks against an entry: `rule` says by which rule, so that two sayings of one entry can be compared. */
type Wrong = { readonly rule: string; readonly kind: 'againstTheLaw' | 'alreadyOpen'; readonly words: string }

/** What the law forbids about it, naming the law, guard by guard. */
const forbidden = (step: AnyStep, { said, standing }: Asked): readonly Wrong[] =>
  (step.guards ?? []).flatMap((guard, index) => {
    const wrong = guard.refuses({ ...said, bornOn: standing.bornOn, openEpisodes: standing.open })
    return wrong === undefined
      ? []
      : [{ rule: `guard ${index}`, kind: 'againstTheLaw', words: `${wrong} (${guard.law})` }]
  })

const outsidePeriods = (rules: Rules, step: AnyStep, { said, standing }: Asked): readonly Wrong[] =>
  (step.outcomes[said.outcome]?.changes ?? []).flatMap(kind => {
    const inside = rules.pathway.episodes[kind]?.inside
    if (inside === undefined || standing.open.some(each => each.kind === inside)) return []
    const outer = rules.pathway.episodes[inside]?.title ?? inside
    const words = `The record does not say that this period was running on ${inWords(said.happenedOn)}: ${outer}. Record first how it began, or choose another step.`
    return [{ rule: `inside ${kind}`, kind: 'againstTheLaw', words }]
  })

/** Why there cannot be another period beside one that stood on the day, in words. */
const besideAnother = (title: string, { startedOn, endedOn }: Period): string =>
  endedOn === null
    ? `${title} has been open since ${inWords(startedOn)}. End that first, or choose another outcome.`
    : `${title} was open on this day already: it began on ${inWords(startedOn)} and ended on ${inWords(endedOn)}. Choose another outcome, or mend the date.`

const oneAtATime = (rules: Rules, step: AnyStep, { said, standing, into }: Asked): readonly Wrong[] => {
  const outcome = step.outcomes[said.outcome]
  const closes = outcome?.closes ?? []
  return begunBy(outcome, standing).flatMap(kind => {
    const declared = rules.pathway.episodes[kind]
    if (declared?.oneAtATime !== true || closes.includes(kind)) return []
    const stands = standing.open.find(each => each.kind === kind)
    const words =
      stands !== undefined
        ? besideAnother(declared.title, stands)
        : into?.kind === kind
          ? `${declared.title} has another beginning, on ${inWords(into.startedOn)}, and there is one at a time. Record first how the earlier one ended, or choose another outcome.`
          : undefined
    return words === undefined ? [] : [{ rule: `one ${kind}`, kind: 'alreadyOpen', words }]
  })
}

const besidesTheLaw = (rules: Rules, step: AnyStep, asked: Asked): readonly Wrong[] => [
  ...outsidePeriods(rules, step, asked),
  ...oneAtATime(rules, step, asked),
]

/**
 * Refuses what the law forbids for a child as it stood on the day, naming the law, and a second period of a kind that may
 * be had once at a time.
 */
export const demandLawful = (rules: Rules, step: AnyStep, asked: Asked): void => {
  const [wrong] = [...forbidden(step, asked), ...besidesTheLaw(rules, step, asked)]
  if (wrong !== undefined) refuse(wrong.kind, wrong.words)
}

/**
 * Refuses a correction that breaks what stands did not break, each asked of the day that it names: a slip of the pen can
 * be mended in an entry that a birth recorded later has made impossible.
 */
export const demandLawfulCorrection = (
  rules: Rules,
  step: AnyStep,
  { before, after }: { readonly before: Asked; readonly after: Asked },
): void => {
  const isElsewhere = after.said.outcome !== before.said.outcome || after.said.happenedOn !== before.said.happenedOn
  const wrongs = (asked: Asked) => [
    ...forbidden(step, asked),
    ...(isElsewhere ? besidesTheLaw(rules, step, asked) : []),
  ]
  const already = wrongs(before)
  const wrong = wrongs(after).find(({ rule }) => !already.some(each => each.rule === rule))
  if (wrong !== undefined) refuse(wrong.kind, wrong.words)
}
