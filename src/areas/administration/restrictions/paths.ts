import { path, paths as shared, wholeNumber } from '../../../web/index.ts'

const one = { restriction: wholeNumber }

/** The pages on which children are restricted and their keepers named. */
export const paths = {
  ...shared,
  restrictions: path('/restrictions'),
  findChild: path('/restrictions/new'),
  restrict: path('/restrictions/new/:child', { child: wholeNumber }),
  restriction: path('/restrictions/:restriction', one),
  nameKeeper: path('/restrictions/:restriction/keepers', one),
  endKeeper: path('/restrictions/:restriction/keepers/end', one),
  endRestriction: path('/restrictions/:restriction/end', one),
}
