import { isCivilDate } from '../calendar/index.ts'
import type { CivilDate } from '../calendar/index.ts'

const english = /^(\d{2})\/(\d{2})\/(\d{4})$/
const englishOrShort = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/

const civil = (match: RegExpExecArray | null): CivilDate | undefined => {
  if (match === null) return undefined
  const [, day = '', month = '', year = ''] = match
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCivilDate(date) ? date : undefined
}

/** A day written `YYYY-MM-DD`, as in XML. */
export const readIsoDate = (written: string): CivilDate | undefined => (isCivilDate(written) ? written : undefined)

/** A day written `dd/mm/yyyy`, as in CSV; both noughts stand. */
export const readEnglishDate = (written: string): CivilDate | undefined => civil(english.exec(written))

/** A day written `dd/mm/yyyy`, with or without its noughts. */
export const readShortEnglishDate = (written: string): CivilDate | undefined => civil(englishOrShort.exec(written))
