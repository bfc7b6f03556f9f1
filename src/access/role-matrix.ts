import type { Role } from '../journey/roles.ts'

/**
 * Whose records a part opens. `team` and `service` go by the open allocations of a child; `plansAndCare` are children
 * with a protection plan, looked after, in a series of short breaks, or waiting for an initial conference. Whatever the
 * scope, a worker opens the children allocated to them or co-worked by them, those whose transfer waits for their answer, and those of a worker who is
 * away and whom they cover, for the days of the absence.
 */
export type Scope = 'county' | 'service' | 'team' | 'plansAndCare' | 'none'

export type RoleRow = {
  readonly opens: Scope
  /** Whether brothers, sisters, parents and the household of those children open too. */
  readonly families: boolean
  /** Whether children with work due and nobody allocated open. */
  readonly unallocated: boolean
  /** What the part learns of any other child: that there is one (name, age, whom to ask), or nothing. */
  readonly others: 'known' | 'nothing'
  /** Whether a known child may be opened for a day by saying why. */
  readonly opensWithReason: boolean
  readonly searches: boolean
  /** Figures that open to their children, or published dates and fixed breakdowns only. */
  readonly figures: 'byChild' | 'published'
  /** Whether the part reads who has looked at a child that it may open. */
  readonly readsWhoLooked: boolean
  /** Whether the part reads the whole access log. */
  readonly readsAccessLog: boolean
  /** Whether the part checks the files of statutory returns. */
  readonly checksReturns: boolean
  readonly administers: boolean
  /** The row in one plain sentence. */
  readonly says: string
}

const worker = {
  families: true,
  unallocated: false,
  others: 'known',
  opensWithReason: true,
  searches: true,
  figures: 'byChild',
  readsWhoLooked: false,
  readsAccessLog: false,
  checksReturns: false,
  administers: false,
} as const

const county = { ...worker, opens: 'county', unallocated: true, opensWithReason: false } as const

const noChildren = {
  opens: 'none',
  families: false,
  unallocated: false,
  others: 'nothing',
  opensWithReason: false,
  searches: false,
  figures: 'published',
  readsWhoLooked: false,
  readsAccessLog: false,
  checksReturns: false,
  administers: false,
} as const

/** What each part may see and do. A restricted child exists for its named keepers only, whatever this says. */
export const roleMatrix: Readonly<Record<Role, RoleRow>> = {
  pointOfAccessWorker: {
    ...county,
    says: 'Opens every child in the county, because a contact may be about any of them.',
  },
  dutyWorker: {
    ...county,
    says: 'Opens every child in the county, because tonight’s call may be about any of them.',
  },
  socialWorker: {
    ...worker,
    opens: 'team',
    says: 'Opens the children allocated to them or to their team, with brothers, sisters and household; any other child with a reason.',
  },
  personalAdviser: {
    ...worker,
    opens: 'team',
    families: false,
    says: 'Opens the young people allocated to them or to their team; any other with a reason.',
  },
  earlyHelpWorker: {
    ...worker,
    opens: 'team',
    opensWithReason: false,
    says: 'Opens the children whose early help is allocated to them or to their team, with brothers, sisters and household.',
  },
  teamManager: {
    ...worker,
    opens: 'team',
    unallocated: true,
    readsWhoLooked: true,
    says: 'Opens the children of their team with brothers, sisters and household, and children who wait to be allocated.',
  },
  serviceManager: {
    ...worker,
    opens: 'service',
    unallocated: true,
    readsWhoLooked: true,
    checksReturns: true,
    says: 'Opens the children of every team of their service, their families, and children who wait to be allocated.',
  },
  conferenceChair: {
    ...worker,
    opens: 'plansAndCare',
    says: 'Opens children with a protection plan, looked after, with short breaks, or waiting for an initial conference, and their families; and the children of meetings they chair.',
  },
  businessSupport: {
    ...worker,
    opens: 'team',
    opensWithReason: false,
    says: 'Opens the children of the team they support, with brothers, sisters and household, and those of meetings whose minutes the team writes.',
  },
  auditor: {
    ...county,
    readsWhoLooked: true,
    says: 'Opens every child in the county to judge the work, and records nothing about them.',
  },
  analyst: {
    ...noChildren,
    others: 'known',
    figures: 'byChild',
    checksReturns: true,
    says: 'Sees every figure down to the list of children it counts, by name and age, checks the statutory returns, and opens no child’s record.',
  },
  informationGovernance: {
    ...county,
    readsWhoLooked: true,
    readsAccessLog: true,
    checksReturns: true,
    says: 'Opens every child in the county to answer for the record, and reads the whole access log.',
  },
  director: {
    ...county,
    readsWhoLooked: true,
    checksReturns: true,
    says: 'Opens every child in the county, because they answer for all of them.',
  },
  councillor: {
    ...noChildren,
    says: 'Sees published figures with small numbers suppressed, and no child.',
  },
  administrator: {
    ...noChildren,
    checksReturns: true,
    administers: true,
    says: 'Keeps the organisation and its people, sees published figures, and no child.',
  },
}

/** The scope in words for a page. */
export const scopeInWords: Readonly<Record<Scope, string>> = {
  county: 'Every child in the county',
  service: 'Children of their service',
  team: 'Children of their team',
  plansAndCare: 'Children on plans, looked after, with short breaks, or waiting for a conference',
  none: 'No child',
}
