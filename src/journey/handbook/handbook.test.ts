import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { england } from '../england.ts'
import { workingDays } from '../law.ts'
import { handbook } from './handbook.ts'
import { asMarkdown } from './markdown.ts'

const folder = new URL('../../../docs/handbook/', import.meta.url)
const entryOf = (book: ReturnType<typeof handbook>, name: string) =>
  book.sections.flatMap(({ steps }) => steps).find(step => step.name === name)

describe('the handbook', () => {
  it('has every step, period and rhythm, each with its law', () => {
    const book = handbook(england)
    const steps = book.sections.flatMap(section => section.steps)
    const episodes = book.sections.flatMap(section => section.episodes)
    assert.deepEqual(steps.map(step => step.name).sort(), Object.keys(england.steps).sort())
    assert.deepEqual(episodes.map(episode => episode.kind).sort(), Object.keys(england.episodes).sort())
    for (const { name, basis, questions, outcomes, recordedBy } of steps)
      assert.ok(basis.length > 0 && questions.length > 0 && outcomes.length > 0 && recordedBy.length > 0, name)
  })

  it('says a clock in words, with the dates of each rule', () => {
    const clocks = entryOf(handbook(england), 'initialConference')?.clocks ?? []
    assert.deepEqual(
      clocks.find(({ basis }) => basis === 'Working Together 2018'),
      {
        from: '4 July 2018',
        until: '14 December 2023',
        says: 'within 15 working days of the strategy discussion (date of the strategy discussion)',
        basis: 'Working Together 2018',
      },
    )
  })

  it('says what follows each outcome, and after what the work is expected', () => {
    const conference = entryOf(handbook(england), 'initialConference')
    assert.deepEqual(conference?.outcomes[0]?.follows, [
      'ends: child in need plan',
      'begins: child protection plan',
      'begins: category of abuse',
      'expected next: decision record',
      'expected next: minutes of a conference or review',
    ])
    assert.deepEqual(conference.comesAfter, ['Section 47 enquiry: initial child protection conference'])
  })

  it('says of a period what the steps that begin it ask, whatever else is asked elsewhere by the same name', () => {
    const periods = handbook(england).sections.flatMap(({ episodes }) => episodes)
    const facts = (of: string) => periods.find(({ kind }) => kind === of)?.facts.join(' ') ?? ''
    assert.match(facts('careLeaver'), /Says: category\./)
    assert.match(facts('categoryOfAbuse'), /Says: category of abuse\./)
    for (const { kind, facts: said } of periods) assert.doesNotMatch(said.join(' '), /Says:.*[a-z][A-Z]/, kind)
  })

  it('says of what is asked for once that it is', () => {
    const files = asMarkdown(handbook(england))
    const text = files.get('periods.md') ?? ''
    assert.match(text, /### Once: Care plan\n[^#]*once, within 10 working days/)
    assert.match(text, /### Once: End of a chair’s escalation\n[^#]*once, within 20 working days/)
    assert.match(text, /### Recurs: Keeping in touch\n[^#]*every 8 weeks/)
  })

  it('tells the reform of 2023 as a dated line', () => {
    assert.match(
      entryOf(handbook(england), 'childInNeedVisit')?.recordedBy[1] ?? '',
      /^from 15 December 2023 also: early help worker/,
    )
  })

  it('shows a council its own timescales beside the law', () => {
    const policy = {
      childAndFamilyAssessment: [{ from: '2020-04-01', within: workingDays(35), basis: 'Cabinet, March 2020' }],
      'childProtectionPlan.visit': [{ from: '2020-04-01', within: workingDays(5), basis: 'Cabinet, March 2020' }],
    }
    const book = handbook(england, policy)
    const line = { from: '1 April 2020', until: '', basis: 'Cabinet, March 2020' }
    assert.deepEqual(entryOf(book, 'childAndFamilyAssessment')?.policies, [
      { ...line, says: 'within 35 working days, or by the law where that is earlier' },
    ])
    const text = asMarkdown(book).get('periods.md') ?? ''
    assert.match(
      text,
      /\| from 1 April 2020 \| within 5 working days, or by the law where that is earlier \| Cabinet, March 2020 \|/,
    )
  })

  it('in docs is what the declarations say: `npm run handbook` makes it so', () => {
    const files = asMarkdown(handbook(england))
    assert.ok(existsSync(folder), 'docs/handbook is missing')
    assert.deepEqual(readdirSync(folder).sort(), [...files.keys()].sort())
    for (const [name, text] of files) assert.equal(readFileSync(new URL(name, folder), 'utf8'), text, name)
  })

  it('has tables whose rows are as wide as their heads, and no link that leads nowhere', () => {
    const files = asMarkdown(handbook(england))
    for (const [name, text] of files) {
      for (const [, target] of text.matchAll(/\]\(([^)]+)\)/g)) assert.ok(files.has(target ?? ''), `${name}: ${target}`)
      let width: number | undefined
      for (const line of text.split('\n')) {
        const cells = line.startsWith('|') ? line.replaceAll('\\|', '').split('|').length : undefined
        if (cells !== undefined && width !== undefined) assert.equal(cells, width, `${name}: ${line}`)
        width = cells
      }
    }
  })
})
