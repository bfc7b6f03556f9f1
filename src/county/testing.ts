import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Preparation } from '../store/testing.ts'
import { buildCounty } from './build.ts'
import type { CountyPlan } from './build.ts'
import { defaultControls } from './controls/index.ts'

/** The plan of the county that tests share: a twentieth of the default one. */
export const smallCountyPlan: CountyPlan = { controls: defaultControls, seed: 1, scale: 0.05 }

/** Whatever a county is made of may change it: other sources or packages are another county. */
const sourcesKey = (): string => {
  const hash = createHash('sha256')
  const cwd = join(import.meta.dirname, '../..')
  const isTest = (name: string): boolean => name.endsWith('.test.ts')
  for (const name of globSync(['src/**/*.ts', 'package-lock.json'], { cwd }).sort())
    if (!isTest(name)) hash.update(name).update(readFileSync(join(cwd, name)))
  return hash.digest('hex').slice(0, 12)
}

/** The small county, built once for all files of tests that ask for it. */
export const smallCounty: Preparation = {
  name: 'small_county',
  key: sourcesKey(),
  prepare: database => buildCounty(database, smallCountyPlan),
}
