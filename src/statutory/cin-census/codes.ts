/** The codes of one set of the census, each with its meaning. */
export type CodeSet = ReadonlyMap<string, string>

/** Why the unique pupil number of a child is not known. */
export const unknownUpnCodes: CodeSet = new Map([
  ['UN1', 'Not of school age, and none given yet'],
  ['UN2', 'Has never been to a maintained school in England'],
  ['UN3', 'Educated outside England'],
  ['UN4', 'Newly in need, and not known at the time of the census'],
  ['UN5', 'Sources disagree, so that no sure match can be made'],
  ['UN6', 'Unborn'],
  ['UN7', 'Referral with no further action'],
])

export const sexCodes: CodeSet = new Map([
  ['M', 'Male'],
  ['F', 'Female'],
  ['U', 'Unknown'],
])

export const ethnicityCodes: CodeSet = new Map([
  ['WBRI', 'White British'],
  ['WIRI', 'White Irish'],
  ['WIRT', 'Traveller of Irish heritage'],
  ['WOTH', 'Any other White background'],
  ['WROM', 'Gypsy or Roma'],
  ['MWBC', 'White and Black Caribbean'],
  ['MWBA', 'White and Black African'],
  ['MWAS', 'White and Asian'],
  ['MOTH', 'Any other mixed background'],
  ['AIND', 'Indian'],
  ['APKN', 'Pakistani'],
  ['ABAN', 'Bangladeshi'],
  ['AOTH', 'Any other Asian background'],
  ['BCRB', 'Caribbean'],
  ['BAFR', 'African'],
  ['BOTH', 'Any other Black background'],
  ['CHNE', 'Chinese'],
  ['OOTH', 'Any other ethnic group'],
  ['REFU', 'Refused'],
  ['NOBT', 'Not yet obtained'],
])

export const disabilityCodes: CodeSet = new Map([
  ['NONE', 'No disability'],
  ['MOB', 'Mobility'],
  ['HAND', 'Hand function'],
  ['PC', 'Personal care'],
  ['INC', 'Incontinence'],
  ['COMM', 'Communication'],
  ['LD', 'Learning'],
  ['HEAR', 'Hearing'],
  ['VIS', 'Vision'],
  ['BEH', 'Behaviour'],
  ['CON', 'Consciousness'],
  ['AUT', 'Autism'],
  ['DDA', 'Another disability'],
])

export const referralSourceCodes: CodeSet = new Map([
  ['1A', 'Family member, relative or carer'],
  ['1B', 'Acquaintance, such as a neighbour or child minder'],
  ['1C', 'The child'],
  ['1D', 'Another individual, such as a stranger'],
  ['2A', 'School'],
  ['2B', 'Education service'],
  ['3A', 'General practitioner'],
  ['3B', 'Health visitor'],
  ['3C', 'School nurse'],
  ['3D', 'Another primary health service'],
  ['3E', 'Accident and emergency department'],
  ['3F', 'Another health service, such as a hospice'],
  ['4', 'Housing: local authority or housing association'],
  ['5A', 'Social care of this authority, such as adults’'],
  ['5B', 'Another department of this authority, other than housing'],
  ['5C', 'A service of another authority'],
  ['5D', 'Early help of this authority'],
  ['6', 'Police'],
  ['7', 'Another legal agency, such as a court, probation, immigration, Cafcass or a prison'],
  ['8', 'Other, such as a children’s centre or voluntary organisation'],
  ['9', 'Anonymous'],
  ['10', 'Unknown'],
])

export const primaryNeedCodes: CodeSet = new Map([
  ['N1', 'Abuse, neglect and exploitation'],
  ['N2', 'The child’s disability'],
  ['N3', 'Parental disability or illness'],
  ['N4', 'Family in acute stress'],
  ['N5', 'Family dysfunction'],
  ['N6', 'Socially unacceptable behaviour'],
  ['N7', 'Low income'],
  ['N8', 'Absent parenting'],
  ['N9', 'Not a child in need'],
  ['N0', 'Not stated'],
])

export const reasonForClosureCodes: CodeSet = new Map([
  ['RC1', 'Adopted'],
  ['RC2', 'Died'],
  ['RC3', 'Child arrangements order'],
  ['RC4', 'Special guardianship order'],
  ['RC5', 'Transferred to another local authority'],
  ['RC6', 'Transferred to adult social care'],
  ['RC7', 'Any other reason, including that the child is no longer in need'],
  ['RC8', 'Closed after assessment, no further action'],
  ['RC9', 'Closed after assessment, referred to early help'],
])

export const categoryOfAbuseCodes: CodeSet = new Map([
  ['NEG', 'Neglect'],
  ['PHY', 'Physical abuse'],
  ['SAB', 'Sexual abuse'],
  ['EMO', 'Emotional abuse'],
  ['MUL', 'Several, not recommended'],
])
