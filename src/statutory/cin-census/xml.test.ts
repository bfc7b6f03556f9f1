import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decoding } from '../reading/decoding.ts'
import { FileRefused } from '../reading/refused.ts'
import { checkCensus } from './check.ts'
import { cinXmlReader } from './xml.ts'

const message = (children: string, header = '<ReferenceDate>2026-03-31</ReferenceDate>') =>
  `<Message>
<Header><CollectionDetails><Collection>CIN</Collection>${header}</CollectionDetails><Source><LEA>936</LEA></Source></Header>
<Children>${children}</Children>
</Message>`

const child = (details: string, id = 'A1') =>
  `<Child><ChildIdentifiers><LAchildID>${id}</LAchildID><PersonBirthDate>2015-03-27</PersonBirthDate></ChildIdentifiers>
<ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>HAND</Disability><Disability>LD</Disability></Disabilities></ChildCharacteristics>
<CINdetails><CINreferralDate>2025-06-02</CINreferralDate>${details}</CINdetails></Child>`

const read = (text: string, pieceLength = text.length) => {
  const reader = cinXmlReader()
  for (let at = 0; at < text.length; at += pieceLength) reader.write(text.slice(at, at + pieceLength))
  return reader.finish()
}

const refusalOf = (text: string): FileRefused => {
  try {
    read(text)
  } catch (error) {
    if (error instanceof FileRefused) return error
    throw error
  }
  throw new Error('It was read.')
}

describe('a census', () => {
  it('is read into its tables, each row tied to its child and its case', () => {
    const { census } = read(
      message(
        child(
          '<ReferralNFA>0</ReferralNFA><Section47><S47ActualStartDate>2025-06-02</S47ActualStartDate></Section47>',
        ) + child('', 'B2'),
      ),
    )
    assert.deepEqual(
      census.CINdetails.rows.map(row => [row.row, row.LAchildID, row.ReferralNFA]),
      [
        [0, 'A1', '0'],
        [1, 'B2', null],
      ],
    )
    assert.deepEqual(
      census.Disabilities.rows.map(row => row.Disability),
      ['HAND', 'LD', 'HAND', 'LD'],
    )
    assert.equal(census.Section47.rows[0]?.CINdetailsID, census.CINdetails.rows[0]?.CINdetailsID)
    assert.equal(census.Header.rows[0]?.ReferenceDate, '2026-03-31')
  })
  it('is the same in whatever pieces it comes', () => {
    const text = message(child('<CINPlanDates><CINPlanStartDate>2025-07-01</CINPlanStartDate></CINPlanDates>'))
    const whole = read(text)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), length => assert.deepEqual(read(text, length), whole)),
      {
        numRuns: 40,
      },
    )
  })
  it('gives a row for each review date, in both shapes that files have', () => {
    const plan = (reviews: string) =>
      `<ChildProtectionPlans><CPPstartDate>2025-07-01</CPPstartDate>${reviews}</ChildProtectionPlans>`
    const dates = ['<CPPreviewDate>2025-09-01</CPPreviewDate>', '<CPPreviewDate>2025-12-01</CPPreviewDate>']
    const one = read(message(child(plan(`<Reviews>${dates.join('')}</Reviews>`))))
    const two = read(message(child(plan(dates.map(date => `<Reviews>${date}</Reviews>`).join('')))))
    assert.deepEqual(one.census.Reviews.rows, two.census.Reviews.rows)
    assert.deepEqual(
      one.census.Reviews.rows.map(row => row.CPPreviewDate),
      ['2025-09-01', '2025-12-01'],
    )
    assert.equal(one.census.Reviews.rows[0]?.CPPID, one.census.ChildProtectionPlans.rows[0]?.CPPID)
    assert.deepEqual(
      read(message(child(plan('<Reviews/>')))).census.Reviews.rows.map(row => row.CPPreviewDate),
      [null],
    )
  })
  it('keeps the factors of an assessment together and one by one', () => {
    const { census } = read(
      message(
        child(`<Assessments><AssessmentActualStartDate>2025-06-02</AssessmentActualStartDate><FactorsIdentifiedAtAssessment>
<AssessmentFactors>1A</AssessmentFactors><AssessmentFactors>2B</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>`),
      ),
    )
    assert.deepEqual(
      census.Assessments.rows.map(row => row.AssessmentFactors),
      [['1A', '2B']],
    )
    assert.deepEqual(
      census.AssessmentFactorsList.rows.map(row => row.AssessmentFactor),
      ['1A', '2B'],
    )
  })
  it('takes a date in any other form as missing, and says what was written', () => {
    const { census } = read(message(child('<CINclosureDate>31/03/2026</CINclosureDate>')))
    assert.equal(census.CINdetails.rows[0]?.CINclosureDate, null)
    assert.deepEqual(checkCensus({ census, unknown: [] }, '2025-26').unreadable, [
      { table: 'CINdetails', row: 0, child: 'A1', field: 'CINclosureDate', written: '31/03/2026' },
    ])
  })
  it('names elements that are none of the census, with their line', () => {
    const { unknown } = read(message(child('<ReferralNfa>0</ReferralNfa>\n<Favourite>red</Favourite>')))
    assert.deepEqual(unknown, [{ name: 'Favourite', line: 6, times: 1 }])
  })
  it('without a reference date leaves the rules that need one unrun, and not passed', () => {
    const report = checkCensus(read(message(child(''), '')), '2025-26')
    assert.ok(report.rules.every(({ rule, outcome }) => rule !== '8600' || outcome === 'couldNotRun'))
  })
})

