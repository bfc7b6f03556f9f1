import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alarmsIn, readAs } from './alarms.ts'
import type { AlarmKind } from './alarm-patterns.ts'

const told: Readonly<Record<AlarmKind, readonly string[]>> = {
  suicide: [
    'my daughter says she wants to die',
    'he said he didn’t want to be here anymore',
    'she took all my tablets last night',
    'found a goodbye note under her pillow',
    'he keeps saying kms and I dont know if its a joke',
    'She was going to kill herself',
    'I want to end it all',
    'has talked about suicide',
    'He told me we would be better off without him',
    'she overdosed in March',
  ],
  selfHarm: [
    'I have been self harming',
    'there are cuts on her arms',
    'he was cutting himself in the bath',
    'she burnt herself with a lighter',
    'hes been hurting himself at school',
    'scratched herself until it bled',
  ],
  sexualAbuse: [
    'my uncle touched me down there',
    'he made me kiss him',
    'someone has her nudes',
    'I was raped',
    'step dad gets into her bed at night',
    'she was sexually assaulted at a party',
    'a man online was grooming him',
  ],
  violence: [
    'her dad hit her with a belt',
    'he was beaten up by his brother',
    'bruises on both arms',
    'mum slaps the kids',
    'he said he would kill them',
    'the boy was thrown down the stairs',
    'he carries a knife to school',
    'my mum hurts me',
    'they were locked in the shed',
  ],
  domesticAbuse: [
    'my ex punched my mum last week',
    'he strangled his girlfriend in front of the baby',
    'my husband won’t let me go out',
    'she is scared of her partner',
    'we lived with domestic violence for years',
    'he smashed up the house again',
    'he was pushing me about',
  ],
  exploitation: [
    'I think it is county lines',
    'he went country for a week',
    'she has an older boyfriend who buys her things',
    'he owes them and cannot pay',
    'hes shotting weed for someone',
    'he came home with new trainers and a burner phone',
  ],
  missing: [
    'she went missing on friday',
    'he ran away again',
    'she hasn’t come home since yesterday',
    'nobody has seen him for two days',
    'I don’t know where she is',
    'stays out all night',
  ],
  newborn: [
    'the baby is three weeks old and mum is drinking',
    'she is pregnant and using again',
    'he shook the baby',
    'I’m scared I might hurt the baby',
    'concealed pregnancy until now',
    'the newborn is left alone in the flat',
  ],
}

test('words of danger are found in any tense and as people say them', () => {
  const missed = Object.entries(told).flatMap(([kind, texts]) =>
    texts.filter(text => !alarmsIn(text).some(alarm => alarm.kind === kind)).map(text => `${kind}: ${text}`),
  )
  assert.deepEqual(missed, [])
})

test('what families usually ask for raises no alarm', () => {
  for (const text of [
    'My son will not go to school and I need advice about routines.',
    'We would like help with bedtime and with meals.',
    'She is waiting for an autism assessment and the school says it has no place.',
    'He misses his friends since we moved.',
    'I killed the engine and waited, it was murder to park.',
    'Could somebody tell us about parenting classes for parents of teenagers?',
    'My baby does not sleep and I am very tired.',
    'We are expecting our first child in March.',
  ])
    assert.deepEqual(alarmsIn(text), [], text)
})

test('words are given as they stand, once each', () => {
  assert.deepEqual(alarmsIn('He RAN AWAY. He ran away, and then he Ran Away.'), [
    { kind: 'missing', words: 'RAN AWAY' },
  ])
  assert.deepEqual(alarmsIn(''), [])
})

test('harm that was typed into a request for support is read as a concern; nothing is ever read as less', () => {
  const support = { kind: 'support', alarms: [], answers: {} } as const
  assert.equal(readAs(support), 'support')
  assert.equal(readAs({ ...support, alarms: ['ran away'] }), 'concern')
  assert.equal(readAs({ ...support, answers: { safeNow: 'no' } }), 'concern')
  assert.equal(readAs({ ...support, kind: 'concern' }), 'concern')
  assert.equal(readAs({ ...support, kind: 'consultation', alarms: ['ran away'] }), 'consultation')
})

test('a very long text is looked through in no time', () => {
  const started = performance.now()
  alarmsIn('the baby and the pregnant want to not be hit '.repeat(5000))
  alarmsIn('a'.repeat(200_000))
  assert.ok(performance.now() - started < 5000)
})
