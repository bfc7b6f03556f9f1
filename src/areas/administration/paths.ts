import { path, paths as shared } from '../../web/index.ts'

/** The pages of administration. */
export const paths = {
  ...shared,
  findPerson: path('/sign-in/find'),
  roles: path('/roles'),
  accessLog: path('/access-log'),
  organisation: path('/organisation'),
  clock: path('/clock'),
}
