import { key, path, wholeNumber } from './path.ts'

/** The pages that more than one room links to. An area's other paths stand in the area. */
export const paths = {
  home: path('/'),
  signIn: path('/sign-in'),
  signOut: path('/sign-out'),
  openWithReason: path('/open-with-reason'),
  search: path('/search'),
  child: path('/children/:child', { child: wholeNumber }),
  entry: path('/children/:child/entries/:entry', { child: wholeNumber, entry: wholeNumber }),
  recordStep: path('/children/:child/record/:step', { child: wholeNumber, step: key }),
  frontDoor: path('/front-door'),
  newChild: path('/front-door/new-child'),
  worker: path('/workers/:worker', { worker: wholeNumber }),
  supervision: path('/supervision'),
  supervisionDraft: path('/supervision/drafts/:draft', { draft: wholeNumber }),
  supervisionOfChild: path('/supervision/children/:child', { child: wholeNumber }),
  figures: path('/figures'),
  caseloads: path('/caseloads'),
  teamCaseload: path('/caseloads/teams/:team', { team: key }),
  myCaseload: path('/caseloads/mine'),
  waiting: path('/caseloads/waiting'),
  transfers: path('/caseloads/transfers'),
  figure: path('/figures/:figure', { figure: key }),
  report: path('/report'),
  clock: path('/clock'),
  health: path('/health'),
}
