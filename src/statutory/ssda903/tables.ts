import type { CivilDate } from '../../calendar/index.ts'
import type { Table } from '../table.ts'

/**
 * The tables of the looked-after return, SSDA903, their columns in the order of the CSV files, and after them what is
 * worked out when the return is read: `UASC` in Header (1 for a child who is in the UASC file), and in Episodes the local
 * authority, whereabouts (IN or OUT of the authority) and miles from home of the placement, by a directory of postcodes.
 */
export const ssda903Tables = {
  Header: {
    CHILD: 'text',
    SEX: 'text',
    DOB: 'date',
    ETHNIC: 'text',
    UPN: 'text',
    MOTHER: 'text',
    MC_DOB: 'date',
    UASC: 'text',
  },
  Episodes: {
    CHILD: 'text',
    DECOM: 'date',
    RNE: 'text',
    LS: 'text',
    CIN: 'text',
    PLACE: 'text',
    PLACE_PROVIDER: 'text',
    DEC: 'date',
    REC: 'text',
    REASON_PLACE_CHANGE: 'text',
    HOME_POST: 'text',
    PL_POST: 'text',
    URN: 'text',
    PL_LA: 'text',
    PL_LOCATION: 'text',
    PL_DISTANCE: 'text',
  },
  Reviews: { CHILD: 'text', DOB: 'date', REVIEW: 'date', REVIEW_CODE: 'text' },
  UASC: { CHILD: 'text', SEX: 'text', DOB: 'date', DUC: 'date' },
  OC2: {
    CHILD: 'text',
    DOB: 'date',
    SDQ_SCORE: 'text',
    SDQ_REASON: 'text',
    CONVICTED: 'text',
    HEALTH_CHECK: 'text',
    IMMUNISATIONS: 'text',
    TEETH_CHECK: 'text',
    HEALTH_ASSESSMENT: 'text',
    SUBSTANCE_MISUSE: 'text',
    INTERVENTION_RECEIVED: 'text',
    INTERVENTION_OFFERED: 'text',
  },
  OC3: { CHILD: 'text', DOB: 'date', IN_TOUCH: 'text', ACTIV: 'text', ACCOM: 'text' },
  AD1: {
    CHILD: 'text',
    DOB: 'date',
    DATE_INT: 'date',
    DATE_MATCH: 'date',
    FOSTER_CARE: 'text',
    NB_ADOPTR: 'text',
    SEX_ADOPTR: 'text',
    LS_ADOPTR: 'text',
  },
  PlacedAdoption: {
    CHILD: 'text',
    DOB: 'date',
    DATE_PLACED: 'date',
    DATE_PLACED_CEASED: 'date',
    REASON_PLACED_CEASED: 'text',
  },
  // The date of an earlier order may be known in part: `ZZ/05/2021`. It is kept as it is written.
  PrevPerm: { CHILD: 'text', DOB: 'date', PREV_PERM: 'text', LA_PERM: 'text', DATE_PERM: 'text' },
  Missing: { CHILD: 'text', DOB: 'date', MISSING: 'text', MIS_START: 'date', MIS_END: 'date' },
  SWEpisodes: { CHILD: 'text', DOB: 'date', SW_ID: 'text', SW_DECOM: 'date', SW_DEC: 'date', SW_REASON: 'text' },
  DoLo: { CHILD: 'text', DOB: 'date', DOLO_START: 'date', DOLO_END: 'date' },
} as const

export type Ssda903TableName = keyof typeof ssda903Tables
type Columns903 = typeof ssda903Tables

/** The days of the collection: from 1 April to 31 March. */
export interface Collection {
  readonly start: CivilDate
  readonly end: CivilDate
}

/** One provider of placements on Ofsted's list; what the list does not say is null. */
export interface Provider {
  readonly urn: string
  /** Placement codes that it is registered for: `K2`, `PR1`. */
  readonly placeCodes: readonly string[]
  readonly providerCodes: readonly string[]
  readonly postcode: string | null
  readonly localAuthority: string | null
  readonly registeredFrom: CivilDate | null
  readonly registeredUntil: CivilDate | null
}

/** Where postcodes are: only what the rules ask. */
export interface Postcodes {
  readonly has: (postcode: string) => boolean
}

/** A looked-after return as it was read, last year's return beside it where that was given. */
export type Ssda903 = { readonly [Name in Ssda903TableName]: Table<Columns903[Name]> } & {
  readonly [Name in Ssda903TableName as `${Name}_last`]: Table<Columns903[Name]>
} & {
  readonly collection: Collection
  /** The code of the authority that makes the return, where that was said. */
  readonly localAuthority: string | null
  /** How the return came. */
  readonly format: 'csv' | 'xml'
  /** Ofsted's list by URN, where it was given: several rows where a provider was registered more than once. */
  readonly providers: ReadonlyMap<string, readonly Provider[]> | null
  /** A directory of postcodes, where one was given: without it the columns worked out from it are empty. */
  readonly postcodes: Postcodes | null
}
