import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { planQuestions } from '../../journey/index.ts'
import type { AnyStep } from '../../journey/index.ts'
import { anyAnswer } from '../../journey/testing.ts'
import { stepOfEveryKind as everyKind } from '../specimen-testing.ts'
import { anotherRow, answerRows, readForm, stepForm, typedFrom, typedOf } from './index.ts'
import { isInputOf, rawAnswer } from './names.ts'

const today = '2020-12-14'

const whole = {
  _csrf: 'token',
  'heldOn-day': '3',
  'heldOn-month': '3',
  'heldOn-year': '2020',
  place: 'At home',
  notes: 'Line one\r\nline two',
  manner: 'faceToFace',
  alone: 'yes',
  outcome: 'done',
}

const read = (change: Readonly<Record<string, string | readonly string[]>>) =>
  readForm(everyKind, { ...whole, ...change }, { today })

const choosing = {
  workers: [{ value: '7', text: 'Asha Malik, Social worker' }],
  teams: [{ value: 'duty', text: 'Duty team' }],
  today,
}
const names = { workers: new Map([[7, 'Asha Malik']]), teams: new Map([['duty', 'Duty team']]) }

test('a whole form gives the answers, with what was not asked for named', () => {
  const { answers, problems, outcome, unasked } = read({ surprise: '1', 'paragraph-4': 'x' })
  assert.deepEqual(problems, {})
  assert.equal(outcome, 'done')
  assert.deepEqual(answers, {
    heldOn: '2020-03-03',
    place: 'At home',
    notes: 'Line one\nline two',
    manner: 'faceToFace',
    alone: true,
  })
  assert.deepEqual(unasked, ['surprise', 'paragraph-4'])
  assert.deepEqual(
    readForm(everyKind, { ...whole, 'paragraph-4': 'x' }, { today }, name => name.startsWith('paragraph-')).unasked,
    [],
  )
})

test('a date that does not exist, lies ahead, or is not one is refused with the name of its question', () => {
  assert.match(
    read({ 'heldOn-day': '31', 'heldOn-month': '2' }).problems.heldOn ?? '',
    /Date it was held must be a real date/,
  )
  assert.match(
    read({ 'heldOn-year': '2021' }).problems.heldOn ?? '',
    /must be today \(14 December 2020\) or in the past/,
  )
  assert.match(read({ 'heldOn-day': 'third' }).problems.heldOn ?? '', /real date/)
  assert.match(read({ 'heldOn-day': ['1', '2'] }).problems.heldOn ?? '', /real date/)
  assert.match(
    read({ 'wentAt-day': '3', 'wentAt-month': '3', 'wentAt-year': '2020', 'wentAt-time': '25:00' }).problems.wentAt ??
      '',
    /time like 14:30/,
  )
})

test('a moment is read from its four parts', () => {
  const { answers } = read({ 'wentAt-day': '3', 'wentAt-month': '3', 'wentAt-year': '2020', 'wentAt-time': '9:05' })
  assert.equal(answers.wentAt, '2020-03-03T09:05')
})

test('empty, too long, several where one is asked, and answers not in the list are refused; what was typed is kept', () => {
  assert.match(read({ place: '  ' }).problems.place ?? '', /Enter/)
  assert.match(read({ place: 'x'.repeat(201) }).problems.place ?? '', /200 characters or fewer; it has 201/)
  assert.match(read({ place: ['a', 'b'] }).problems.place ?? '', /Enter/)
  assert.match(read({ manner: 'by pigeon' }).problems.manner ?? '', /choose one of the answers in the list/)
  assert.match(read({ worries: ['home', 'moon'] }).problems.worries ?? '', /choose answers from the list/)
  assert.match(read({ alone: 'perhaps' }).problems.alone ?? '', /Choose yes or no/)
  assert.match(read({ miles: '-3' }).problems.miles ?? '', /whole number/)
  assert.match(read({ where: 'nowhere' }).problems.where ?? '', /full UK postcode/)
  assert.match(read({ by: 'Robert' }).problems.by ?? '', /choose a worker/)
  assert.match(read({ for: '../etc' }).problems.for ?? '', /choose a team/)
  assert.match(read({ outcome: 'another' }).problems.outcome ?? '', /Choose an outcome/)
  assert.equal(read({ place: 'x'.repeat(201) }).typed.place, 'x'.repeat(201))
})

