/** Whether the authority is in touch with a care leaver. */
export const inTouchCodes: ReadonlySet<string> = new Set(['YES', 'NO', 'DIED', 'REFU', 'NREQ', 'RHOM'])

/** What a care leaver does: 0 where it is not known. */
export const activityCodes: ReadonlySet<string> = new Set([
  ...['F1', 'P1', 'F2', 'P2', 'F4', 'P4', 'F5', 'P5'],
  ...['G4', 'G5', 'G6', '0'],
])

/** With their former foster carers: suitable, not suitable. */
export const formerFosterCarers: ReadonlySet<string> = new Set(['Z1', 'Z2'])

/** In a foyer: suitable, not suitable. */
export const foyers: ReadonlySet<string> = new Set(['T1', 'T2'])

/** Where a care leaver lives: each kind suitable (1) or not (2), 0 where it is not known. */
export const accommodationCodes: ReadonlySet<string> = new Set([
  ...'B C D E G H K R S T U V W X Y Z'.split(' ').flatMap(kind => [`${kind}1`, `${kind}2`]),
  '0',
])