describe('a file that is no census', () => {
  it('is refused with the line', () => {
    const cut = message(child('')).slice(0, 300)
    assert.match(refusalOf(cut).message, /^Line \d+: The file ends too soon/)
    assert.match(refusalOf('').message, /The file is empty/)
    assert.match(
      refusalOf('<EXPSSDA903/>').message,
      /^Line 1: This is no children in need census: it begins with <EXPSSDA903>/,
    )
    assert.match(refusalOf('CHILD,DOB\n1,2').message, /not well-formed XML/)
    assert.match(refusalOf(message('<Child></Chid>')).message, /^Line 3: This is not well-formed XML/)
  })
  it('is refused where it means harm', () => {
    const laughs = '<!DOCTYPE Message [<!ENTITY lol "lol"><!ENTITY lots "&lol;&lol;">]><Message>&lots;</Message>'
    assert.match(refusalOf(laughs).message, /^Line 1: The file declares a document type/)
    assert.match(refusalOf(message('<Child>'.repeat(1000))).message, /more than 20 deep/)
    assert.match(refusalOf('<Message>&secret;</Message>').message, /not well-formed/)
    const reader = cinXmlReader()
    reader.write('<Message><Header>')
    assert.throws(() => {
      for (let piece = 0; piece < 100; piece += 1) reader.write('x'.repeat(100_000))
    }, /goes on without end/)
  })
  it('that is cut off anywhere is refused, never half read', () => {
    const text = message(child('<ReferralNFA>0</ReferralNFA>'))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length - 2 }), length => {
        assert.throws(() => read(text.slice(0, length)), FileRefused)
      }),
    )
  })
})

describe('the bytes of a file', () => {
  const textOf = (...bytes: readonly Uint8Array[]) => {
    const decoder = decoding()
    return bytes.map(piece => decoder.text(piece)).join('') + decoder.rest()
  }
  it('are read by their byte-order mark, what they declare, or as UTF-8', () => {
    assert.equal(textOf(new Uint8Array([0xef, 0xbb, 0xbf, 0x3c])), '<')
    assert.equal(textOf(new Uint8Array([0xff, 0xfe, 0x3c, 0x00])), '<')
    assert.equal(textOf(new TextEncoder().encode('Máirín')), 'Máirín')
    const latin = Uint8Array.from('<?xml version="1.0" encoding="iso-8859-1"?>é', letter => letter.charCodeAt(0))
    assert.match(textOf(latin), /é$/)
    const [whole, first] = [new TextEncoder().encode('王'), 1]
    assert.equal(textOf(whole.subarray(0, first), whole.subarray(first)), '王')
  })
  it('in an encoding that nobody knows are refused', () => {
    assert.throws(
      () => textOf(new TextEncoder().encode('<?xml version="1.0" encoding="klingon"?>')),
      /written in klingon/,
    )
  })
})
