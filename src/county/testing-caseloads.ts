import { caseloadFigures } from '../areas/caseloads/loads/figures.ts'
import { caseloadsOn } from '../areas/caseloads/loads/load.ts'
import { count } from '../areas/performance/counting/count.ts'
import * as measures from '../areas/performance/measures/caseloads.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import type { Database } from '../store/index.ts'

/** What one of the figures of caseloads is on a day, by its measure and by the pages of caseloads. */
export type CountedTwice = {
  readonly figure: string
  readonly measured: readonly (number | null)[]
  readonly shown: readonly (number | null)[]
}

/** Every figure of caseloads on a day, as known at an instant, counted both ways: they must be the same. */
export const countedTwice = async (
  { sql }: Pick<Database, 'sql'>,
  on: CivilDate,
  known: Instant,
  present = false,
): Promise<readonly CountedTwice[]> => {
  const { loads } = await caseloadsOn(sql, { on, known, knownOn: present ? undefined : known.slice(0, 10), present })
  const shown = new Map(caseloadFigures(loads).map(({ figure, value, of }) => [figure, { value, of }]))
  const twice: CountedTwice[] = []
  for (const measure of Object.values(measures)) {
    const [tally] = await count(sql, measure, [{ from: on, to: on }], known)
    const { value = null, of } = shown.get(measure.id) ?? {}
    const rows = tally?.rows ?? 0
    const whole =
      measure.taken === 'counted'
        ? (tally?.counted ?? 0)
        : measure.taken === 'highest'
          ? (tally?.highest ?? null)
          : rows === 0
            ? null
            : (tally?.sum ?? 0) / rows
    twice.push({
      figure: measure.id,
      measured: measure.taken === 'counted' ? [whole, rows] : [whole],
      shown: of === undefined ? [value] : [value, of],
    })
  }
  return twice
}
