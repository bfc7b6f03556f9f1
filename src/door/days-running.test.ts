import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayInWords } from './days-running.ts'

const contact = { anchorStep: 'contact', receivedOn: '2020-12-10', passedOn: '2020-12-11' }

test('the days to early help run from the contact, the days to assessment from the day it was passed to the partnership', () => {
  assert.equal(
    dayInWords({ ...contact, step: 'earlyHelpAssessment', dueOn: '2020-12-15' }, '2020-12-14'),
    'Working day 2 of 3 to early help, since the contact',
  )
  assert.equal(
    dayInWords({ ...contact, step: 'multiAgencyEnquiry', dueOn: '2020-12-16' }, '2020-12-14'),
    'Working day 1 of 3 to assessment, since it was passed to the partnership team',
  )
  assert.equal(
    dayInWords({ ...contact, anchorStep: 'multiAgencyEnquiry', step: 'referral', dueOn: null }, '2020-12-18'),
    'Working day 5 to assessment, since it was passed to the partnership team',
  )
})

test('a contact that went on to assessment at once runs from the contact, and work that no contact began says nothing', () => {
  assert.match(
    dayInWords({ ...contact, step: 'referral', dueOn: '2020-12-14' }, '2020-12-14'),
    /^Working day 2 of 2 to assessment, since the contact$/,
  )
  const closure = { step: 'earlyHelpAssessment', anchorStep: 'closure', receivedOn: null, passedOn: null, dueOn: null }
  assert.equal(dayInWords(closure, '2020-12-14'), '')
})
