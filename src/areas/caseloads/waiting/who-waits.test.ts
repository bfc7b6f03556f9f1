import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { rules, smallCouncil } from '../testing.ts'
import type { SmallCouncil } from '../testing.ts'
import { waitingChildren } from './who-waits.ts'

let council: SmallCouncil
before(async () => {
  council = await smallCouncil()
})
after(() => council.close())

const whoWaits = async () => {
  const asked = { by: 'name', descending: false, page: 1, perPage: 20 } as const
  const found = await waitingChildren(council.database.sql, rules, await council.as('manager'), asked)
  return found.children.map(({ name, step }) => `${name}: ${step}`)
}

/** A child for whom early help was asked, whose assessment a manager recorded while nobody was allocated. */
const helpedEarly = async (given: string): Promise<number> => {
  const identity = await council.person(given)
  const subjects = [{ identity }]
  await council.recordAs('duty', {
    step: 'contact',
    subjects,
    outcome: 'earlyHelp',
    answers: { receivedOn: '2020-10-01', source: 'schools', why: 'Tired at school.', decidedOn: '2020-10-01' },
  })
  await council.recordAs('manager', {
    step: 'earlyHelpAssessment',
    subjects,
    outcome: 'plan',
    answers: { completedOn: '2020-10-05', strengths: 'They laugh together.', needs: 'A bed for each child.' },
  })
  return identity
}

describe('who waits for somebody to be allocated', () => {
  it('is a child with work due and nobody for it, and not one whose early help another organisation leads', async () => {
    await council.child({ given: 'Ann' })
    await helpedEarly('Led')
    assert.deepEqual(await whoWaits(), ['Ann Ashdown: childAndFamilyAssessment'])
  })

  it('is a child whose early help was ours, once nobody has it any more', async () => {
    const subjects = [{ identity: await helpedEarly('Was') }]
    await council.recordAs('duty', {
      step: 'allocation',
      subjects,
      outcome: 'earlyHelpWorker',
      answers: { allocatedOn: '2020-10-06', worker: council.worker('ada'), team: 'north' },
    })
    assert.equal((await whoWaits()).length, 1)
    const ended = { step: 'allocationEnd', subjects, outcome: 'earlyHelpWorker', answers: { endedOn: '2020-11-02' } }
    await council.recordAs('manager', ended)
    assert.deepEqual(await whoWaits(), ['Ann Ashdown: childAndFamilyAssessment', 'Was Ashdown: earlyHelpPlan'])
  })
})
