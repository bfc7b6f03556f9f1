import type { Asked, Fragment } from '../rows/asked.ts'
import { stockOf } from '../rows/episodes.ts'

/** Children looked after: under 18, whatever the record says of when it ended. */
export const inCare = (asked: Asked): Fragment => stockOf('lookedAfter', asked, { underAge: 18 })
