import { key, path, paths as common, wholeNumber } from '../../web/index.ts'

const worker = { worker: wholeNumber }
const draft = { draft: wholeNumber }

/** The pages of supervision and oversight. A worker, a child and a record are numbers in them. */
export const paths = {
  overview: common.supervision,
  team: path('/supervision/teams/:team', { team: key }),
  worker: path('/supervision/workers/:worker', worker),
  agenda: path('/supervision/workers/:worker/agenda', worker),
  record: path('/supervision/workers/:worker/record', worker),
  draft: common.supervisionDraft,
  discard: path('/supervision/drafts/:draft/discard', draft),
  supervision: path('/supervision/records/:entry', { entry: wholeNumber }),
  decisions: path('/supervision/decisions'),
  drift: path('/supervision/drift'),
  oversight: path('/supervision/children/:child/oversight', { child: wholeNumber }),
  ofChild: common.supervisionOfChild,
}
