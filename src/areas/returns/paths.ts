import { key, path } from '../../web/index.ts'

/** The pages of returns. */
export const paths = {
  check: path('/returns'),
  rules: path('/returns/rules'),
  rule: path('/returns/rules/:return/:year/:code', { return: key, year: key, code: key }),
}
