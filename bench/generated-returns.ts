import { addDays, addYears, weekday } from '../src/calendar/index.ts'
import { streamOf } from '../src/county/chance/random.ts'
import type { Stream } from '../src/county/chance/random.ts'

const seed = 903
const start = '2025-04-01'
const end = '2026-03-31'

/** The day itself, or the Monday after a Saturday or Sunday. */
const workingDayFrom = (day: string): string => addDays(day, Math.max(0, weekday(day) - 4) === 0 ? 0 : 7 - weekday(day))

const oneOf = <Value>(chance: Stream, values: readonly Value[]): Value => {
  const value = values[chance.whole(0, values.length - 1)]
  if (value === undefined) throw new RangeError('There is nothing to choose from.')
  return value
}

const element = (name: string, value: string): string => `<${name}>${value}</${name}>`

const ethnicities = ['WBRI', 'WBRI', 'WBRI', 'WOTH', 'MWBC', 'APKN', 'BAFR', 'OOTH']
const sources = ['1A', '2A', '3A', '3B', '5B', '5D', '6', '6', '8']
const factors = ['1A', '1B', '2B', '3A', '3B', '4A', '4B', '5A', '6A', '8B', '11A', '15A', '16A', '19B', '19C', '20']
const categories = ['NEG', 'EMO', 'PHY', 'SAB', 'MUL']

const assessment = (chance: Stream, referred: string): string => {
  // One in a hundred is wrong, as files are.
  const began = addDays(referred, chance.happens(0.01) ? -2 : chance.whole(0, 3))
  const chosen = new Set(Array.from({ length: chance.whole(1, 6) }, () => oneOf(chance, factors)))
  return element(
    'Assessments',
    [
      element('AssessmentActualStartDate', began),
      element('AssessmentInternalReviewDate', addDays(began, 14)),
      element('AssessmentAuthorisationDate', addDays(began, chance.whole(20, 70))),
      element(
        'FactorsIdentifiedAtAssessment',
        [...chosen].map(factor => element('AssessmentFactors', factor)).join(''),
      ),
    ].join('\n'),
  )
}

const protection = (chance: Stream, conference: string): string => {
  const category = oneOf(chance, categories)
  const reviews = [addDays(conference, 85), addDays(conference, 255)].filter(review => review <= end)
  return element(
    'ChildProtectionPlans',
    [
      element('CPPstartDate', conference),
      element('InitialCategoryOfAbuse', category),
      element('LatestCategoryOfAbuse', category),
      element('NumberOfPreviousCPP', String(chance.whole(0, 1))),
      ...(reviews.length === 0
        ? []
        : [element('Reviews', reviews.map(review => element('CPPreviewDate', review)).join(''))]),
    ].join('\n'),
  )
}

const enquiry = (began: string, conference: string | undefined): string =>
  element(
    'Section47',
    [
      element('S47ActualStartDate', began),
      element('InitialCPCtarget', workingDayFrom(addDays(began, 21))),
      ...(conference === undefined ? [] : [element('DateOfInitialCPC', conference)]),
      element('ICPCnotRequired', conference === undefined ? '1' : '0'),
    ].join('\n'),
  )

/** What follows a referral that goes on: an assessment, an enquiry with or without a conference, a plan of either kind. */
const whatFollows = (chance: Stream, referred: string): readonly string[] => {
  const began = workingDayFrom(addDays(referred, chance.whole(0, 5)))
  const conference = chance.happens(0.2) ? workingDayFrom(addDays(began, chance.whole(10, 20))) : undefined
  const planned = addDays(referred, 45)
  return [
    assessment(chance, referred),
    ...(conference === undefined && planned <= end && chance.happens(0.4)
      ? [element('CINPlanDates', element('CINPlanStartDate', planned))]
      : []),
    ...(conference !== undefined || chance.happens(0.2) ? [enquiry(began, conference)] : []),
    ...(conference === undefined ? [] : [protection(chance, conference)]),
  ]
}

const childInNeed = (chance: Stream): string => {
  const referred = addDays(start, chance.whole(0, 290))
  const isNothingFurther = chance.happens(0.06)
  return element(
    'CINdetails',
    [
      element('CINreferralDate', referred),
      element('ReferralSource', oneOf(chance, sources)),
      element('PrimaryNeedCode', `N${chance.whole(1, 8)}`),
      element('ReferralNFA', isNothingFurther ? '1' : '0'),
      ...(isNothingFurther ? [] : whatFollows(chance, referred)),
    ].join('\n'),
  )
}

const checkLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/** A pupil number with the letter that its digits require. */
const pupilNumber = (nth: number): string => {
  const digits = String(820_000_000_000 + nth)
  const sum = Array.from({ length: digits.length }, (_, place) => Number(digits.charAt(place)) * (place + 2)).reduce(
    (total, each) => total + each,
  )
  return `${checkLetters.charAt(sum % checkLetters.length)}${digits}`
}

