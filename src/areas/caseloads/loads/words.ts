import { inWords } from '../../../calendar/index.ts'
import { counted, numberInWords } from '../../../web/index.ts'
import { roomOf } from './load.ts'
import type { Load } from './load.ts'

const percent = (share: number): string => `${numberInWords(Math.round(share * 100))}%`

/** Room by policy: `room for 2.1`, `full`, `over by 1.3`; empty where policy says nothing. */
export const roomInWords = (load: Pick<Load, 'allowed' | 'weight'>): string => {
  const room = roomOf(load)
  if (room === null) return ''
  if (room === 0) return 'full'
  return room > 0 ? `room for ${numberInWords(room)}` : `over by ${numberInWords(-room)}`
}

/** How a newly qualified worker is protected: `newly qualified, 75% of a full load until 1 March 2021`. */
const protectionInWords = ({ protection }: Pick<Load, 'protection'>): string =>
  protection === undefined
    ? ''
    : `newly qualified, ${percent(protection.share)} of a full load until ${inWords(protection.until)}`

type Limits = Pick<Load, 'protection' | 'fullTimeEquivalent' | 'places'>

/** Why policy allows a worker another load than a full one; empty where it does not. */
export const limitsInWords = (load: Limits): string =>
  [
    protectionInWords(load),
    load.places.length > 0 && load.fullTimeEquivalent !== 1
      ? `works ${numberInWords(Math.round(load.fullTimeEquivalent * 100))}% of full time`
      : '',
    load.places.length === 0 ? 'has no post any more' : '',
  ]
    .filter(words => words !== '')
    .join('; ')

/** What is to be known of a worker in a list: who is away, from an agency, part-time, newly qualified. */
export const aboutInWords = (load: Limits, away = ''): string =>
  [away, load.places.some(({ agency }) => agency) ? 'agency' : '', limitsInWords(load)]
    .filter(words => words !== '')
    .join('; ')

const teamsOf = ({ places }: Load): string => [...new Set(places.map(({ team }) => team.name))].join(', ')

/** Why a worker stands out, after the worker’s name: `(Assessment East) holds 42 children, 17 above the threshold of 25.` */
export const outlierInWords = (load: Load): string => {
  const who = load.places.length === 0 ? '' : `(${teamsOf(load)}) `
  const holds = `${who}holds ${counted(load.children, 'child', 'children')}`
  if (load.places.length === 0) return `${holds} and has no post any more.`
  const above =
    load.threshold !== null && load.children > load.threshold
      ? `, ${numberInWords(load.children - load.threshold)} above the threshold of ${numberInWords(load.threshold)}`
      : ''
  const room = roomOf(load)
  const over =
    room !== null && room < 0
      ? `${above === '' ? ', which weigh' : '; they weigh'} ${numberInWords(load.weight)}, over the ${numberInWords(load.allowed ?? 0)} that policy allows`
      : ''
  const limits = limitsInWords(load)
  return `${holds}${above}${over}${over !== '' && limits !== '' ? ` (${limits})` : ''}.`
}
