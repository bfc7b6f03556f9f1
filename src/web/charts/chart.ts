import type { Markup } from '../templates.ts'

/** A chart for its macro: the picture, and the same as a table that stands beside it. */
export type ChartView = {
  readonly title: string
  readonly svg: Markup
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}
