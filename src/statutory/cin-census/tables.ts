import type { Table } from '../table.ts'

/**
 * The tables of the children in need census. A row is one element of the XML of that name; in `Disabilities`,
 * `AssessmentFactorsList` and `Reviews` one value; `Header` is one row. The ...ID columns tie the rows together: they are
 * given by the reader, and are not in the file.
 */
export const cinTables = {
  Header: {
    Collection: 'text',
    Year: 'text',
    ReferenceDate: 'date',
    SourceLevel: 'text',
    LEA: 'text',
    SoftwareCode: 'text',
    Release: 'text',
    SerialNo: 'text',
    DateTime: 'text',
  },
  ChildIdentifiers: {
    LAchildID: 'text',
    UPN: 'text',
    FormerUPN: 'text',
    UPNunknown: 'text',
    PersonBirthDate: 'date',
    ExpectedPersonBirthDate: 'date',
    Sex: 'text',
    PersonDeathDate: 'date',
  },
  ChildCharacteristics: { LAchildID: 'text', Ethnicity: 'text' },
  Disabilities: { LAchildID: 'text', Disability: 'text' },
  CINdetails: {
    LAchildID: 'text',
    CINdetailsID: 'text',
    CINreferralDate: 'date',
    ReferralSource: 'text',
    PrimaryNeedCode: 'text',
    CINclosureDate: 'date',
    ReasonForClosure: 'text',
    DateOfInitialCPC: 'date',
    ReferralNFA: 'text',
  },
  Assessments: {
    LAchildID: 'text',
    CINdetailsID: 'text',
    AssessmentID: 'text',
    AssessmentActualStartDate: 'date',
    AssessmentInternalReviewDate: 'date',
    AssessmentAuthorisationDate: 'date',
    AssessmentFactors: 'codes',
  },
  AssessmentFactorsList: {
    LAchildID: 'text',
    CINdetailsID: 'text',
    AssessmentID: 'text',
    AssessmentActualStartDate: 'date',
    AssessmentAuthorisationDate: 'date',
    AssessmentFactor: 'text',
  },
  CINplanDates: {
    LAchildID: 'text',
    CINdetailsID: 'text',
    CINPlanStartDate: 'date',
    CINPlanEndDate: 'date',
  },
  Section47: {
    LAchildID: 'text',
    CINdetailsID: 'text',
    S47ActualStartDate: 'date',
    InitialCPCtarget: 'date',
    DateOfInitialCPC: 'date',
    ICPCnotRequired: 'text',
  },
  ChildProtectionPlans: {
    LAchildID: 'text',
    CINdetailsID: 'text',
    CPPID: 'text',
    CPPstartDate: 'date',
    CPPendDate: 'date',
    InitialCategoryOfAbuse: 'text',
    LatestCategoryOfAbuse: 'text',
    NumberOfPreviousCPP: 'text',
  },
  Reviews: { LAchildID: 'text', CINdetailsID: 'text', CPPID: 'text', CPPreviewDate: 'date' },
  // From the census of 2026/27: pre-proceedings and family group decision-making.
  PreProceedingsandFGDM: {
    LAchildID: 'text',
    CINdetailsID: 'text',
    PPStartDate: 'date',
    LBPSentDate: 'date',
    FGDMMeetingOffer: 'text',
    FGDMMeetingFac: 'text',
    InitialPPMeetingDate: 'date',
    ReviewMeetingsCount: 'text',
    StepDecisionDate: 'date',
    PPOutcome: 'text',
    CourtAppDate: 'date',
    LetterInitCPDate: 'date',
  },
} as const

export type CinTableName = keyof typeof cinTables

/** A children in need census as it was read. */
export type CinCensus = { readonly [Name in CinTableName]: Table<(typeof cinTables)[Name]> }
