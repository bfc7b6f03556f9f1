import type { DayNumber } from '../../calendar/index.ts'
import { chooseWeighted, streamOf } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import type { SimulatedChild, SimulatedFamily } from '../journeys/index.ts'
import { arrivalBackground, familyBackground } from './backgrounds.ts'
import type { Background } from './backgrounds.ts'
import { disabilitiesOf } from './disabilities.ts'
import { asBorneBy, familyName, givenName } from './given-names.ts'
import { homeElsewhere, homeIn } from './homes.ts'
import type { Home } from './homes.ts'
import { nameStock } from './name-stocks.ts'
import type { StockName } from './name-stocks.ts'

type Sex = 'female' | 'male'

export type Adult = {
  readonly given: string
  readonly family: string
  readonly sex: Sex
  readonly bornOn: DayNumber
  readonly ethnicity: string
  readonly language: string | null
  readonly interpreter: boolean
}

export type ChildPerson = {
  readonly given: string
  readonly family: string
  readonly preferred: string | null
  readonly saidAs: string | null
  readonly ethnicity: string
  readonly disabilities: readonly string[]
  readonly language: string | null
  readonly interpreter: boolean
}

/** One member is the KIND of another. Members are numbered: children first, in the family's order, then adults. */
export type Tie = {
  readonly one: number
  readonly other: number
  readonly kind: 'mother' | 'father' | 'stepfather' | 'grandparent' | 'sibling' | 'halfSibling'
  readonly parentalResponsibility: boolean | null
}

/** A member's time in one of the family's homes; to the last day where `to` is null. */
export type Stay = {
  readonly member: number
  readonly home: number
  readonly from: DayNumber
  readonly to: DayNumber | null
}

export type FamilyPeople = {
  readonly children: readonly ChildPerson[]
  readonly adults: readonly Adult[]
  readonly ties: readonly Tie[]
  readonly homes: readonly Home[]
  readonly stays: readonly Stay[]
  /** What the family is commonly called, after the adult at home. */
  readonly calledFamily: string
}

/** Who brings the children up. */
const shapes = { both: 44, mother: 36, stepfather: 12, father: 4, grandparent: 4 } as const

const yearDays = 365.25

const adult = (
  stream: Stream,
  of: {
    readonly stock: StockName
    readonly sex: Sex
    readonly family: string
    readonly bornOn: DayNumber
    readonly ethnicity: string
  },
): Adult => {
  const language = nameStock(of.stock).language ?? null
  return {
    given: givenName(stream, of.stock, of.sex, new Set()).given,
    family: asBorneBy(of.family, of.stock, of.sex),
    sex: of.sex,
    bornOn: of.bornOn,
    ethnicity: of.ethnicity,
    language: language !== null && stream.happens(0.6) ? language : null,
    interpreter: language !== null && stream.happens(0.2),
  }
}

/** A birth between two ages before the oldest child's, and late enough for the youngest. */
const parentBornOn = (stream: Stream, oldest: DayNumber, youngest: DayNumber): DayNumber => {
  const age = Math.min(42, Math.max(17, 27 + stream.normal() * 6))
  return Math.round(Math.max(oldest - age * yearDays, youngest - 46 * yearDays))
}

const mixedEthnicity = (background: Background, father: boolean): string =>
  background.mother === background.father ? background.ethnicity : father ? 'OOTH' : 'WBRI'

type Parents = {
  readonly adults: readonly Adult[]
  readonly ties: readonly Tie[]
  /** Indexes into `adults` of those who live in the family home. */
  readonly atHome: readonly number[]
  readonly familyOf: (child: number) => { readonly family: string; readonly stock: StockName }
  readonly halfFrom: number
}

