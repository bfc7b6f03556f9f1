import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { streamOf } from '../src/county/chance/random.ts'
import type { Stream } from '../src/county/chance/random.ts'
import { fold, scaleFor, score } from '../src/matching/index.ts'
import type { Description } from '../src/matching/index.ts'
import { candidates } from '../src/people/matching/index.ts'
import type { Probe } from '../src/people/matching/index.ts'
import { migrate, openDatabase } from '../src/store/database.ts'
import type { Database } from '../src/store/database.ts'
import { recordsPlace } from '../src/store/embedded/place.ts'
import { ensureServer, leaveServer } from '../src/store/embedded/server.ts'
import { percentile } from './bench.ts'
import type { Figure, MachineBench } from './bench.ts'
import { asRecorded, asTold, otherForm, slip, swapDayAndMonth } from './people/corrupt.ts'
import { generateFamily } from './people/families.ts'
import type { GeneratedFamily, GeneratedPerson } from './people/families.ts'
import { loadPeople } from './people/load.ts'
import type { Loaded } from './people/load.ts'

const people = Number(process.env['RIGHTHELP_BENCH_PEOPLE'] ?? 1_000_000)
const asked = 2_000
const seed = 4
/** From here a worker would take a record for the child’s without a second look. */
const linked = 0.95

type Somebody = {
  readonly identity: number
  readonly person: GeneratedPerson
  readonly family: GeneratedFamily
  readonly place: number
}
type Tell = (stream: Stream, somebody: Somebody) => Description | undefined

const probeOf = ({ homes, mothers, ...told }: Description): Probe => ({
  ...told,
  address: homes[0]?.line ?? null,
  postcode: homes[0]?.postcode ?? null,
  mother: mothers[0] ?? null,
})

/** All that a register holds, as somebody who knows the child tells it. */
const inFull: Tell = (_, { person, family }) => {
  const { homes, ...record } = asRecorded(person, family)
  return { ...record, homes: homes.slice(-1), nhsNumber: null, mothers: [] }
}
const changed =
  (change: (told: Description, stream: Stream, somebody: Somebody) => Partial<Description> | undefined): Tell =>
  (stream, somebody) => {
    const told = inFull(stream, somebody)
    const change_ = told === undefined ? undefined : change(told, stream, somebody)
    return told === undefined || change_ === undefined ? undefined : { ...told, ...change_ }
  }

const swappedBirth = (told: Description) => {
  const bornOn = told.bornOn === null ? undefined : swapDayAndMonth(told.bornOn)
  return bornOn === undefined ? undefined : { bornOn }
}
const withoutHome = { homes: [], sex: null }

/** What callers tell, and of how many the right record must be found, or stand first. */
const tellings: readonly {
  readonly title: string
  readonly tell: Tell
  readonly atLeast?: number
  readonly first?: true
}[] = [
  { title: 'all in full', tell: inFull, atLeast: 99, first: true },
  { title: 'names and date of birth alone', tell: changed(() => withoutHome) },
  { title: 'day and month exchanged', tell: changed(swappedBirth), atLeast: 99 },
  {
    title: 'day and month exchanged, no address',
    tell: changed(told => {
      const change = swappedBirth(told)
      return change === undefined ? undefined : { ...change, ...withoutHome }
    }),
    atLeast: 99,
  },
  {
    title: 'first and last name exchanged',
    tell: changed(({ given, family }) => ({ given: family, family: given })),
    atLeast: 99,
  },
  {
    title: 'names exchanged, no address',
    tell: changed(({ given, family }) => ({ given: family, family: given, ...withoutHome })),
    atLeast: 99,
  },
  { title: 'no date of birth', tell: changed(() => ({ bornOn: null })) },
  {
    title: 'a nickname or another spelling',
    tell: changed((told, stream) => {
      const form = told.given === null ? undefined : otherForm(stream, told.given)
      return form === undefined ? undefined : { given: form }
    }),
  },
  {
    title: 'a nickname, no date of birth',
    tell: changed((told, stream) => {
      const form = told.given === null ? undefined : otherForm(stream, told.given)
      return form === undefined ? undefined : { given: form, bornOn: null }
    }),
  },
  {
    title: 'a slip in both names',
    tell: changed((told, stream) => ({
      given: slip(stream, told.given ?? ''),
      family: slip(stream, told.family ?? ''),
    })),
  },
  { title: 'as callers tell it', tell: (stream, { person, family }) => asTold(stream, person, family) },
]

type Told = { readonly milliseconds: number; readonly place: number; readonly best: number }

const askOne = async (database: Database, told: Description, identity: number): Promise<Told> => {
  const probe = probeOf(told)
  const began = performance.now()
  const found = await candidates(database.sql, probe, { limit: 10 })
  const milliseconds = performance.now() - began
  return { milliseconds, place: found.findIndex(each => each.identity === identity), best: found[0]?.probability ?? 0 }
}

const share = (told: readonly Told[], holds: (each: Told) => boolean): number =>
  told.length === 0 ? 0 : (100 * told.filter(holds).length) / told.length

