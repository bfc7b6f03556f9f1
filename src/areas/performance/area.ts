import { area, route } from '../../web/index.ts'
import type { Permission } from '../../web/index.ts'
import { showCompendium } from './pages/compendium.ts'
import { sendRows, sendSeries } from './pages/measure-files.ts'
import { showMeasure } from './pages/measure.ts'
import { showReport } from './pages/report.ts'
import { paths } from './paths.ts'

/** Every part sees figures: down to their children, or published ones with small numbers withheld (the role matrix). */
const seesFigures: Permission = () => true

/** The measures, their figures, and the report's figures beside the counted ones. */
export const performance = area({
  name: 'Performance',
  navigation: [{ text: 'Figures', to: paths.compendium(), permission: seesFigures }],
  routes: [
    route({
      method: 'GET',
      path: paths.compendium,
      permission: seesFigures,
      audit: 'figures',
      answer: showCompendium,
    }),
    route({
      method: 'GET',
      path: paths.figure,
      permission: seesFigures,
      audit: 'figure',
      answer: asked => showMeasure(asked, asked.params.figure),
    }),
    route({
      method: 'GET',
      path: paths.seriesFile,
      permission: seesFigures,
      audit: 'figure as a file',
      answer: asked => sendSeries(asked, asked.params.figure),
    }),
    route({
      method: 'GET',
      path: paths.rowsFile,
      permission: seesFigures,
      audit: 'figure’s rows as a file',
      answer: asked => sendRows(asked, asked.params.figure),
    }),
    route({
      method: 'GET',
      path: paths.report,
      permission: seesFigures,
      audit: 'report’s figures',
      answer: showReport,
    }),
  ],
})
