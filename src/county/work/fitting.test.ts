import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { streamOf } from '../chance/random.ts'
import { fitting } from './fitting.ts'
import { fill, say, views } from './phrases.ts'
import type { Telling } from './phrases.ts'
import { knownBy } from './plan-phrases.ts'
import { feelings, themes } from './themes.ts'

const tellingOf = (youngest: Telling['youngest']): Telling => ({
  stream: streamOf(1, 'words', 1),
  theme: themes.acuteStress,
  child: 'Orla and Fionn',
  parent: 'Maeve',
  isOne: false,
  isBaby: youngest === 'baby',
  youngest,
})

describe('words that are told of children', () => {
  it('fit the age of the youngest, and chance is asked as often as for the oldest', () => {
    for (const phrase of themes.acuteStress.strengths)
      assert.doesNotMatch(fitting('baby', themes.acuteStress.strengths, phrase), /friends|music/)
    for (const phrase of feelings) assert.doesNotMatch(fitting('small', feelings, phrase), /School|football/)
    const [older, baby] = [tellingOf('older'), tellingOf('baby')]
    for (const telling of [older, baby]) say(telling, themes.acuteStress.worries, themes.acuteStress.strengths)
    assert.equal(older.stream.fraction(), baby.stream.fraction())
    const small = tellingOf('small')
    for (let time = 0; time < 50; time += 1) assert.doesNotMatch(String(views(small, 1).childsView), /School|football/)
  })

  it('agree with one child and with several', () => {
    const told = knownBy.map(phrase => fill(tellingOf('older'), phrase))
    assert.ok(told.includes('Orla and Fionn say so.'))
    assert.ok(told.includes('Orla and Fionn sleep, eat and play as others do.'))
  })
})
