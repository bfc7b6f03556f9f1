import { path, wholeNumber } from '../../../web/index.ts'

const organisation = { partner: wholeNumber }
const person = { partner: wholeNumber, person: wholeNumber }

/** The pages about organisations that work with the county, and their people. */
export const paths = {
  list: path('/organisations'),
  find: path('/organisations/find'),
  add: path('/organisations/new'),
  one: path('/organisations/:partner', organisation),
  change: path('/organisations/:partner/change', organisation),
  end: path('/organisations/:partner/end', organisation),
  takeBackEnd: path('/organisations/:partner/take-back-end', organisation),
  addPerson: path('/organisations/:partner/people/new', organisation),
  changePerson: path('/organisations/:partner/people/:person/change', person),
  endPerson: path('/organisations/:partner/people/:person/end', person),
  takeBackEndOfPerson: path('/organisations/:partner/people/:person/take-back-end', person),
  unlinkAccount: path('/organisations/:partner/people/:person/unlink', person),
}
