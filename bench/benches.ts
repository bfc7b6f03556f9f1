import type { CountyBench, MachineBench } from './bench.ts'
import { caseloadsBench } from './caseloads.ts'
import { entranceBench } from './entrance.ts'
import { jobsBench } from './jobs.ts'
import { journeyBench } from './journey.ts'
import { matchingBench } from './matching.ts'
import { measuresBench } from './measures.ts'
import { pagesBench } from './pages.ts'
import { returnsBench } from './returns.ts'
import { storeBench } from './store.ts'

/** What is measured once on this machine. */
export const machineBenches: readonly MachineBench[] = [
  storeBench,
  journeyBench,
  returnsBench,
  matchingBench,
  entranceBench,
]

/** What is measured on the simulated county, at scale 1 and at scale 4 side by side. */
export const countyBenches: readonly CountyBench[] = [pagesBench, caseloadsBench, measuresBench, jobsBench]
