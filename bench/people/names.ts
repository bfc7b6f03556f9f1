import { nameStock, nameStocks } from '../../src/county/people/name-stocks.ts'
import type { StockName } from '../../src/county/people/name-stocks.ts'
import { chooseWeighted } from '../../src/county/chance/random.ts'
import type { Stream } from '../../src/county/chance/random.ts'

/** How many families in a thousand take their names from where, roughly as in a county of the south of England. */
const families: Readonly<Record<StockName, number>> = {
  ...(Object.fromEntries(Object.keys(nameStocks).map(name => [name, 5])) as Record<StockName, number>),
  ...{ english: 720, irish: 30, polish: 25, indian: 30, pakistani: 35, westAfrican: 15, chinese: 12, romanian: 15 },
}

const beginnings = `Ash Atter Bar Black Brad Brom Burn Cald Car Chad Col Crom Dal Den Ed Ever Fair Farn Gar Green Had Hal Har
  Has Hol Hor Kel Kirk Lang Lin Long Mar Mid Mor Nor Old Ox Pen Pick Ray Red Rush Sand Shel Stan Sut Thorn Wal Wes Whit Wil Win Wood`
const endings = `bourne brook bury by cock combe cott croft dale den field ford gate ham hill holm house hurst ington land ley
  low man mere more son stead stock ston thorpe ton wall ward water way well wick worth`
const words = (text: string) => text.trim().split(/\s+/)

/** Family names that are rarer than those of the stock, each made of two parts. */
const rareFamilies = words(beginnings).flatMap(first => words(endings).map(last => first + last))

/** An item by its rank: the first are common and the last are rare, as names are. */
const byRank = (stream: Stream, items: readonly string[], evenness: number): string => {
  // The inverse of a distribution that falls as one over the rank.
  const rank = Math.floor(evenness * ((items.length / evenness + 1) ** stream.fraction() - 1))
  return items[Math.min(rank, items.length - 1)] ?? ''
}

export const stockOf = (stream: Stream): StockName => chooseWeighted(stream, families)

export const familyNameOf = (stream: Stream, stock: StockName): string => {
  const names = nameStock(stock).family
  if (stock !== 'english') return byRank(stream, names, 5)
  const one = () => (stream.happens(0.45) ? byRank(stream, rareFamilies, 400) : byRank(stream, names, 30))
  return stream.happens(0.05) ? `${one()}-${one()}` : one()
}

/** The form of a family name that somebody of this sex bears. */
export const borneBy = (family: string, stock: StockName, sex: 'female' | 'male'): string =>
  sex === 'female' ? (nameStock(stock).femaleFamily?.[family] ?? family) : family

export const givenNameOf = (
  stream: Stream,
  stock: StockName,
  sex: 'female' | 'male',
  taken: ReadonlySet<string>,
): string => {
  // In every stock some families give names that are usual in England.
  const names = nameStock(stream.happens(0.15) ? 'english' : stock)[sex]
  let given = byRank(stream, names, 20)
  for (let attempt = 0; taken.has(given) && attempt < 20; attempt += 1) given = byRank(stream, names, 60)
  return stream.happens(0.1) ? `${given} ${byRank(stream, nameStock('english')[sex], 40)}` : given
}
