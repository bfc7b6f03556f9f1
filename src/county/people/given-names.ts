import { chooseFrom } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import { nameStock } from './name-stocks.ts'
import type { StockName } from './name-stocks.ts'

type Sex = 'female' | 'male'

const shortForms: Readonly<Record<string, string>> = {
  Alexander: 'Alex',
  Benjamin: 'Ben',
  Charlotte: 'Lottie',
  Daniel: 'Danny',
  Eleanor: 'Nell',
  Elizabeth: 'Lizzie',
  Isabella: 'Bella',
  Isabelle: 'Izzy',
  Jacob: 'Jake',
  Joseph: 'Joe',
  Joshua: 'Josh',
  Kayleigh: 'Kay',
  Małgorzata: 'Gosia',
  Matthew: 'Matty',
  Muhammad: 'Mo',
  Oluwaseun: 'Seun',
  Oluwatobi: 'Tobi',
  Samuel: 'Sam',
  Sebastian: 'Seb',
  Theodore: 'Teddy',
  Thomas: 'Tom',
  William: 'Will',
  Wojciech: 'Wojtek',
  Zachary: 'Zac',
}

const said: Readonly<Record<string, string>> = {
  Aoife: 'EE-fa',
  Caoimhe: 'KEE-va',
  Cillian: 'KILL-ee-an',
  Éabha: 'AY-va',
  Fiadh: 'FEE-a',
  Gráinne: 'GRAWN-ya',
  Niamh: 'NEEV',
  Oisín: 'USH-een',
  Róisín: 'ro-SHEEN',
  Ruairí: 'ROOR-ee',
  Saoirse: 'SEER-sha',
  Siobhán: 'shi-VAWN',
  Sinéad: 'shi-NAID',
  Tadhg: 'TIGE',
  Wojciech: 'VOY-chekh',
  Świętosław: 'shvyen-TOH-swav',
  Chiamaka: 'chee-a-MAH-ka',
  Ifeoma: 'ee-FAW-ma',
  Nguyễn: 'NWEN',
  Xinyi: 'SHIN-yee',
  Zixuan: 'DZUH-shwan',
  美玲: 'may-LING',
  雅婷: 'yah-TING',
  思雨: 'suh-YOO',
  志明: 'jir-MING',
  子轩: 'dzuh-SHWAN',
  浩然: 'how-RAN',
}

export type GivenName = { readonly given: string; readonly preferred: string | null; readonly saidAs: string | null }

/** A child's given name, unlike those already in the family; now and then with the name the child goes by. */
export const givenName = (stream: Stream, stock: StockName, sex: Sex, taken: ReadonlySet<string>): GivenName => {
  const names = nameStock(stock)[sex]
  let given = chooseFrom(stream, names)
  for (let attempt = 0; taken.has(given) && attempt < 6; attempt += 1) given = chooseFrom(stream, names)
  const short = shortForms[given]
  return {
    given,
    preferred: short !== undefined && stream.happens(0.35) ? short : null,
    saidAs: said[given] ?? null,
  }
}

/** A family name in the form that a person of this sex bears. */
export const asBorneBy = (family: string, stock: StockName, sex: Sex): string =>
  sex === 'female' ? (nameStock(stock).femaleFamily?.[family] ?? family) : family

/** A family name; in some families double-barrelled. */
export const familyName = (stream: Stream, stock: StockName): string => {
  const name = chooseFrom(stream, nameStock(stock).family)
  if (stock !== 'english' || !stream.happens(0.05)) return name
  return `${name}-${chooseFrom(stream, nameStock(stock).family)}`
}