class Register {
  readonly loaded: readonly Loaded[]
  readonly families: number
  constructor(loaded: readonly Loaded[], families: number) {
    this.loaded = loaded
    this.families = families
  }
  at(identity: number): Somebody {
    const { family: number, place } = this.loaded[identity - 1] ?? { family: 0, place: 0 }
    const family = generateFamily(seed, number, this.families)
    const person = [...family.children, ...family.adults][place]
    if (person === undefined) throw new RangeError('Nobody was loaded there.')
    return { identity, person, family, place }
  }
  any(stream: Stream, wanted: (somebody: Somebody) => boolean = () => true): Somebody {
    for (;;) {
      const somebody = this.at(stream.whole(1, this.loaded.length))
      if (wanted(somebody)) return somebody
    }
  }
}

const askAbout = async (
  database: Database,
  register: Register,
  tell: Tell,
  count: number,
): Promise<readonly Told[]> => {
  const stream = streamOf(seed, 'callers')
  const told: Told[] = []
  while (told.length < count) {
    const somebody = register.any(stream, ({ person }) => person.kind === 'child')
    const description = tell(stream, somebody)
    if (description !== undefined) told.push(await askOne(database, description, somebody.identity))
  }
  return told
}

/** Asks about children who are not in the register, each a brother, sister or twin of one who is: how often that one is taken for them. */
const falselyLinked = (register: Register, kind: 'sibling' | 'twin', count: number): number => {
  const stream = streamOf(seed, kind)
  const scale = scaleFor(register.loaded.length)
  let taken = 0
  for (let pair = 0; pair < count; pair += 1) {
    const { family, place } = register.any(
      stream,
      ({ family, place }) =>
        place > 0 && place < family.children.length && (kind === 'twin') === (family.twins[place] ?? false),
    )
    const [one, other] = [family.children[place], family.children[place - 1]]
    if (one === undefined || other === undefined) continue
    const scored = score(scale, fold(asTold(stream, one, family)), fold(asRecorded(other, family)))
    if (scored.probability >= linked) taken += 1
  }
  return (100 * taken) / count
}

/** How long the comparing itself takes, of a hundred records with one description. */
const scoringTime = (register: Register): number => {
  const stream = streamOf(seed, 'scoring')
  const scale = scaleFor(register.loaded.length)
  const told = Array.from({ length: 20 }, () => {
    const { person, family } = register.any(stream)
    return {
      probe: fold(asTold(stream, person, family)),
      records: Array.from({ length: 100 }, () => register.any(stream)).map(each =>
        asRecorded(each.person, each.family),
      ),
    }
  })
  const times = told.map(({ probe, records }) => {
    const began = performance.now()
    for (const record of records) score(scale, probe, fold(record))
    return performance.now() - began
  })
  return percentile(times, 0.5)
}

const measure = async (database: Database): Promise<readonly Figure[]> => {
  const began = performance.now()
  const { loaded, families } = await loadPeople(database, { seed, people })
  const seconds = (performance.now() - began) / 1000
  const register = new Register(loaded, families)
  const figures: Figure[] = [
    { title: `matching: ${loaded.length} people loaded with their keys`, value: seconds, unit: 's' },
  ]
  await askAbout(database, register, inFull, 200)
  const times: number[] = []
  for (const { title, tell, atLeast, first } of tellings) {
    const told = await askAbout(database, register, tell, asked)
    times.push(...told.map(({ milliseconds }) => milliseconds))
    const limit = atLeast === undefined ? {} : { atLeast }
    figures.push(
      {
        title: `${title}: first`,
        value: share(told, ({ place }) => place === 0),
        unit: '%',
        ...(first === true ? limit : {}),
      },
      {
        title: `${title}: found`,
        value: share(told, ({ place }) => place >= 0),
        unit: '%',
        ...(first === true ? {} : limit),
      },
      {
        title: `${title}: slowest of 20 (p95)`,
        value: percentile(
          told.map(({ milliseconds }) => milliseconds),
          0.95,
        ),
        unit: 'ms',
        atMost: 15,
      },
    )
  }
  return [
    ...figures,
    { title: 'candidate search (p50)', value: percentile(times, 0.5), unit: 'ms', atMost: 5 },
    { title: 'candidate search (p95)', value: percentile(times, 0.95), unit: 'ms', atMost: 15 },
    { title: 'of which comparing 100 records (p50)', value: scoringTime(register), unit: 'ms' },
    {
      title: 'brothers and sisters taken for one',
      value: falselyLinked(register, 'sibling', 5000),
      unit: '%',
      atMost: 0.5,
    },
    { title: 'twins taken for one', value: falselyLinked(register, 'twin', 2000), unit: '%', atMost: 1 },
  ]
}

/** How quickly and how rightly a child is found among a million people, told well and badly. */
export const matchingBench: MachineBench = {
  name: 'matching',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'righthelp-bench-'))
    chmodSync(folder, 0o755)
    const place = recordsPlace({ dataFolder: folder })
    try {
      const { url } = await ensureServer(place)
      const database = openDatabase(url, { connections: 2 })
      try {
        await migrate(database)
        return await measure(database)
      } finally {
        await database.close()
        await leaveServer(place)
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