const childOfCensus = (nth: number): string => {
  const chance = streamOf(seed, 'census', nth)
  const identifiers = [
    element('LAchildID', `C${String(nth).padStart(7, '0')}`),
    element('UPN', pupilNumber(nth)),
    element('PersonBirthDate', addDays('2008-04-01', chance.whole(0, 17 * 365))),
    element('Sex', oneOf(chance, ['M', 'F'])),
  ]
  const characteristics = [
    ...(chance.happens(0.01) ? [] : [element('Ethnicity', oneOf(chance, ethnicities))]),
    element('Disabilities', element('Disability', chance.happens(0.12) ? oneOf(chance, ['LD', 'AUT', 'BEH']) : 'NONE')),
  ]
  return element(
    'Child',
    [
      element('ChildIdentifiers', identifiers.join('\n')),
      element('ChildCharacteristics', characteristics.join('\n')),
      childInNeed(chance),
    ].join('\n'),
  )
}

/** A children in need census of 2025-26 of so many invented children, piece by piece, the same every time. */
export function* generatedCensus(children: number): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<Message><Header><CollectionDetails><Collection>CIN</Collection>'
  yield '<Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails>'
  yield '<Source><SourceLevel>L</SourceLevel><LEA>941</LEA></Source></Header>\n<Children>\n'
  for (let nth = 1; nth <= children; nth += 1) yield `${childOfCensus(nth)}\n`
  yield '</Children></Message>\n'
}

const english = (date: string): string => `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`

/** How many of so many things each of so many holders has: as even as can be, the first ones more. */
const shareOf = (things: number, holders: number, nth: number): number =>
  Math.floor(things / holders) + (nth < things % holders ? 1 : 0)

/** How large the generated looked-after return is. */
export const generatedSize = { children: 8025, episodes: 15_150, reviews: 37_746 } as const

const episodesOf = (chance: Stream, child: string, count: number): readonly string[] => {
  let day = addDays(start, -chance.whole(100, 900))
  const began = day
  return Array.from({ length: count }, (_, index) => {
    const isLast = index === count - 1
    const next = addDays(day, chance.whole(60, 300))
    const row = [
      child,
      english(day),
      index === 0 ? 'S' : 'P',
      'C2',
      'N1',
      oneOf(chance, ['U4', 'U6', 'U1', 'K2']),
      oneOf(chance, ['PR1', 'PR4']),
      isLast ? '' : english(next),
      isLast ? '' : 'X1',
      isLast ? '' : oneOf(chance, ['CARPL', 'CHILD', 'OTHER']),
      'ZZ1 1ZZ',
      'ZZ2 2ZZ',
      'SC123456',
    ].join(',')
    day = next > began ? next : day
    return row
  })
}

/** The files of a looked-after return of 2025-26 of invented children, by name, the same every time. */
export const generatedLookedAfterReturn = (): Readonly<Record<string, string>> => {
  const { children, episodes, reviews } = generatedSize
  const header = ['CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB']
  const episodeRows = ['CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN']
  const reviewRows = ['CHILD,DOB,REVIEW,REVIEW_CODE']
  const health = [
    'CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED',
  ]
  const missing = ['CHILD,DOB,MISSING,MIS_START,MIS_END']
  for (let nth = 0; nth < children; nth += 1) {
    const chance = streamOf(seed, 'looked after', nth)
    const child = `L${String(nth).padStart(6, '0')}`
    const day = addDays('2009-04-01', chance.whole(0, 12 * 365))
    const born = english(day)
    const sex = oneOf(chance, ['M', 'F'])
    header.push([child, sex, born, oneOf(chance, ethnicities), 'UN2', sex === 'F' ? '0' : '', ''].join(','))
    episodeRows.push(...episodesOf(chance, child, shareOf(episodes, children, nth)))
    for (let review = 0; review < shareOf(reviews, children, nth); review += 1) {
      const held = addDays(start, 20 + review * 60)
      reviewRows.push([child, born, english(held), addYears(day, 4) <= held ? 'PN1' : 'PN0'].join(','))
    }
    if (chance.happens(0.95)) {
      const isBy = (years: number) => addYears(day, years) <= end
      const [score, convicted] = [isBy(4) && !isBy(17) ? chance.whole(0, 30) : '', isBy(10) ? '0' : '']
      health.push([child, born, score, '', convicted, isBy(5) ? '' : '1', '1', '1', '1', '0', '', ''].join(','))
    }
    if (chance.happens(0.1))
      missing.push([child, born, 'M', english(addDays(start, 50)), english(addDays(start, 52))].join(','))
  }
  const text = (rows: readonly string[]) => `${rows.join('\n')}\n`
  return {
    'header.csv': text(header),
    'episodes.csv': text(episodeRows),
    'reviews.csv': text(reviewRows),
    'oc2.csv': text(health),
    'missing.csv': text(missing),
  }
}
