import { addDays } from '../src/calendar/index.ts'
import { england, noPolicy, replay } from '../src/journey/index.ts'
import type { AnyStep, Recording } from '../src/journey/index.ts'
import { occurrenceOf } from '../src/journey/reckoning/testing.ts'
import { percentile, rounds } from './bench.ts'
import type { MachineBench } from './bench.ts'

type StepName = keyof typeof england.steps

const children = 1000
const entries = 40

/** From a first contact to care: forty entries about one child, recorded as they happened. */
const childhood = (): readonly Recording[] => {
  const recordings: Recording[] = []
  let day = '2019-01-07'
  const record = (step: StepName, outcome: string, answers: Readonly<Record<string, unknown>>, days = 9) => {
    day = addDays(day, days)
    const { fields }: AnyStep = england.steps[step]
    const dated = Object.fromEntries(
      Object.entries(fields)
        .filter(([, field]) => field.kind === 'date' && field.required)
        .map(([name]) => [name, day]),
    )
    const entry = recordings.length + 1
    const occurrence = occurrenceOf(entry, step, outcome, { ...dated, ...answers }, entry === 1 ? null : entry - 1)
    recordings.push({ at: `${day}T12:00:00.000Z`, occurrence })
  }
  record('contact', 'assessmentService', { source: 'police' }, 0)
  record('referral', 'assessment', { source: 'police' }, 1)
  record('allocation', 'socialWorker', { worker: 1, team: 'assessment' }, 1)
  record('childAndFamilyAssessment', 'childInNeedPlan', {}, 40)
  record('childInNeedPlan', 'agreed', {})
  for (let visit = 0; visit < 4; visit += 1) record('childInNeedVisit', 'seen', { mode: 'faceToFace' }, 28)
  record('strategyDiscussion', 'section47', {})
  record('section47Enquiry', 'conference', {})
  record('initialConference', 'plan', { category: 'NEG' })
  for (let visit = 0; visit < 8; visit += 1) record('childProtectionVisit', 'seen', { mode: 'faceToFace' }, 10)
  record('coreGroup', 'held', {})
  record('reviewConference', 'continues', {})
  record('becomingLookedAfter', 'started', { legalStatus: 'C1', placementType: 'U6', unaccompanied: false })
  while (recordings.length < entries - 3) record('lookedAfterVisit', 'seen', { mode: 'faceToFace' }, 35)
  record('lookedAfterReview', 'continues', {})
  record('legalStatusChange', 'changed', { legalStatus: 'C2' })
  record('placementChange', 'moved', { placementType: 'U4' })
  return recordings
}

/** How fast a child's episodes and duties, and all that was ever known of them, are reckoned. */
export const journeyBench: MachineBench = {
  name: 'journey',
  run: async () => {
    const rules = { pathway: england, policy: noPolicy }
    const inOrder = childhood()
    const late = [
      ...inOrder.slice(0, -1).filter((_, index) => index !== 20),
      ...inOrder.slice(-1),
      ...inOrder.slice(20, 21),
    ]
    const replayAll = (recordings: readonly Recording[]) =>
      rounds(10, () => {
        for (let child = 0; child < children; child += 1) replay(rules, recordings)
        return Promise.resolve()
      })
    return [
      {
        title: `${children} children of ${inOrder.length} entries, in order`,
        value: percentile(await replayAll(inOrder), 0.5),
        unit: 'ms',
        atMost: 200,
      },
      {
        title: 'the same, one entry of each recorded late',
        value: percentile(await replayAll(late), 0.5),
        unit: 'ms',
      },
    ]
  },
}
