import { chooseWeighted } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import type { StockName } from './name-stocks.ts'

/** The ethnic background of a family, by the codes of the school census, and where its names come from. */
export type Background = {
  readonly ethnicity: string
  readonly mother: StockName
  readonly father: StockName
}

type Kind = {
  readonly weight: number
  readonly mother: Partial<Record<StockName, number>>
  /** Where absent, the father's names come from where the mother's do. */
  readonly father?: Partial<Record<StockName, number>>
}

const english = { english: 1 } as const

/** A county of the south east of England: most are White British, and there is everyone else too. */
const kinds: Readonly<Record<string, Kind>> = {
  WBRI: { weight: 690, mother: { english: 96, irish: 4 } },
  WIRI: { weight: 9, mother: { irish: 1 } },
  WIRT: { weight: 9, mother: { traveller: 1 } },
  WROM: { weight: 13, mother: { traveller: 7, romanian: 3 } },
  WOTH: {
    weight: 66,
    mother: { polish: 30, romanian: 18, portuguese: 14, southernEuropean: 18, turkish: 10, albanian: 6 },
  },
  MWBC: { weight: 24, mother: english, father: { caribbean: 1 } },
  MWBA: { weight: 15, mother: english, father: { westAfrican: 5, southernAfrican: 3, eastAfrican: 1 } },
  MWAS: { weight: 27, mother: english, father: { indian: 4, pakistani: 3, filipino: 1, chinese: 1, nepali: 1 } },
  MOTH: {
    weight: 29,
    mother: { english: 3, polish: 1, filipino: 1 },
    father: { arabic: 2, iranian: 1, turkish: 1, caribbean: 1, southernEuropean: 1 },
  },
  AIND: { weight: 15, mother: { indian: 1 } },
  APKN: { weight: 30, mother: { pakistani: 1 } },
  ABAN: { weight: 10, mother: { bangladeshi: 1 } },
  AOTH: { weight: 21, mother: { nepali: 4, tamil: 4, filipino: 2, afghan: 1, iranian: 1 } },
  BCRB: { weight: 8, mother: { caribbean: 1 } },
  BAFR: { weight: 23, mother: { westAfrican: 6, eastAfrican: 3, southernAfrican: 3 } },
  BOTH: { weight: 8, mother: { caribbean: 1, westAfrican: 1 } },
  CHNE: { weight: 6, mother: { chinese: 1 } },
  OOTH: { weight: 19, mother: { arabic: 5, kurdish: 1, vietnamese: 1, iranian: 1, turkish: 1 } },
}

const weights = Object.fromEntries(Object.entries(kinds).map(([code, { weight }]) => [code, weight]))

const stockFrom = (stream: Stream, mix: Partial<Record<StockName, number>>): StockName =>
  chooseWeighted(stream, mix as Record<StockName, number>)

/** The background of a family that lives in the county. */
export const familyBackground = (stream: Stream): Background => {
  const ethnicity = chooseWeighted(stream, weights)
  const { mother = english, father } = kinds[ethnicity] ?? {}
  const mothers = stockFrom(stream, mother)
  return { ethnicity, mother: mothers, father: father === undefined ? mothers : stockFrom(stream, father) }
}

const arrivals: Readonly<Record<string, { readonly weight: number; readonly ethnicity: string }>> = {
  albanian: { weight: 22, ethnicity: 'WOTH' },
  sudanese: { weight: 20, ethnicity: 'BAFR' },
  eastAfrican: { weight: 18, ethnicity: 'BAFR' },
  kurdish: { weight: 14, ethnicity: 'OOTH' },
  iranian: { weight: 8, ethnicity: 'OOTH' },
  afghan: { weight: 10, ethnicity: 'AOTH' },
  vietnamese: { weight: 8, ethnicity: 'AOTH' },
}
const arrivalWeights = Object.fromEntries(Object.entries(arrivals).map(([stock, { weight }]) => [stock, weight]))

/** The background of a child who came to the country alone. */
export const arrivalBackground = (stream: Stream): Background => {
  const stock = chooseWeighted(stream, arrivalWeights) as StockName
  return { ethnicity: arrivals[stock]?.ethnicity ?? 'OOTH', mother: stock, father: stock }
}