test('a question that depends on another is read only where that has its answer', () => {
  assert.equal(read({ reason: 'Snow' }).answers.reason, undefined)
  assert.equal(read({ manner: 'virtual', reason: 'Snow' }).answers.reason, 'Snow')
})

test('script and SQL are words like any other, and stand in the page as text', () => {
  const words = `<script>alert("x")</script>'; drop table entry; --`
  const { answers, typed, problems } = read({ place: words, notes: words, manner: words })
  assert.equal(answers.place, words)
  const { questions } = stepForm(everyKind, { typed, problems }, choosing)
  const html = questions.map(({ html: question }) => question.toString()).join('')
  assert.doesNotMatch(html, /<script/)
  assert.match(html, /&lt;script&gt;alert\(&quot;x&quot;\)/)
})

test('every kind has its renderer, shows what was typed, and marks what is wrong', () => {
  const { typed, problems } = read({
    'heldOn-day': '31',
    'heldOn-month': '2',
    by: '7',
    for: 'duty',
    worries: ['school'],
  })
  const { questions, errors } = stepForm(everyKind, { typed, problems }, choosing)
  const html = (name: string) => questions.find(question => question.name === name)?.html.toString() ?? ''
  assert.match(html('heldOn'), /name="heldOn-day"[^>]*value="31"/)
  assert.match(html('heldOn'), /must be a real date/)
  assert.match(html('place'), /value="At home"/)
  assert.match(html('notes'), /<textarea[^>]*name="notes"/)
  assert.match(html('manner'), /value="faceToFace" checked/)
  assert.match(html('worries'), /type="checkbox" value="school" checked/)
  assert.match(html('alone'), /value="yes" checked/)
  assert.match(html('by'), /<option value="7" selected>Asha Malik, Social worker/)
  assert.match(html('for'), /<option value="duty" selected>Duty team/)
  assert.match(html('outcome'), /value="done" checked/)
  assert.match(html('miles'), /Miles from home \(optional\)/)
  assert.equal(html('old'), '')
  assert.deepEqual(errors, [{ text: problems.heldOn, href: '#heldOn-day' }])
})

test('a question that depends on one answer opens under it, and is there without scripts', () => {
  const { questions } = stepForm(everyKind, { typed: {}, problems: {} }, choosing)
  assert.equal(
    questions.some(({ name }) => name === 'reason'),
    false,
  )
  assert.match(
    questions.find(({ name }) => name === 'manner')?.html.toString() ?? '',
    /govuk-radios__conditional[\s\S]*name="reason"/,
  )
})

test('what is known stands beside its question and can be kept', () => {
  const beside = { place: [{ heading: 'Last time', words: 'At <b>school</b>', mayKeep: true }] }
  const { questions } = stepForm(everyKind, { typed: {}, problems: {}, beside }, choosing)
  const html = questions.find(({ name }) => name === 'place')?.html.toString() ?? ''
  assert.match(html, /Last time/)
  assert.match(html, /At &lt;b&gt;school/)
  assert.match(html, /name="keep" value="place"/)
})

test('stored answers typed again give the same answers', () => {
  const stored = {
    heldOn: '2020-03-03',
    wentAt: '2020-03-03T14:30',
    place: 'At home',
    notes: 'Words',
    manner: 'virtual',
    reason: 'Snow',
    worries: ['home', 'school'],
    alone: false,
    miles: 12,
    where: 'AB1 2CD',
    by: 7,
    for: 'duty',
  }
  const { answers, outcome, problems } = readForm(everyKind, typedFrom(everyKind, stored, 'notDone'), { today })
  assert.deepEqual(problems, {})
  assert.deepEqual(answers, stored)
  assert.equal(outcome, 'notDone')
})

