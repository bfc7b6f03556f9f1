/** How old the youngest of the children is of whom something is told. */
export type Youngest = 'baby' | 'small' | 'older'

// A child goes to school at five, and speaks in sentences at about three.
const ofSchoolAge =
  /\b(?:school|attendance|college|education|music|art|football|friends|youth worker|telephones|missing|younger family members|caring at home|young carers)\b/i
const ofTalkers =
  /\b(?:talks?|talked|chatty|questions|drawing|said|say\}? so|spoken|wanted to show|adult of their choice|feels?|knows?)\b/i

const fits = (youngest: Youngest, phrase: string): boolean =>
  youngest === 'older' || (!ofSchoolAge.test(phrase) && (youngest === 'small' || !ofTalkers.test(phrase)))

const known = new Map<Youngest, WeakMap<readonly string[], readonly string[]>>()

const fittingOf = (youngest: Youngest, phrases: readonly string[]): readonly string[] => {
  const byList = known.get(youngest) ?? new WeakMap<readonly string[], readonly string[]>()
  known.set(youngest, byList)
  const before = byList.get(phrases)
  if (before !== undefined) return before
  const found = phrases.filter(phrase => fits(youngest, phrase))
  byList.set(phrases, found)
  return found
}

/**
 * The phrase that chance chose of several, or where it does not fit the youngest child another of them that does. Chance
 * is asked no more than once whatever the age, so that all else stays as it would be.
 */
export const fitting = (youngest: Youngest, phrases: readonly string[], chosen: string): string => {
  if (fits(youngest, chosen)) return chosen
  const others = fittingOf(youngest, phrases)
  return others[phrases.indexOf(chosen) % others.length] ?? chosen
}
