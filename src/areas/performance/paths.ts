import { key, path, paths as common } from '../../web/index.ts'

/** The pages of figures. */
export const paths = {
  compendium: common.figures,
  figure: common.figure,
  seriesFile: path('/figures/:figure/series.csv', { figure: key }),
  rowsFile: path('/figures/:figure/rows.csv', { figure: key }),
  report: path('/report'),
}
