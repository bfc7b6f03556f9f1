import { inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { targetOn } from '../../../council/index.ts'
import type { Target } from '../../../council/index.ts'
import { standingInWords } from '../figures/targets.ts'
import type { Measure } from '../measure.ts'

const polarityWords: Readonly<Record<Measure['polarity'], string>> = {
  higher: 'Higher is better',
  lower: 'Lower is better',
  neither: 'Neither higher nor lower is better by itself',
}

/** What a measure is, for whoever reads its figure. */
export const aboutMeasure = (measure: Measure) => [
  { key: { text: 'Definition' }, value: { text: measure.definition } },
  { key: { text: 'Where it comes from' }, value: { text: measure.source } },
  { key: { text: 'Which way is better' }, value: { text: polarityWords[measure.polarity] } },
]

/** What the council wants of a measure on a day, since when and why, and how a value stands to it. */
export const targetView = (targets: readonly Target[], measure: Measure, day: CivilDate, value: number | null) => {
  const target = targetOn(targets, measure.id, day)
  return target === undefined
    ? undefined
    : { words: standingInWords(target, value, measure.unit), since: inWords(target.from), basis: target.basis }
}
