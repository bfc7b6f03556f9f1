import { key, path, paths as shared, wholeNumber } from '../../web/index.ts'

/** The pages of caseloads. A child and a worker are numbers there. */
export const paths = {
  ...shared,
  team: path('/caseloads/teams/:team', { team: key }),
  worker: path('/caseloads/workers/:worker', { worker: wholeNumber }),
  place: path('/caseloads/place/:act', { act: key }),
  transfer: path('/caseloads/transfers/:request', { request: wholeNumber }),
}
