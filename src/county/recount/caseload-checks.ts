import * as caseloads from '../../areas/performance/measures/caseloads.ts'
import type { Tally } from '../../areas/performance/counting/tally.ts'
import type { Controls } from '../controls/index.ts'
import { exactly, near, mean, on } from './check.ts'
import type { Check } from './check.ts'

/** Below so many assessment workers a county is too small for caseloads to spread as they do in a whole one. */
const enoughWorkers = 20

/** So much smaller than stated may the share of those be who hold 25 to 30. */
const shareGive = 0.05

export const caseloadChecks = ({ caseloads: given, county }: Controls): readonly Check[] => {
  if (given.assessment.workers < enoughWorkers) return []
  const when = on(given.on)
  const between = (least: number, most: number) => (tally: Tally) =>
    tally.counted >= least && tally.counted <= most
      ? undefined
      : `from ${least} to ${most} workers are wanted, and ${tally.counted} were counted.`
  const { assessment: assessing, careLeaverAdvisers: advisers, others } = given
  return [
    { control: 'caseloads.average', measure: caseloads.averageCaseload, when, wrong: near(mean, given.average, 0.5) },
    {
      control: 'caseloads.assessment.from25to30',
      measure: caseloads.assessmentCaseload25to30,
      when,
      wrong: between(Math.round(assessing.workers * (assessing.from25to30 - shareGive)), assessing.workers),
    },
    {
      control: 'caseloads.assessment.from35',
      measure: caseloads.assessmentCaseload35orMore,
      when,
      wrong: between(Math.round((assessing.from35 * assessing.workers) / 2), assessing.from35 * assessing.workers * 3),
    },
    {
      control: 'caseloads.assessment.highest',
      measure: caseloads.assessmentCaseloadOver40,
      when,
      wrong: near(({ highest }) => highest ?? 0, assessing.highest, 1),
    },
    // Only one stands out as far as that.
    {
      control: 'caseloads.assessment.highest',
      measure: caseloads.assessmentCaseloadOver40,
      when,
      wrong: exactly('counted', assessing.highest > 40 ? 1 : 0),
    },
    {
      control: 'caseloads.others',
      measure: caseloads.protectionAndCareCaseloadOver15,
      when,
      wrong: between(1, Math.ceil(others.workers * 0.08)),
    },
    {
      control: 'caseloads.careLeaverAdvisers.mean',
      measure: caseloads.adviserCaseload,
      when,
      wrong: near(mean, advisers.mean, 0.5),
    },
    {
      control: 'caseloads.careLeaverAdvisers.highest',
      measure: caseloads.adviserCaseloadHighest,
      when,
      wrong: tally =>
        tally.highest === advisers.highest
          ? undefined
          : `${advisers.highest} is wanted, and ${tally.highest ?? 0} was counted.`,
    },
    ...Object.entries(given.perSocialWorker)
      .filter(([day]) => day >= county.recordsFrom && day <= county.lastDay)
      .map(([day, average]): Check => ({
        control: 'caseloads.perSocialWorker',
        measure: caseloads.casesPerSocialWorker,
        when: on(day),
        wrong: near(mean, average, 0.5),
      })),
  ]
}
