import { extent } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { numberInWords } from '../templates.ts'
import type { Markup } from '../templates.ts'
import { element, picture, rounded } from './svg.ts'

const [width, height, margin] = [120, 28, 4]

/** A line the height of a line of text. The number itself, and the table, must stand beside it. */
export const sparkline = (title: string, values: readonly (number | null)[], say = numberInWords): Markup => {
  const known = values.filter(value => value !== null)
  const [least = 0, most = 1] = extent(known)
  const x = scaleLinear([0, Math.max(1, values.length - 1)], [margin, width - margin])
  const y = scaleLinear([least, most === least ? least + 1 : most], [height - margin, margin])
  const path = line<number | null>()
    .defined(value => value !== null)
    .x((_, index) => rounded(x(index)))
    .y(value => rounded(y(value ?? 0)))
  const last = values.findLastIndex(value => value !== null)
  const [first, end] = [known[0], known.at(-1)]
  const description = first === undefined || end === undefined ? 'No figures.' : `From ${say(first)} to ${say(end)}.`
  const content =
    end === undefined
      ? ''
      : element('path', { class: 'rh-chart__line rh-chart__line--0', d: path([...values]) ?? '' }) +
        element('circle', { class: 'rh-chart__dot rh-chart__dot--0', cx: x(last), cy: y(end), r: 3 })
  return picture({ title, description, width, height, className: 'rh-chart--spark' }, content)
}
