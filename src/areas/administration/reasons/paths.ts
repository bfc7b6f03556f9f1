import { path, paths as shared, wholeNumber } from '../../../web/index.ts'

/** The pages of records that were opened with a reason. */
export const paths = {
  ...shared,
  reason: path('/reasons/:look', { look: wholeNumber }),
}
