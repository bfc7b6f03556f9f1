import type { Database } from '../../../store/database.ts'
import type { StoredAnswers } from '../../../journey/field.ts'
import type { Goal } from '../../../journey/plans/index.ts'
import { recordAs } from '../testing.ts'
import { makeScene } from '../testing-scene.ts'
import type { Scene } from '../testing-scene.ts'

const food = (change: Partial<NonNullable<Goal['actions']>[number]> = {}): Goal => ({
  key: 'food',
  different: 'There is food in the house every day',
  known: 'Amira says so, and school sees it',
  actions: [
    { key: 'club', what: 'Breakfast club', owner: 'School', by: '2020-10-01', status: 'underWay', ...change },
    { key: 'shop', what: 'Shop with the voucher each Friday', owner: 'Mother', status: 'notStarted' },
  ],
})

/** A child on a protection plan whose core groups have changed the plan three times, for its pages to be looked at. */
export const makePlanScene = async (database: Database): Promise<Scene> => {
  const scene = await makeScene(database)
  const subjects = [{ identity: scene.child }, { identity: scene.brother }]
  const meet = (heldOn: string, plan: readonly Goal[], more: StoredAnswers = {}) =>
    recordAs(database, 'socialWorker', {
      step: 'coreGroup',
      subjects,
      outcome: 'held',
      answers: { heldOn, progress: 'Some things are better.', plan, ...more },
    })
  const warm: Goal = {
    key: 'warm',
    different: 'The flat is warm and dry',
    actions: [
      { key: 'heat', what: 'Have the heating mended', owner: 'Housing', by: '2020-11-01', status: 'notStarted' },
    ],
  }
  await meet('2020-09-16', [food()], { visitEvery: 5, childsView: 'I want dumplings on other days too.' })
  await meet('2020-10-20', [food({ by: '2020-11-01', status: 'moved' })], { familysView: 'The letters frighten us.' })
  await meet('2020-11-30', [food({ by: '2020-12-01', status: 'moved' }), warm])
  return scene
}
