import { key, path, paths as shared, wholeNumber } from '../../web/index.ts'

/** The pages of people of other organisations, and the page about them for staff. */
export const paths = {
  frontDoor: shared.frontDoor,
  home: path('/professionals'),
  signIn: path('/professionals/sign-in'),
  beginSignIn: path('/professionals/sign-in/begin'),
  signInCallback: path('/professionals/sign-in/callback'),
  signOut: path('/professionals/sign-out'),
  signedOut: path('/professionals/signed-out'),
  signOutAtProvider: path('/professionals/signed-out/provider'),
  request: path('/professionals/requests/:reference', { reference: key }),
  levels: path('/professionals/levels'),
  begin: path('/professionals/new'),
  formPage: path('/professionals/new/:page', { page: key }),
  child: path('/professionals/new/children/:place', { place: wholeNumber }),
  removeChild: path('/professionals/new/children/:place/remove', { place: wholeNumber }),
  files: path('/professionals/new/files'),
  addFile: path('/professionals/new/files/add'),
  removeFile: path('/professionals/new/files/:file/remove', { file: wholeNumber }),
  discard: path('/professionals/discard'),
  consultation: path('/professionals/consultation'),
  enquiry: path('/professionals/enquiries/:enquiry', { enquiry: wholeNumber }),
  feedback: path('/professionals/feedback'),
  staff: path('/front-door/partners'),
  staffCsv: path('/front-door/partners.csv'),
}
