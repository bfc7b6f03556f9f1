import type { DayNumber } from '../../calendar/index.ts'
import { chooseWeighted } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import type { SimulatedChild } from '../journeys/index.ts'
import type { Background } from './backgrounds.ts'
import { asBorneBy, familyName, givenName } from './given-names.ts'
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

/** One member is the KIND of another. Members are numbered: children first, in the family's order, then adults. */
export type Tie = {
  readonly one: number
  readonly other: number
  readonly kind: 'mother' | 'father' | 'stepfather' | 'grandparent' | 'sibling' | 'halfSibling'
  readonly parentalResponsibility: boolean | null
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

/** The adults of a family, what they are to its children, and after whom each child is named. */
export type Parents = {
  readonly adults: readonly Adult[]
  readonly ties: readonly Tie[]
  /** Indexes into `adults` of those who live in the family home. */
  readonly atHome: readonly number[]
  readonly familyOf: (child: number) => { readonly family: string; readonly stock: StockName }
  readonly halfFrom: number
}

/** Who brought some children into the world and who brings them up. The order in which chance is asked is part of it. */
export const parentsOf = (stream: Stream, background: Background, children: readonly SimulatedChild[]): Parents => {
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

/** Of a child who came alone nobody is in the record. */
export const alone: Parents = {
  adults: [],
  ties: [],
  atHome: [],
  familyOf: () => ({ family: '', stock: 'english' }),
  halfFrom: 0,
}
