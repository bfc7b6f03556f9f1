import { birthLevels, expectedLevels } from './birth.ts'
import { homeLevels } from './home.ts'
import { nameLevels } from './names/compare.ts'

/** How the mothers of two people agree by name, the best first. */
export const motherLevels = ['same', 'close', 'different'] as const
/** Whether names stand in their places, or given and family name changed places. */
export const orderLevels = ['asWritten', 'swapped'] as const
export const numberLevels = ['same', 'oneDigit', 'different'] as const
export const sexLevels = ['same', 'different'] as const

/** What two descriptions are compared by: each field with its levels of agreement, the best first. */
export const fields = {
  given: nameLevels,
  family: nameLevels,
  order: orderLevels,
  birth: birthLevels,
  expected: expectedLevels,
  sex: sexLevels,
  home: homeLevels,
  nhsNumber: numberLevels,
  mother: motherLevels,
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Field = keyof typeof fields
export const fieldNames = Object.keys(fields) as readonly Field[]

/** The level of each field in the order of `fieldNames`, by its place in the field’s list; `unknown` where a side is not known. */
export type Pattern = readonly number[]
export const unknown = -1

type Words = { readonly [Name in Field]: Readonly<Record<(typeof fields)[Name][number], string>> }

const ofNames = (which: string): Words['given'] => ({
  same: `The same ${which} name`,
  close: `Nearly the same spelling of the ${which} name`,
  knownForm: `Another form of the same ${which} name`,
  inPart: `A part of the ${which} name is the same`,
  initial: `The ${which} name has the same initial`,
  alike: `The ${which} name looks alike`,
  different: `Another ${which} name`,
})

/** Each level of agreement in words, for whoever decides. */
export const agreementInWords: Words = {
  given: ofNames('first'),
  family: ofNames('last'),
  order: { asWritten: 'Names in the same places', swapped: 'First and last name have changed places' },
  birth: {
    same: 'The same date of birth',
    swapped: 'Date of birth with day and month exchanged',
    oneDigit: 'Date of birth with one digit otherwise',
    twoParts: 'Date of birth of which two parts are the same',
    nearby: 'Date of birth within a month',
    sameYear: 'Born in the same year',
    different: 'Another date of birth',
  },
  expected: {
    same: 'The birth expected on the same day',
    threeWeeks: 'The birth expected within three weeks',
    sixWeeks: 'The birth expected within six weeks',
    different: 'The birth expected at another time',
  },
  sex: { same: 'The same sex', different: 'Another sex' },
  home: {
    house: 'The same address',
    postcode: 'The same postcode',
    street: 'The same street',
    slip: 'The postcode with one letter or digit otherwise',
    sector: 'A postcode in the same neighbourhood',
    district: 'A postcode in the same district',
    different: 'Another address',
  },
  nhsNumber: {
    same: 'The same NHS number',
    oneDigit: 'NHS number with one slip',
    different: 'Another NHS number',
  },
  mother: { same: 'The same mother', close: 'The mother has nearly the same name', different: 'Another mother' },
}
