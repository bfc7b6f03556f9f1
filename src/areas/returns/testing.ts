/** A child of an invented census whose assessment began before the referral; every seventh has a date that is none. */
const child = (nth: number): string =>
  [
    `<Child><ChildIdentifiers><LAchildID>A${nth}</LAchildID>`,
    `<PersonBirthDate>${nth % 7 === 0 ? '2015-02-31' : '2015-03-27'}</PersonBirthDate><Sex>M</Sex></ChildIdentifiers>`,
    '<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>',
    '<CINdetails><CINreferralDate>2025-06-12</CINreferralDate><ReferralSource>1A</ReferralSource>',
    '<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>0</ReferralNFA><Assessments>',
    '<AssessmentActualStartDate>2025-06-02</AssessmentActualStartDate></Assessments></CINdetails></Child>',
  ].join('')

/** An invented children in need census of 2025-26, in which every child fails rule 1103, and is queried by 8670Q. */
export const censusText = (children: number): string =>
  [
    '<Message><Header><CollectionDetails><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header>',
    '<Children>',
    ...Array.from({ length: children }, (_, index) => child(index + 1)),
    '</Children></Message>',
  ].join('\n')

/** An invented file of children of a looked-after return, one child, of this sex. */
export const headerCsv = (sex: 'M' | 'F'): string =>
  `CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA1,${sex},27/03/2015,WBRI,UN1,,\n`
