import { monthOf } from '../../../calendar/index.ts'
import type { Period } from '../../../calendar/index.ts'
import type { Figure } from './figure.ts'
import { periodInWords } from './in-words.ts'

const during = ({ measure }: Figure, when: Period): string =>
  measure.over === 'stock'
    ? `on ${periodInWords({ from: when.to, to: when.to })}`
    : `${monthOf(when.to).from === when.from ? 'in' : 'from'} ${periodInWords(when)}`

/** What a figure counts, in plain words: what its measure does, and how the figure is read from it where that is otherwise. */
export const definitionOf = (figure: Figure): string => {
  const { measure, how } = figure
  if (how.riseOn !== undefined) {
    const times = how.riseOn.map(when => during(figure, when)).join(' and ')
    return how.riseOn.length > 1
      ? `${measure.definition} How many more there were than on the average of those ${times}, in percent of that average.`
      : `${measure.definition} How many more there were than ${times}, in percent of those.`
  }
  return how.taken === 'rate' && measure.taken !== 'rate'
    ? `${measure.definition} Per 10,000 children under 18 by the national estimate for the latest 30 June by then.`
    : measure.definition
}
