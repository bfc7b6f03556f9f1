import { key, path, wholeNumber } from '../../web/path.ts'

const child = { child: wholeNumber }
const worker = { worker: wholeNumber }

/** The pages of casework. None has personal data in its address: a child is a number there. */
export const paths = {
  home: path('/'),
  search: path('/search'),
  child: path('/children/:child', child),
  tonight: path('/children/:child/tonight', child),
  sayWhy: path('/children/:child/reason', child),
  story: path('/children/:child/story', child),
  chronology: path('/children/:child/chronology', child),
  entry: path('/children/:child/entries/:entry', { ...child, entry: wholeNumber }),
  plans: path('/children/:child/plans', child),
  health: path('/children/:child/education-and-health', child),
  people: path('/children/:child/people', child),
  correctFacts: path('/children/:child/people/correct', child),
  addRelative: path('/children/:child/people/relative', child),
  linkIdentities: path('/children/:child/people/link', child),
  endRelative: path('/children/:child/people/relatives/:relationship/end', { ...child, relationship: wholeNumber }),
  move: path('/children/:child/people/move', child),
  identify: path('/children/:child/people/identifier', child),
  looks: path('/children/:child/looks', child),
  record: path('/children/:child/record/:step', { ...child, step: key }),
  draft: path('/drafts/:draft', { draft: wholeNumber }),
  checkDraft: path('/drafts/:draft/check', { draft: wholeNumber }),
  completeDraft: path('/drafts/:draft/complete', { draft: wholeNumber }),
  discardDraft: path('/drafts/:draft/discard', { draft: wholeNumber }),
  correct: path('/children/:child/entries/:entry/correct', { ...child, entry: wholeNumber }),
  withdraw: path('/children/:child/entries/:entry/withdraw', { ...child, entry: wholeNumber }),
  work: path('/work'),
  worker: path('/workers/:worker', worker),
  calendar: path('/workers/:worker/calendar', worker),
  calendarFile: path('/my-calendar.ics'),
  absences: path('/workers/:worker/absences', worker),
  changeAbsence: path('/workers/:worker/absences/:absence', { ...worker, absence: wholeNumber }),
  waits: path('/children/:child/waits/:anchor/:rule', { ...child, anchor: wholeNumber, rule: key }),
}
