import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addMonths } from '../../calendar/index.ts'
import { render } from '../templates.ts'
import { dateTicks } from './dates.ts'
import { barChart, journeyLine, lineChart, sparkline, stripPlot } from './index.ts'
import type { ChartView } from './index.ts'
import { apart } from './svg.ts'

const months = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    on: addMonths('2018-01-01', index),
    value: index % 7 === 3 ? null : index * 2,
  }))

const isSound = ({ svg }: { readonly svg: { readonly toString: () => string } }) => {
  const text = svg.toString()
  assert.match(text, /^<svg [^>]*role="(img|group)"/)
  assert.match(text, /^<svg [^>]*aria-label="[^"]+"[^>]*><title>[^<]+<\/title><desc>[^<]+<\/desc>/)
  assert.doesNotMatch(text, /NaN|Infinity|undefined|null| style=/)
  return text
}

const page = (view: ChartView) => render('web/charts/chart-page.test.njk', { view })

test('a line chart of no, one and many points is sound, and its table says every value', () => {
  for (const count of [0, 1, 2, 36, 120]) {
    const chart = lineChart({ title: 'Plans', series: [{ label: 'Plans', points: months(count) }] })
    isSound(chart)
    assert.equal(chart.rows.length, count)
  }
  assert.match(isSound(lineChart({ title: 'Plans', series: [] })), /No figures for this time/)
  assert.match(isSound(lineChart({ title: 'Plans', series: [{ label: 'Plans', points: months(1) }] })), /<circle/)
})

test('a line of one level value, and of noughts, is sound', () => {
  for (const value of [0, 5])
    isSound(
      lineChart({
        title: 'Level',
        series: [{ label: 'Level', points: months(4).map(({ on }) => ({ on, value })) }],
        fromNought: false,
      }),
    )
})

test('lines, targets and limits are named on the chart, and the description says first, last and highest', () => {
  const text = isSound(
    lineChart({
      title: 'Re-referrals',
      series: [
        {
          label: 'This county',
          points: [
            { on: '2020-01-01', value: 20 },
            { on: '2020-02-01', value: 26 },
          ],
        },
        {
          label: 'England',
          points: [
            { on: '2020-01-01', value: 22 },
            { on: '2020-02-01', value: 21 },
          ],
        },
      ],
      levels: [{ label: 'Target', value: 22, kind: 'target' }],
      say: value => `${value}%`,
    }),
  )
  assert.match(text, />This county<\/text>/)
  assert.match(text, />England<\/text>/)
  assert.match(text, />Target 22%<\/text>/)
  assert.match(text, /This county: from 20% in January 2020 to 26% in February 2020; highest 26% in February 2020\./)
})

test('a time without a figure is said in the table, or what is said instead', () => {
  const points = [
    { on: '2020-01-01', value: null },
    { on: '2020-02-01', value: null, instead: 'withheld' },
    { on: '2020-03-01', value: 4, instead: 'withheld' },
  ]
  assert.deepEqual(
    lineChart({ title: 'By month', series: [{ label: 'Us', points }] }).rows.map(([, value]) => value),
    ['no figure', 'withheld', '4'],
  )
})

test('names that would lie on each other are moved apart, in their order and within the chart', () => {
  const places = apart([100, 101, 102], 17, 0, 120)
  assert.deepEqual([...places], [86, 103, 120])
  assert.deepEqual(apart([10, 60, 20], 17, 0, 200), [10, 60, 27])
})

test('bars of no, one and many values are sound; a missing value is said', () => {
  for (const bars of [
    [],
    [{ label: 'North', value: 0 }],
    [
      { label: 'North', value: 3 },
      { label: 'South', value: null },
    ],
  ])
    isSound(barChart({ title: 'By quadrant', of: 'Quadrant', counts: 'Children', bars }))
  assert.deepEqual(
    barChart({ title: 'By quadrant', of: 'Quadrant', counts: 'Children', bars: [{ label: 'South', value: null }] })
      .rows,
    [['South', 'no figure']],
  )
})

test('a sparkline of no, one, many and missing values is sound', () => {
  for (const values of [[], [null], [3], [1, null, 3, 3]]) isSound({ svg: sparkline('Plans', values) })
})

test('a strip of dots is sound, and says how many stand above the threshold', () => {
  isSound(stripPlot({ title: 'Caseloads', of: 'Worker', counts: 'Children', dots: [] }))
  const dots = [
    { label: 'A <b>', value: 12 },
    { label: 'B', value: 31 },
  ]
  const text = isSound(
    stripPlot({
      title: 'Caseloads',
      of: 'Worker',
      counts: 'Children',
      dots,
      threshold: { label: 'Policy', value: 20 },
    }),
  )
  assert.match(text, /1 above policy/)
  assert.match(text, /A &lt;b&gt;: 12/)
})

test('a strip of many dots at one value is no taller than one is seen at once', () => {
  const dots = Array.from({ length: 500 }, (_, index) => ({ label: `Worker ${index}`, value: 90 }))
  const text = isSound(stripPlot({ title: 'Caseloads', of: 'Worker', counts: 'Children', dots }))
  const [, height = ''] = /viewBox="0 0 720 ([\d.]+)"/.exec(text) ?? []
  assert.ok(Number(height) > 0 && Number(height) < 400, `it is ${height} high`)
  assert.equal(text.match(/<circle/g)?.length, 500)
})

test('a journey of nothing, of what is still open, and of moments says in its table what it shows', () => {
  isSound(journeyLine({ title: 'Journey', rows: [], today: '2020-12-14' }))
  const view = journeyLine({
    title: 'Journey',
    rows: [
      { label: 'In need', spans: [{ from: '2019-03-01', to: null, words: 'In need' }] },
      {
        label: 'Contacts',
        marks: [{ on: '2019-02-27', words: 'Contact from <school>', link: '/children/1/story#e4' }],
      },
    ],
    today: '2020-12-14',
  })
  const text = isSound(view)
  assert.match(text, /aria-label="In need, 1 March 2019 to now"/)
  assert.match(text, /href="\/children\/1\/story#e4" aria-label="Contact from &lt;school&gt;, 27 February 2019"/)
  assert.deepEqual(view.rows, [
    ['Contacts', 'Contact from <school>', '27 February 2019'],
    ['In need', 'In need', '1 March 2019 to now'],
  ])
})

test('the chart stands in its page with the table of the same', () => {
  const html = page(lineChart({ title: 'Plans', series: [{ label: 'Plans', points: months(3) }] }))
  assert.match(html, /<svg/)
  assert.match(html, /The same as a table/)
  assert.match(html, /March 2018/)
})

test('a line of time has at most about nine marks, and years only where it is long', () => {
  assert.deepEqual(
    dateTicks('2016-04-01', '2020-12-13').map(({ label }) => label),
    ['2017', '2018', '2019', '2020'],
  )
  assert.deepEqual(
    dateTicks('2020-02-10', '2020-05-01').map(({ label }) => label),
    ['Mar 2020', 'Apr', 'May'],
  )
  assert.deepEqual(
    dateTicks('2020-11-11', '2020-12-14').map(({ label }) => label),
    ['11 Nov', '18 Nov', '25 Nov', '2 Dec', '9 Dec'],
  )
  for (const length of [1, 2, 3, 7, 20, 50, 300])
    assert.ok(dateTicks('2000-01-01', addMonths('2000-01-01', length)).length <= 11)
})