const parentsOf = (stream: Stream, background: Background, children: readonly SimulatedChild[]): Parents => {
  const births = children.map(child => child.bornOn)
  const [oldest, youngest] = [Math.min(...births), Math.max(...births)]
  // Of a family that only ever made contact, no more is known than who rang.
  const isKnownWell = children.some(child => child.events.some(({ kind }) => kind !== 'contact'))
  const shape = isKnownWell ? chooseWeighted(stream, shapes) : 'mother'
  const fatherFamily = familyName(stream, background.father)
  const motherFamily = shape === 'both' && stream.happens(0.6) ? fatherFamily : familyName(stream, background.mother)
  const adults: Adult[] = []
  const ties: Tie[] = []
  const count = children.length
  const add = (
    sex: Sex,
    family: string,
    stock: StockName,
    ethnicity: string,
    bornOn = parentBornOn(stream, oldest, youngest),
  ) => adults.push(adult(stream, { stock, sex, family, bornOn, ethnicity })) - 1
  const tie = (who: number, child: number, kind: Tie['kind'], parentalResponsibility: boolean | null) =>
    ties.push({ one: count + who, other: child, kind, parentalResponsibility })

  const mother = add('female', motherFamily, background.mother, mixedEthnicity(background, false))
  children.forEach((_, child) => tie(mother, child, 'mother', true))
  // In some families the older children have another father than the younger.
  const halfFrom =
    isKnownWell && count > 1 && stream.happens(shape === 'stepfather' ? 0.6 : 0.15) ? stream.whole(1, count - 1) : count
  const father =
    isKnownWell && (stream.happens(0.85) || shape === 'father')
      ? add('male', fatherFamily, background.father, mixedEthnicity(background, true))
      : -1
  if (father >= 0) children.forEach((_, child) => child < halfFrom && tie(father, child, 'father', stream.happens(0.8)))
  const secondFamily = familyName(stream, background.mother)
  const second =
    shape === 'stepfather' || halfFrom < count
      ? add('male', secondFamily, background.mother, mixedEthnicity(background, false))
      : -1
  if (second >= 0)
    children.forEach((_, child) =>
      tie(second, child, child < halfFrom ? 'stepfather' : 'father', child < halfFrom ? false : true),
    )
  const grandparent =
    shape === 'grandparent'
      ? add(
          'female',
          motherFamily,
          background.mother,
          mixedEthnicity(background, false),
          oldest - Math.round((46 + 10 * stream.fraction()) * yearDays),
        )
      : -1
  if (grandparent >= 0) children.forEach((_, child) => tie(grandparent, child, 'grandparent', null))

  const atHome =
    shape === 'both'
      ? [mother, ...(father >= 0 ? [father] : [])]
      : shape === 'stepfather'
        ? [mother, second]
        : shape === 'father'
          ? [father]
          : shape === 'grandparent'
            ? [grandparent]
            : [mother]
  const mothersName = stream.happens(shape === 'mother' ? 0.55 : 0.12)
  const doubled = background.mother === 'english' && background.father === 'english' && stream.happens(0.06)
  const familyOf = (child: number) => {
    const fathers = child < halfFrom ? fatherFamily : secondFamily
    if (doubled && motherFamily !== fathers && !fathers.includes('-') && !motherFamily.includes('-'))
      return { family: `${motherFamily}-${fathers}`, stock: background.mother }
    if (mothersName) return { family: motherFamily, stock: background.mother }
    return { family: fathers, stock: child < halfFrom ? background.father : background.mother }
  }
  return { adults, ties, atHome, familyOf, halfFrom }
}

const alone: Parents = {
  adults: [],
  ties: [],
  atHome: [],
  familyOf: () => ({ family: '', stock: 'english' }),
  halfFrom: 0,
}

/** The times a child lived at home: all but the times in care, up to the 18th birthday. */
const timesAtHome = (child: SimulatedChild): readonly { readonly from: DayNumber; readonly to: DayNumber | null }[] => {
  const cared = child.events.flatMap(event => (event.kind === 'care' ? [event] : []))
  const times: { from: DayNumber; to: DayNumber | null }[] = []
  let from: DayNumber | null = child.bornOn
  for (const care of cared) {
    if (from !== null && care.startedOn > from) times.push({ from, to: care.startedOn })
    from = care.endReason === 'returnedHome' ? care.endedOn : null
  }
  if (from !== null) times.push({ from, to: null })
  return times
}

type District = { readonly key: string; readonly number: number }

