import { addMonths } from '../calendar/index.ts'
import {
  choice,
  choices,
  count,
  date,
  moment,
  optional,
  postcode,
  prose,
  step,
  team,
  text,
  worker,
  yesNo,
} from '../journey/index.ts'
import type { AnyStep } from '../journey/index.ts'
import { barChart, journeyLine, lineChart, sparkline, stripPlot } from './charts/index.ts'
import { answerRows, readForm, stepForm } from './forms/index.ts'
import { area, page, path, redirect, route, textOf } from './index.ts'
import { filteredBy, filterView, listingIn, tableView } from './tables/index.ts'

/** A step that asks one question of every kind. */
export const stepOfEveryKind: AnyStep = step({
  title: 'Every kind',
  family: 'notes',
  basis: 'A test',
  about: 'Asks one question of each kind.',
  fields: {
    heldOn: date('Date it was held', { hint: 'The day itself' }),
    wentAt: optional(moment('When they went')),
    place: text('Where'),
    notes: prose('What was said'),
    manner: choice('How', { faceToFace: 'Face to face', virtual: 'By video' }),
    reason: optional(text('Why by video', { when: { field: 'manner', is: ['virtual'] } })),
    worries: optional(choices('Worries', { home: 'Home', school: 'School' })),
    alone: yesNo('Was the child seen alone'),
    miles: optional(count('Miles from home')),
    where: optional(postcode('Postcode')),
    by: optional(worker('Who did it')),
    for: optional(team('For which team')),
    old: optional(text('No longer asked', { retired: true })),
  },
  completedOn: 'heldOn',
  outcomes: { done: { label: 'Done' }, notDone: { label: 'Not done' } },
  may: { record: ['socialWorker'] },
  tells: () => 'It happened.',
})

const specimenPath = path('/specimen')
const today = '2020-12-14'

const months = (first: number, rise: number) =>
  Array.from({ length: 24 }, (_, index) => ({
    on: addMonths('2019-01-31', index),
    value: Math.round(first + rise * index + 12 * Math.sin(index)),
  }))

const charts = () => [
  lineChart({
    title: 'Children with a protection plan',
    series: [
      { label: 'This county', points: months(520, 6) },
      { label: 'Counties like us', points: months(480, 2) },
    ],
    levels: [{ label: 'Usual, at most', value: 620, kind: 'limit' }],
  }),
  barChart({
    title: 'Open assessments by quadrant',
    of: 'Quadrant',
    counts: 'Open assessments',
    bars: [
      { label: 'North', value: 310 },
      { label: 'South and coast', value: 422 },
      { label: 'East', value: null },
    ],
  }),
  journeyLine({
    title: 'Amira’s journey',
    today,
    rows: [
      { label: 'In need', spans: [{ from: '2019-03-01', to: null, words: 'In need' }] },
      {
        label: 'Plans',
        spans: [
          { from: '2019-05-01', to: '2020-02-01', words: 'Child in need' },
          { from: '2020-09-03', to: null, words: 'Neglect' },
        ],
      },
      {
        label: 'Contacts',
        marks: [
          { on: '2019-02-27', words: 'Contact from a school', link: '/specimen' },
          { on: '2020-08-20', words: 'Contact from police' },
        ],
      },
    ],
  }),
  stripPlot({
    title: 'Caseloads in the service',
    of: 'Worker',
    counts: 'Children',
    dots: Array.from({ length: 90 }, (_, index) => ({
      label: `Worker ${index + 1}`,
      value: 6 + ((index * 7) % 23) + (index === 60 ? 14 : 0),
    })),
    threshold: { label: 'Policy', value: 20 },
  }),
]

const filters = [{ name: 'team', label: 'Team', options: { duty: 'Duty', north: 'North' } }]
const rows = Array.from({ length: 130 }, (_, index) => ({
  name: `Child ${index + 1}`,
  age: index % 18,
  late: index % 5 === 0,
}))

const keptPath = path('/specimen-draft')

/** A draft that one server keeps in memory: its words and how often they were saved. */
const keptDraft = () => {
  let kept = { words: '', version: 1 }
  const show = (status: 200 | 409 = 200) => page('web/specimen-draft.test.njk', { title: 'Draft', ...kept }, { status })
  return [
    route({ method: 'GET', path: keptPath, permission: () => true, audit: 'draft', answer: () => show() }),
    route({
      method: 'POST',
      path: keptPath,
      permission: () => true,
      audit: 'save a draft',
      answer: ({ form }) => {
        if (Number(textOf(form.version)) !== kept.version) return show(409)
        kept = { words: textOf(form.words), version: kept.version + 1 }
        return redirect(keptPath())
      },
    }),
  ]
}

/** One page with everything that the shell draws, for tests of how it looks and reads. */
export const specimen = area({
  name: 'Specimen',
  navigation: [
    { text: 'My work', to: specimenPath(), permission: () => true },
    { text: 'Figures', to: '/figures', permission: () => true },
  ],
  routes: [
    ...keptDraft(),
    route({
      method: 'GET',
      path: specimenPath,
      permission: () => true,
      audit: 'specimen',
      answer: ({ query }) => {
        const typed =
          textOf(query.wrong) === 'yes'
            ? { 'heldOn-day': '31', 'heldOn-month': '2', 'heldOn-year': '2020', manner: 'virtual' }
            : {}
        const { problems } =
          textOf(query.wrong) === 'yes' ? readForm(stepOfEveryKind, typed, { today }) : { problems: {} }
        const beside = {
          place: [{ heading: 'Last time, 2 December', words: 'At school,\nin the quiet room.', mayKeep: true }],
        }
        const workers = [{ value: '7', text: 'Asha Malik, Social worker, North assessment team 2' }]
        const chosen = filteredBy(query, filters)
        return page('web/specimen.test.njk', {
          title: 'Specimen',
          charts: charts(),
          spark: sparkline('Plans over a year', [3, 5, 4, 8, 9]),
          filters: filterView(specimenPath(), filters, chosen),
          table: tableView({
            caption: 'Visits overdue',
            of: ['child', 'children'],
            columns: [
              {
                name: 'name',
                heading: 'Child',
                cell: ({ name }) => ({ text: name, link: '/specimen' }),
                order: ({ name }) => name,
              },
              { name: 'age', heading: 'Age', cell: ({ age }) => age, order: ({ age }) => age, numeric: true },
              {
                name: 'due',
                heading: 'Due',
                cell: ({ late }) => ({
                  text: late ? '2 days late' : '16 December',
                  late,
                  note: 'plan visit, 10 working days',
                }),
              },
            ],
            rows,
            listing: listingIn(query, ['name', 'age']),
            address: values => specimenPath({}, { ...chosen, ...values }),
            empty: 'Children whose visit is overdue would be here.',
            perPage: 10,
          }),
          ...stepForm(
            stepOfEveryKind,
            { typed, problems, beside },
            { workers, teams: [{ value: 'duty', text: 'Duty team' }], today },
          ),
          rows: answerRows(
            stepOfEveryKind,
            { heldOn: '2020-12-02', notes: 'She said\nshe was fine.' },
            'done',
            { workers: new Map(), teams: new Map() },
            '/specimen',
          ),
        })
      },
    }),
  ],
})
