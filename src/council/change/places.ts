import { isDeepStrictEqual } from 'node:util'
import { inWords } from '../../calendar/index.ts'
import type { CouncilFile } from '../file-schema.ts'
import { nothingChanges, together } from './change.ts'
import type { Change, Compared } from './change.ts'
import type { Comparing } from './stored.ts'

type Named = { readonly key: string; readonly name: string }

const quoted = (name: string): string => `“${name}”`

/** Compares things that have a key and a name: those that are new, called otherwise, and left out. */
const compareNamed = <Stored extends Named, Filed extends Named>(
  what: string,
  stored: readonly Stored[],
  filed: readonly Filed[],
  make: {
    readonly added: (one: Filed, position: number) => Change
    readonly renamed: (one: Filed) => Change['write']
    readonly more?: (before: Stored, after: Filed, index: number) => Compared
  },
): Compared => {
  const before = new Map(stored.map(each => [each.key, each]))
  const parts = filed.map((each, index): Compared => {
    const known = before.get(each.key)
    if (known === undefined) return { ...nothingChanges, changes: [make.added(each, stored.length + index)] }
    const write = make.renamed(each)
    const words = `The ${what} ${quoted(known.name)} is called ${quoted(each.name)} from now on, on pages about earlier days too`
    const renamed = known.name === each.name || write === undefined ? [] : [{ words, write }]
    return together([{ ...nothingChanges, changes: renamed }, make.more?.(known, each, index) ?? nothingChanges])
  })
  const gone = stored.filter(({ key }) => !filed.some(each => each.key === key))
  return together([...parts, { ...nothingChanges, leftOut: gone.map(({ name }) => `the ${what} ${quoted(name)}`) }])
}

/** Quadrants: new ones, and names. */
export const compareQuadrants = ({ quadrants }: CouncilFile, { stored }: Comparing): Compared =>
  compareNamed('quadrant', stored.quadrants, quadrants, {
    added: ({ key, name }, position) => ({
      words: `A new quadrant: ${quoted(name)}`,
      write: queries => queries.insertInto('quadrant').values({ quadrant: key, name, position }).execute(),
    }),
    renamed:
      ({ key, name }) =>
      queries =>
        queries.updateTable('quadrant').set({ name }).where('quadrant', '=', key).execute(),
  })

const postcodesInWords = (before: readonly string[], after: readonly string[]): string => {
  const came = after.filter(each => !before.includes(each))
  const went = before.filter(each => !after.includes(each))
  return [
    ...(came.length === 0 ? [] : [`also ${came.join(', ')}`]),
    ...(went.length === 0 ? [] : [`no longer ${went.join(', ')}`]),
  ].join(', ')
}

/** Districts: new ones, names, and with what their postcodes begin. In which quadrant one has been, it stays. */
export const compareDistricts = ({ districts }: CouncilFile, { stored }: Comparing): Compared =>
  compareNamed('district', stored.districts, districts, {
    added: ({ key, name, quadrant, postcodes }, position) => ({
      words: `A new district: ${quoted(name)}${postcodes.length === 0 ? '' : `, with the postcodes ${postcodes.join(', ')}`}`,
      write: queries =>
        queries.insertInto('district').values({ district: key, name, quadrant, postcodes, position }).execute(),
    }),
    renamed:
      ({ key, name }) =>
      queries =>
        queries.updateTable('district').set({ name }).where('district', '=', key).execute(),
    more: (before, { key, name, quadrant, postcodes }, index) => ({
      ...nothingChanges,
      faults:
        before.quadrant === quadrant
          ? []
          : [
              `districts[${index}].quadrant: ${name} has been in "${before.quadrant}", and every earlier figure with it: give a new district a key of its own`,
            ],
      changes: isDeepStrictEqual([...before.postcodes].toSorted(), [...postcodes].toSorted())
        ? []
        : [
            {
              words: `The postcodes of ${quoted(name)}: ${postcodesInWords(before.postcodes, postcodes)}. Homes whose district nobody knew get theirs`,
              write: queries =>
                queries.updateTable('district').set({ postcodes }).where('district', '=', key).execute(),
            },
          ],
    }),
  })

/** Services: new ones, and names. A threshold has no day of its own, and one that has been in force stays. */
export const compareServices = ({ services }: CouncilFile, { stored }: Comparing): Compared => {
  const before = stored.services.map(({ service, ...rest }) => ({ key: service, ...rest }))
  return compareNamed('service', before, services, {
    added: ({ key, name, caseloadThreshold }, position) => ({
      words: `A new service: ${quoted(name)}${caseloadThreshold === null ? '' : `, whose workers stand out above ${caseloadThreshold} children`}`,
      write: queries =>
        queries
          .insertInto('service')
          .values({ service: key, name, caseload_threshold: caseloadThreshold, position })
          .execute(),
    }),
    renamed:
      ({ key, name }) =>
      queries =>
        queries.updateTable('service').set({ name }).where('service', '=', key).execute(),
    more: (known, { name, caseloadThreshold }, index) => ({
      ...nothingChanges,
      faults:
        known.caseloadThreshold === caseloadThreshold
          ? []
          : [
              `services[${index}].caseloadThreshold: that of ${name} has been ${known.caseloadThreshold ?? 'none'}, for earlier days too: leave it, and say from which day another holds (caseloads[].thresholds)`,
            ],
    }),
  })
}

/** The estimates of the population: new years, and years that are estimated anew. Earlier figures keep what was known. */
export const comparePopulation = ({ population }: CouncilFile, { stored }: Comparing): Compared => {
  const filed = Object.entries(population).map(([year, count]) => [Number(year), count] as const)
  const changes = filed.flatMap(([year, count]): readonly Change[] => {
    const before = stored.population.get(year)
    if (before === count) return []
    const until = before === undefined ? '' : `, and no longer ${before}; what was known before today keeps that`
    return [
      {
        words: `Children under 18 in ${year}: ${count}${until}. Rates are counted by it from ${inWords(`${String(year).padStart(4, '0')}-06-30`)} until the next estimate`,
        write: (queries, at) =>
          queries.insertInto('population').values({ year, under_18: count, known_from: at }).execute(),
      },
    ]
  })
  const years = new Set(filed.map(([year]) => year))
  const gone = [...stored.population.keys()].filter(year => !years.has(year))
  return { changes, faults: [], leftOut: gone.map(year => `the population of ${year}`) }
}
