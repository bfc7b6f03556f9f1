import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addDays, instantOf } from '../../calendar/index.ts'
import type { Post } from '../../council/organisation.ts'
import type { Role } from '../../journey/index.ts'
import { absencesFor } from './plan.ts'

const opens = instantOf('2020-12-14T09:00')
const today = '2020-12-14'

const post = (worker: number, role: Role, team: string): Post => ({
  worker,
  name: `Worker ${worker}`,
  role,
  team,
  agency: false,
  fullTimeEquivalent: 1,
  newlyQualifiedOn: null,
  startedOn: '2018-01-01',
  endedOn: null,
})

const held = [
  ...Array.from({ length: 440 }, (_, index) => post(index + 1, 'socialWorker', `team-${index % 40}`)),
  ...Array.from({ length: 40 }, (_, index) => post(index + 1001, 'teamManager', `team-${index}`)),
]
const serviceOf = (team: string | null) => (team === null ? undefined : `service-${Number(team.slice(5)) % 4}`)
const teamOf = (worker: number) => held.find(each => each.worker === worker)?.team ?? null
const of = (seed: number) => absencesFor({ seed, opens }, held, serviceOf)

describe('the absences of the county', () => {
  for (const seed of [1, 2, 3]) {
    const rows = of(seed)
    const away = rows.filter(row => row.started_on <= today && (row.ended_on == null || row.ended_on > today))

    it(`are about one in eighteen on the day it opens, most of them covered (seed ${seed})`, () => {
      assert.ok(away.length >= 20 && away.length <= 30, `${away.length} are away`)
      const covered = away.filter(({ cover }) => cover !== null).length
      assert.ok(covered > away.length / 2 && covered < away.length, `${covered} of ${away.length} are covered`)
      assert.ok(new Set(away.map(({ kind }) => kind)).size >= 3)
    })

    it(`never name a cover who is away at all, and take one of the same team (seed ${seed})`, () => {
      const absent = new Set(rows.map(({ worker }) => worker))
      assert.equal(absent.size, rows.length, 'nobody is away twice')
      for (const { worker, cover } of rows) {
        if (cover == null) continue
        assert.ok(!absent.has(cover) && cover !== worker)
        if (worker < 1000) assert.equal(teamOf(cover), teamOf(worker))
        else assert.equal(serviceOf(teamOf(cover)), serviceOf(teamOf(worker)))
      }
    })

    it(`cover one team manager, and end after they begin (seed ${seed})`, () => {
      const managers = away.filter(({ worker }) => worker > 1000)
      assert.equal(managers.length, 1)
      assert.ok(managers[0]?.cover != null)
      for (const { started_on, ended_on } of rows) assert.ok(ended_on == null || ended_on > started_on)
      assert.ok(
        rows.some(({ ended_on }) => ended_on === today),
        'somebody is back this morning',
      )
      assert.ok(rows.some(({ started_on }) => started_on > today && started_on < addDays(today, 30)))
    })
  }

  it('are the same for the same seed', () => assert.deepEqual(of(5), of(5)))
})
