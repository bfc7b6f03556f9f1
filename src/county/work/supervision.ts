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
import { decisionsOfSupervision, paragraphOfSupervision, wordsOfSupervision } from './supervision-words.ts'

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

const held = (spells: readonly Spell[], day: DayNumber): readonly Spell[] =>
  spells.filter(({ from, to }) => from < day && to > day)

/** The supervisions of one worker, month by month, each about most of the children whom the worker then held. */
const supervisionsOfWorker = (
  county: County,
  worker: number,
  spells: readonly Spell[],
  from: DayNumber,
): readonly ToldEntry[] => {
  const { seed, lastDay, establishment, limit } = county
  const stream = streamOf(seed, 'supervision', worker)
  const first = Math.min(...spells.map(spell => spell.from))
  const entries: ToldEntry[] = []
  let decided: readonly Decision[] = []
  let day = addWorkingDaysTo(Math.max(from, first), stream.whole(1, 21))
  while (day <= lastDay) {
    const children = held(spells, day)
    const team = children.at(-1)?.team
    const manager = team === undefined ? undefined : establishment.managers.get(team)
    if (team !== undefined && manager !== undefined) {
      const about = children.filter(() => stream.happens(0.95))
      const heldOn = on(day)
      const lastDecisions = decided.map(({ key, what }) => ({ key, what, became: chooseWeighted(stream, becoming) }))
      decided = decisionsOfSupervision(stream).map((decision, place) => ({
        key: `d${place + 1}`,
        ...decision,
        byWhen: on(addWorkingDaysTo(day, 15)),
      }))
      const recorded = Math.min(day * 1440 + stream.whole(1000, 1060), limit)
      if (about.length > 0)
        entries.push({
          step: 'supervision',
          follows: null,
          source: 'simulated',
          versions: [
            {
              id: county.nextEntry(),
              answers: {
                heldOn,
                supervised: worker,
                ...wordsOfSupervision(stream),
                ...(lastDecisions.length > 0 ? { lastDecisions } : {}),
                decisions: decided,
              },
              outcome: 'held',
              happenedOn: heldOn,
              completedOn: heldOn,
              author: occupantOn(manager, day),
              team,
              recordedAt: instantAt(recorded),
            },
          ],
          subjects: about.map(({ identity }) => ({ identity, paragraph: paragraphOfSupervision(stream) })),
        })
    }
    day = workingDayFrom(addWorkingDaysTo(day, workingDaysToNext(stream, mannersOf(seed, team ?? ''))))
  }
  return entries
}

/** All supervisions of the county from a day on, worker by worker. Every family must have been told before. */
export const supervisionsOf = (county: County, from: DayNumber): readonly ToldEntry[] =>
  county.caseloads.spells().flatMap(([worker, spells]) => supervisionsOfWorker(county, worker, spells, from))