const homesOf = (stream: Stream, district: District, lastDay: DayNumber) => {
  const homes: Home[] = [homeIn(stream, district)]
  const moves: DayNumber[] = []
  for (
    let day = lastDay - stream.whole(60, 2600);
    day < lastDay - 30 && stream.happens(0.35);
    day += stream.whole(200, 900)
  ) {
    homes.push(homeIn(stream, district))
    moves.push(day)
  }
  return { homes, moves }
}

/** Each run of time at home, cut where the family moved. */
const cut = (member: number, from: DayNumber, to: DayNumber | null, moves: readonly DayNumber[]): Stay[] => {
  const stays: Stay[] = []
  let start = from
  moves.forEach((move, home) => {
    if (move <= start || (to !== null && move >= to)) return
    stays.push({ member, home, from: start, to: move })
    start = move
  })
  stays.push({ member, home: moves.filter(move => move <= start).length, from: start, to })
  return stays
}

/**
 * The people of a simulated family: what its children are called, who brings them up, where they live. Pure, and the same
 * for the same seed. `lastDay` is the county's last day of records; `district` the family's, by key and number.
 */
export const peopleOf = (
  family: SimulatedFamily,
  { seed, lastDay, district }: { readonly seed: number; readonly lastDay: DayNumber; readonly district: District },
): FamilyPeople => {
  const stream = streamOf(seed, 'people', family.id)
  const unaccompanied = family.children.some(child => child.isUasc)
  const background = unaccompanied ? arrivalBackground(stream) : familyBackground(stream)
  const parents = unaccompanied ? alone : parentsOf(stream, background, family.children)
  const arrivalFamily = unaccompanied ? familyName(stream, background.father) : ''
  const language = nameStock(background.mother).language ?? nameStock(background.father).language ?? null
  const spoken = language !== null && (unaccompanied || stream.happens(0.5)) ? language : null
  const taken = new Set<string>()
  const children = family.children.map((child, index): ChildPerson => {
    const { family: name, stock } = unaccompanied
      ? { family: arrivalFamily, stock: background.father }
      : parents.familyOf(index)
    const given = givenName(stream, stream.happens(0.75) ? background.mother : background.father, child.sex, taken)
    taken.add(given.given)
    return {
      ...given,
      family: asBorneBy(name, stock, child.sex),
      ethnicity: stream.happens(0.025) ? 'NOBT' : background.ethnicity,
      disabilities: disabilitiesOf(seed, child.id).codes,
      language: spoken,
      interpreter: spoken !== null && (unaccompanied ? stream.happens(0.85) : stream.happens(0.08)),
    }
  })
  const count = children.length
  const ties: Tie[] = [...parents.ties]
  for (let one = 0; one < count; one += 1)
    for (let other = one + 1; other < count; other += 1)
      ties.push({
        one,
        other,
        kind: one < parents.halfFrom && other >= parents.halfFrom ? 'halfSibling' : 'sibling',
        parentalResponsibility: null,
      })
  if (unaccompanied) return { children, adults: [], ties, homes: [], stays: [], calledFamily: arrivalFamily }

  const { homes, moves } = homesOf(stream, district, lastDay)
  const oldest = Math.min(...family.children.map(child => child.bornOn))
  const stays: Stay[] = []
  family.children.forEach((child, index) => {
    if (child.bornOn > lastDay) return
    for (const time of timesAtHome(child)) stays.push(...cut(index, time.from, time.to, moves))
  })
  parents.adults.forEach((_, index) => {
    if (parents.atHome.includes(index)) {
      stays.push(...cut(count + index, Math.min(oldest, lastDay) - 300, null, moves))
      return
    }
    homes.push(stream.happens(0.6) ? homeIn(stream, district) : homeElsewhere(stream))
    stays.push({ member: count + index, home: homes.length - 1, from: Math.min(oldest, lastDay) - 300, to: null })
  })
  return {
    children,
    adults: parents.adults,
    ties,
    homes,
    stays,
    calledFamily: parents.adults[parents.atHome[0] ?? 0]?.family ?? children[0]?.family ?? '',
  }
}