test('answers are shown in words; to check them, each with a link to its question', () => {
  const stored = {
    heldOn: '2020-03-03',
    wentAt: '2020-03-03T14:30',
    manner: 'virtual',
    worries: ['home', 'school'],
    alone: true,
    by: 7,
    for: 'duty',
    old: 'kept',
  }
  const shown = answerRows(everyKind, stored, 'done', names)
  assert.deepEqual(
    shown.map(({ key, value }) => [key.text, value.text]),
    [
      ['Date it was held', '3 March 2020'],
      ['When they went', '3 March 2020 at 2:30pm'],
      ['How', 'By video'],
      ['Worries', 'Home; School'],
      ['Was the child seen alone', 'Yes'],
      ['Who did it', 'Asha Malik'],
      ['For which team', 'Duty team'],
      ['No longer asked', 'kept'],
      ['Outcome', 'Done'],
    ],
  )
  const toCheck = answerRows(everyKind, stored, 'done', names, '/drafts/3')
  assert.equal(toCheck.find(({ key }) => key.text === 'Where')?.value.text, 'Not answered')
  assert.equal(toCheck[0]?.actions?.items[0]?.href, '/drafts/3#heldOn')
})

test('a step with one outcome does not ask for it, and refuses another', () => {
  const one: AnyStep = { ...everyKind, outcomes: { done: { label: 'Done' } } }
  assert.equal(
    stepForm(one, { typed: {}, problems: {} }, choosing).questions.some(({ name }) => name === 'outcome'),
    false,
  )
  const { outcome: sent, ...withoutOutcome } = whole
  assert.equal(readForm(one, withoutOutcome, { today }).outcome, sent)
  assert.deepEqual(readForm(one, withoutOutcome, { today }).problems, {})
  assert.match(readForm(one, { ...whole, outcome: 'another' }, { today }).problems.outcome ?? '', /Choose an outcome/)
})

test('rows come back as they were typed: typed, read and typed again are the same', () => {
  const { plan } = planQuestions
  fc.assert(
    fc.property(anyAnswer(plan, today), raw => {
      const reading = plan.read(raw, { today })
      assert.ok('value' in reading)
      const typed = typedOf('plan', plan, reading.value)
      for (const input of Object.keys(typed)) assert.ok(isInputOf('plan', plan, input), input)
      const again = plan.read(rawAnswer('plan', plan, typed), { today })
      assert.deepEqual(again, reading)
      assert.deepEqual(typedOf('plan', plan, 'value' in again ? again.value : []), typed)
    }),
  )
})

test('rows show what was typed, one more empty row, a box to remove and a button for another', () => {
  const plan = { plan: planQuestions.plan }
  const step: AnyStep = { ...everyKind, fields: { ...everyKind.fields, ...plan } }
  const typed = {
    'plan-1-key': 'g1',
    'plan-1-different': 'At school <every> day',
    'plan-1-actions-1-what': 'Breakfast club',
    'plan-1-actions-1-by-day': '31',
    'plan-1-actions-1-by-month': '2',
    'plan-1-actions-1-by-year': '2021',
    'plan-1-actions-1-status': 'underWay',
  }
  const reading = readForm(step, { ...whole, ...typed }, { today })
  assert.deepEqual(reading.unasked, [])
  for (const [input, words] of Object.entries(typed)) assert.equal(reading.typed[input], words)
  assert.match(reading.problems['plan-1-actions-1-by'] ?? '', /Goal 1, action 1: by when must be a real date/)
  const { questions, errors } = stepForm(step, reading, choosing)
  const html = questions.find(({ name }) => name === 'plan')?.html.toString() ?? ''
  assert.match(html, /At school &lt;every&gt; day/)
  assert.match(html, /<option value="underWay" selected>/)
  assert.match(html, /name="plan-1-remove"/)
  assert.match(html, /id="plan-2"/)
  assert.doesNotMatch(html, /id="plan-3"|name="plan-2-remove"/)
  assert.match(html, /name="add" value="plan-1-actions"/)
  assert.ok(errors.some(({ href }) => href === '#plan-1-actions-1-by-day'))
  const grown = anotherRow(step, reading.typed, 'plan')
  assert.equal(grown?.row, 'plan-3')
  assert.equal(anotherRow(step, grown.typed, 'plan')?.row, 'plan-4')
  assert.equal(anotherRow(step, reading.typed, 'plan-1-actions')?.row, 'plan-1-actions-3')
  assert.equal(anotherRow(step, reading.typed, 'heldOn'), undefined)
  assert.deepEqual(readForm(step, { ...whole, 'plan-99-different': 'x' }, { today }).unasked, ['plan-99-different'])
  assert.deepEqual(readForm(step, { ...whole, 'plan-1-surprise': 'x' }, { today }).unasked, ['plan-1-surprise'])
})
