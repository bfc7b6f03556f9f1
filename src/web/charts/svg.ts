import { escaped, markup } from '../templates.ts'
import type { Markup } from '../templates.ts'

type Attributes = Readonly<Record<string, string | number | undefined>>

/** An element of SVG: its attributes escaped, its content as given. */
export const element = (name: string, attributes: Attributes, ...content: readonly string[]): string => {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(typeof value === 'number' ? rounded(value) : (value ?? ''))}"`)
    .join('')
  return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join('')}</${name}>`
}

/** Coordinates to a tenth: finer is not seen, and makes pages long. */
export const rounded = (value: number): number => Math.round(value * 10) / 10

/** Words at a place. */
export const words = (text: string | number, attributes: Attributes): string =>
  element('text', attributes, escaped(text))

export type Drawing = {
  readonly title: string
  /** What the picture shows, for who does not see it: the first and the last, the highest, what is notable. */
  readonly description: string
  readonly width: number
  readonly height: number
  readonly className: string
  /** Whether it keeps its own size, however narrow the page, and is scrolled in its frame. */
  readonly natural?: boolean
  /** Whether parts of it can be reached by keyboard: then it is a group, else one picture. */
  readonly interactive?: boolean
}

/** A whole picture with its title and description. */
export const picture = (
  { title, description, width, height, className, natural, interactive }: Drawing,
  content: string,
): Markup => {
  return markup(
    element(
      'svg',
      {
        class: `rh-chart ${natural === true ? 'rh-chart--natural ' : ''}${className}`,
        ...(natural === true ? { width, height } : {}),
        viewBox: `0 0 ${width} ${height}`,
        role: interactive === true ? 'group' : 'img',
        'aria-label': title,
        focusable: 'false',
      },
      element('title', {}, escaped(title)),
      element('desc', {}, escaped(description)),
      content,
    ),
  )
}

/** About how wide a text is, in the units of a chart whose type is 14 high. */
export const widthOf = (text: string): number => text.length * 8

/** Labels moved apart so that none lies on another, in their order, between a top and a bottom. */
export const apart = (wanted: readonly number[], gap: number, top: number, bottom: number): readonly number[] => {
  const order = wanted.map((y, index) => ({ y, index })).sort((one, other) => one.y - other.y)
  const placed: number[] = []
  for (const { y } of order) placed.push(Math.max(y, (placed.at(-1) ?? top - gap) + gap))
  let floor = bottom
  for (let index = placed.length - 1; index >= 0; index -= 1) {
    placed[index] = Math.min(placed[index] ?? floor, floor)
    floor = (placed[index] ?? floor) - gap
  }
  const result: number[] = []
  for (const [place, { index }] of order.entries()) result[index] = placed[place] ?? 0
  return result
}
