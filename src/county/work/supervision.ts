import { addWorkingDaysTo } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import { chooseWeighted, streamOf } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import type { ToldEntry } from '../load/index.ts'
import { occupantOn } from '../workforce/index.ts'
import { on, workingDayFrom } from './act.ts'
import type { Spell } from './caseload-book.ts'
import type { County } from './county.ts'
import { instantAt } from './moments.ts'
import {
  decisionsOfSupervision,
  paragraphOfSupervision,
  wordsOfReply,
  wordsOfSupervision,
} from './supervision-words.ts'

type Decision = { readonly key: string; readonly what: string; readonly who: string; readonly byWhen: string }

const becoming = { done: 62, goesOn: 28, dropped: 10 } as const

/** How often supervision comes late or is left out in a team: in a few teams a good deal more often than in the others. */
const mannersOf = (seed: number, team: string) => {
  const stream = streamOf(seed, `supervision in ${team}`)
  const isLax = stream.happens(0.2)
  return { late: isLax ? 0.3 : 0.1, missed: isLax ? 0.14 : 0.03 }
}

const workingDaysToNext = (stream: Stream, { late, missed }: ReturnType<typeof mannersOf>): number => {
  const chance = stream.fraction()
  if (chance < missed) return stream.whole(40, 50)
  return chance < missed + late ? stream.whole(24, 32) : stream.whole(18, 23)
}

const heldOn = (spells: readonly Spell[], day: DayNumber): readonly Spell[] =>
  spells.filter(({ from, to }) => from < day && to > day)

type Held = { readonly entry: number; readonly day: DayNumber; readonly about: readonly Spell[]; readonly team: string }

/** The worker signs most supervisions in the days after, now and then with words; about the children still in their hands. */
const signedBy = (
  { lastDay, limit, nextEntry }: County,
  stream: Stream,
  worker: number,
  { entry, day, about, team }: Held,
): readonly ToldEntry[] => {
  const signed = addWorkingDaysTo(day, stream.whole(1, 4))
  const subjects = about.filter(({ to }) => to > signed).map(({ identity }) => ({ identity, paragraph: null }))
  if (!stream.happens(0.6) || signed > lastDay || subjects.length === 0) return []
  const words = wordsOfReply(stream)
  const signedOn = on(signed)
  return [
    {
      step: 'supervisionReply',
      follows: entry,
      source: 'simulated',
      versions: [
        {
          id: nextEntry(),
          answers: { signedOn, ...(words.words === undefined ? {} : { words: words.words }) },
          outcome: words.outcome,
          happenedOn: signedOn,
          completedOn: signedOn,
          author: worker,
          team,
          recordedAt: instantAt(Math.min(signed * 1440 + stream.whole(560, 1040), limit)),
        },
      ],
      subjects,
    },
  ]
}

type Holding = Held & { readonly worker: number; readonly manager: number; readonly decided: readonly Decision[] }

/** One supervision: what was said, what became of the decisions before, and what is decided now. */
const heldWith = (
  { limit }: County,
  stream: Stream,
  { entry, worker, manager, day, about, team, decided }: Holding,
): { readonly told: ToldEntry; readonly decisions: readonly Decision[] } => {
  const heldOn = on(day)
  const lastDecisions = decided.map(({ key, what }) => ({ key, what, became: chooseWeighted(stream, becoming) }))
  const decisions = decisionsOfSupervision(stream).map((decision, place) => ({
    key: `d${place + 1}`,
    ...decision,
    byWhen: on(addWorkingDaysTo(day, 15)),
  }))
  const version = {
    id: entry,
    answers: {
      heldOn,
      supervised: worker,
      ...wordsOfSupervision(stream),
      ...(lastDecisions.length > 0 ? { lastDecisions } : {}),
      decisions,
    },
    outcome: 'held',
    happenedOn: heldOn,
    completedOn: heldOn,
    author: manager,
    team,
    recordedAt: instantAt(Math.min(day * 1440 + stream.whole(1000, 1060), limit)),
  }
  const subjects = about.map(({ identity }) => ({ identity, paragraph: paragraphOfSupervision(stream) }))
  return {
    told: { step: 'supervision', follows: null, source: 'simulated', versions: [version], subjects },
    decisions,
  }
}

/** The supervisions of one worker, month by month, each about most of the children whom the worker then held. */
const supervisionsOfWorker = (
  county: County,
  worker: number,
  spells: readonly Spell[],
  from: DayNumber,
): readonly ToldEntry[] => {
  const { seed, lastDay, establishment } = county
  const stream = streamOf(seed, 'supervision', worker)
  const signing = streamOf(seed, 'supervision signed', worker)
  const first = Math.min(...spells.map(spell => spell.from))
  const entries: ToldEntry[] = []
  let decided: readonly Decision[] = []
  let day = addWorkingDaysTo(Math.max(from, first), stream.whole(1, 21))
  while (day <= lastDay) {
    const children = heldOn(spells, day)
    const team = children.at(-1)?.team ?? ''
    const seat = establishment.managers.get(team)
    const about = seat === undefined ? [] : children.filter(() => stream.happens(0.95))
    if (seat !== undefined && about.length > 0) {
      const held = { entry: county.nextEntry(), day, about, team }
      const { told, decisions } = heldWith(county, stream, { ...held, worker, manager: occupantOn(seat, day), decided })
      decided = decisions
      entries.push(told, ...signedBy(county, signing, worker, held))
    }
    day = workingDayFrom(addWorkingDaysTo(day, workingDaysToNext(stream, mannersOf(seed, team))))
  }
  return entries
}

/** All supervisions of the county from a day on, worker by worker. Every family must have been told before. */
export const supervisionsOf = (county: County, from: DayNumber): readonly ToldEntry[] =>
  county.caseloads.spells().flatMap(([worker, spells]) => supervisionsOfWorker(county, worker, spells, from))
