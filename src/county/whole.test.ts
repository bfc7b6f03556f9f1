import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { england } from '../journey/index.ts'
import { rebuild } from '../ledger/index.ts'
import { identitiesIn } from '../ledger/rebuild.ts'
import { entriesAboutOthers } from '../ledger/testing-subjects.ts'
import { testDatabase } from '../store/testing.ts'
import { buildCounty } from './build.ts'
import { defaultControls } from './controls/index.ts'

const rules = { pathway: england, policy: {} }

describe('the whole county', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>
  before(async () => {
    database = await testDatabase()
    // Kept only where the product's own measures recount every control.
    await buildCounty(database, { controls: defaultControls, seed: 1, scale: 1 })
  })
  after(() => database.close())

  // Of every child it is `npm run verify` that compares them, and of a county of a twentieth the test beside this one.
  it('stores for every tenth child the episodes and duties that its entries give', async () => {
    const only = (await identitiesIn(database.sql)).filter((_, at) => at % 10 === 0)
    const { identities, differed } = await rebuild({ database, rules }, { repair: false, only })
    assert.deepEqual(differed, [])
    assert.ok(identities > 10_000, `${identities} children are compared`)
  })

  it('has every entry say itself about whom it is', async () => {
    assert.deepEqual(await entriesAboutOthers(database), [])
  })
})
