import { isCivilDate } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { nothingKnown } from '../../matching/index.ts'
import type { Description, NameOfPerson } from '../../matching/index.ts'

/** Somebody who is looked for, as far as it was told. */
export type Probe = {
  readonly given?: string | null
  readonly family?: string | null
  readonly bornOn?: CivilDate | null
  readonly expectedOn?: CivilDate | null
  readonly sex?: 'female' | 'male' | null
  readonly postcode?: string | null
  /** The first line, or all of it. */
  readonly address?: string | null
  readonly nhsNumber?: string | null
  /** Of a child, above all of one not yet born. */
  readonly mother?: NameOfPerson | null
}

/** More than this of anything is no name, and no address. */
const longest = 300

const tidy = (text: string | null | undefined): string | null => {
  // A zero byte is the one sign that PostgreSQL takes in no text.
  const words = (text ?? '').slice(0, longest).normalize('NFC').replaceAll('\0', ' ').trim()
  return words === '' ? null : words
}

const postcodeInText = /\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b/i

/** A description to compare with, and the postcode to look under, written as records keep it. */
export const describe = (probe: Probe): { readonly description: Description; readonly postcode: string | null } => {
  const [line, told] = [tidy(probe.address), tidy(probe.postcode)]
  const match = postcodeInText.exec(told ?? '') ?? postcodeInText.exec(line ?? '')
  const postcode = match === null ? null : `${match[1] ?? ''} ${match[2] ?? ''}`.toUpperCase()
  const mother = { given: tidy(probe.mother?.given), family: tidy(probe.mother?.family) }
  const number = tidy(probe.nhsNumber)?.replaceAll(/\D/g, '') ?? ''
  const dateOr = (date: CivilDate | null | undefined) => (date != null && isCivilDate(date) ? date : null)
  const description: Description = {
    ...nothingKnown,
    given: tidy(probe.given),
    family: tidy(probe.family),
    bornOn: dateOr(probe.bornOn),
    expectedOn: dateOr(probe.expectedOn),
    sex: probe.sex ?? null,
    homes: line === null && postcode === null ? [] : [{ line: line?.replace(postcodeInText, ' ') ?? null, postcode }],
    nhsNumber: number.length === 10 ? number : null,
    mothers: mother.given === null && mother.family === null ? [] : [mother],
  }
  return { description, postcode }
}

/** The date itself, and the one with day and month exchanged, where there is such a date. */
export const birthsLike = (bornOn: CivilDate | null): readonly CivilDate[] => {
  if (bornOn === null) return []
  const exchanged = `${bornOn.slice(0, 4)}-${bornOn.slice(8)}-${bornOn.slice(5, 7)}`
  return isCivilDate(exchanged) && exchanged !== bornOn ? [bornOn, exchanged] : [bornOn]
}
