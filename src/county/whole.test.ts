import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { england } from '../journey/index.ts'
import { rebuild } from '../ledger/index.ts'
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

  it('stores for every child the episodes and duties that its entries give', async () => {
    const { identities, differed } = await rebuild({ database, rules }, { repair: false })
    assert.deepEqual(differed, [])
    assert.ok(identities > 100_000, `${identities} children are compared`)
  })

  it('has every entry say itself about whom it is', async () => {
    assert.deepEqual(await entriesAboutOthers(database), [])
  })
})
