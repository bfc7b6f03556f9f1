import { plainPage } from '../../council/entrance.ts'
import { key, path, wholeNumber } from '../../web/path.ts'
import { paths } from '../../web/paths.ts'

/** The pages of the public entrance. No address says anything of whoever is on it. */
export const own = {
  danger: paths.help,
  now: path('/help/now'),
  before: path('/help/before'),
  stayingSafe: path('/help/privacy'),
  begin: path('/help/begin'),
  who: path('/help/who'),
  kind: path('/help/kind'),
  children: path('/help/children'),
  newChild: path('/help/children/add'),
  newBaby: path('/help/children/add-unborn'),
  child: path('/help/children/:place', { place: wholeNumber }),
  removeChild: path('/help/children/:place/remove', { place: wholeNumber }),
  question: path('/help/questions/:page', { page: key }),
  files: path('/help/files'),
  addFile: path('/help/files/add'),
  removeFile: path('/help/files/:file/remove', { file: wholeNumber }),
  check: path('/help/check'),
  send: path('/help/send'),
  sent: path('/help/sent'),
  keep: path('/help/save'),
  goOn: path('/help/continue'),
  goOnWith: path('/help/continue/:code', { code: key }),
  drop: path('/help/delete'),
  plain: path(plainPage),
}
