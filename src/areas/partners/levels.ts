import { levelInWords, levelsOfNeed } from '../../door/levels-of-need.ts'
import type { LevelKey } from '../../door/levels-of-need.ts'
import { needs } from '../../door/questions/index.ts'
import type { Need } from '../../door/questions/index.ts'
import type { Answer } from '../../web/index.ts'
import { partnerPage, partnerRoute } from './partner-route.ts'
import type { AskedByPartner } from './partner-route.ts'
import { paths } from './paths.ts'

const levelKeys = Object.keys(levelsOfNeed) as LevelKey[]

/** A level as a page shows it: with an example for each area of life. */
export const levelView = (level: LevelKey) => {
  const { examples, ...rest } = levelsOfNeed[level]
  return {
    ...rest,
    key: level,
    title: levelInWords(level),
    examples: (Object.keys(needs) as Need[]).map(need => ({ area: needs[need], words: examples[need] })),
  }
}

/** The four levels, in their order. */
export const levelViews = () => levelKeys.map(levelView)

const show = (asked: AskedByPartner): Answer =>
  partnerPage(asked, 'levels', 'areas/partners/levels.njk', {
    title: 'Levels of need',
    levels: levelViews(),
    council: asked.council?.name ?? 'the council',
    paths: { begin: paths.begin(), consultation: paths.consultation() },
  })

/** What the four levels of need mean. */
export const levelRoutes = [partnerRoute({ method: 'GET', path: paths.levels, audit: 'levels of need', answer: show })]
