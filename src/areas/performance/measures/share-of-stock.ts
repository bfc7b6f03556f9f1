import { sql } from 'kysely'
import { measure } from '../measure.ts'
import type { Measure, Share } from '../measure.ts'
import type { Asked } from '../rows/asked.ts'
import { pieces } from '../rows/episodes.ts'
import { stockRows } from '../rows/row.ts'

/** Declares a measure of children in stock of whom something holds: its rows are their periods, cut by whether it does. */
export const shareOfStock = (
  declared: Omit<Measure, 'over' | 'taken' | 'thing' | 'unit' | 'rows'> & { readonly share: (asked: Asked) => Share },
): Measure =>
  measure({
    ...declared,
    over: 'stock',
    taken: 'share',
    thing: 'child',
    unit: 'percent',
    rows: asked =>
      stockRows(asked, {
        child: sql`e.child`,
        identity: sql`e.identity`,
        started: sql`e.started`,
        ended: sql`e.ended`,
        counted: sql`e.counted`,
        of: sql`${pieces(declared.share(asked))} e`,
      }),
  })
