import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FileRefused } from '../reading/refused.ts'
import { assembleReturn } from './assemble.ts'
import type { WrittenReturn } from './assemble.ts'
import { checkSsda903 } from './check.ts'
import { fileColumns, readCsvTable } from './csv.ts'
import { readPostcodes, readProviders } from './lists.ts'
import { ssda903TableNames } from './looked-after.ts'
import type { Ssda903TableName } from './tables.ts'
import { ssda903XmlReader } from './xml.ts'

const collection = { start: '2025-04-01', end: '2026-03-31' }
const written = (
  tables: Partial<Record<Ssda903TableName, readonly Readonly<Record<string, string>>[]>>,
): WrittenReturn =>
  new Map(ssda903TableNames.flatMap(name => (tables[name] === undefined ? [] : [[name, tables[name]]])))
const around = { collection, localAuthority: null, format: 'csv', providers: null, directory: null } as const

describe('a CSV file of the looked-after return', () => {
  it('is known by its heading, in whatever order and letter case', () => {
    for (const table of ssda903TableNames) {
      const columns = fileColumns(table)
      assert.deepEqual(readCsvTable(columns.join(',')), { table, rows: [] }, table)
      assert.equal(readCsvTable(columns.toReversed().join(',').toLowerCase()).table, table)
    }
  })
  it('is read with a byte-order mark, quotes, and lines of either system', () => {
    const { rows } = readCsvTable('\uFEFFchild,DOB,"REVIEW",review_code\r\n"A1",27/03/2008,30/08/2025,"PN6"\r\n\r\n')
    assert.deepEqual(rows, [{ CHILD: 'A1', DOB: '27/03/2008', REVIEW: '30/08/2025', REVIEW_CODE: 'PN6' }])
  })
  it('that is cut off, torn or none of the return is refused with the line', () => {
    const heading = fileColumns('Reviews').join(',')
    const refused = (text: string, words: RegExp) => {
      assert.throws(
        () => readCsvTable(text),
        (error: unknown) => error instanceof FileRefused && words.test(error.message),
      )
    }
    refused(`${heading}\nA1,27/03/2008,30/08`, /^Line 2: There are 3 values where the heading has 4/)
    refused(`${heading}\nA1,27/03/2008,30/08/2025,PN1,PN2`, /^Line 2: There are 5 values/)
    refused(`${heading}\nA1,27/03/2008,"30/08/2025,PN1`, /A quoted value is not closed/)
    refused('CHILD,DOB,REVIEW\n', /nearest to that of Reviews, and lacks REVIEW_CODE/)
    refused('name,colour\nx,y', /that of no table/)
    refused('', /that of no table/)
    refused(`${heading},CHILD\n`, /CHILD stands twice/)
  })
})

describe('a looked-after return', () => {
  const header = [
    { CHILD: 'A1', SEX: 'M', DOB: '27/03/2015' },
    { CHILD: 'B2', DOB: '1/2/2015' },
  ]
  it('knows the tables that came, and which children came alone', () => {
    const given = assembleReturn(written({ Header: header, UASC: [{ CHILD: 'B2' }], OC3: [] }), undefined, around)
    assert.deepEqual(
      given.Header.rows.map(({ UASC }) => UASC),
      ['0', '1'],
    )
    assert.deepEqual([given.OC3.isGiven, given.OC2.isGiven, given.Header_last.isGiven], [true, false, false])
    assert.deepEqual(checkSsda903(given, '2025-26').unreadable, [
      { table: 'Header', row: 1, child: 'B2', field: 'DOB', written: '1/2/2015' },
    ])
  })
  it('knows where placements are by a directory of postcodes', () => {
    const directory = readPostcodes(
      'postcode,authority,easting,northing\nAB1 0JD,E10000030,500000,150000\nXY9 9ZZ,E10000016,516093,150000\n',
    )
    const episodes = [
      { CHILD: 'A1', HOME_POST: 'ab1 0jd', PL_POST: 'XY99ZZ' },
      { CHILD: 'B2', PL_POST: 'QQ1 1QQ' },
    ]
    const given = assembleReturn(written({ Episodes: episodes }), undefined, {
      ...around,
      localAuthority: 'E10000030',
      directory,
    })
    assert.deepEqual(
      given.Episodes.rows.map(({ PL_LA, PL_LOCATION, PL_DISTANCE }) => [PL_LA, PL_LOCATION, PL_DISTANCE]),
      [
        ['E10000016', 'OUT', '10'],
        [null, null, null],
      ],
    )
    assert.throws(() => readPostcodes('a,b\n1,2'), /no directory of postcodes/)
  })
  it('takes Ofsted’s list with the columns of its spreadsheet', () => {
    const providers = readProviders(
      'URN,Placement code,Placement provider code,Provider postcode,Registration date,Deregistration date\n1234567,K2,PR1,AB1 0JD,01/05/2015,\n',
    )
    assert.deepEqual(providers.get('1234567'), [
      {
        urn: '1234567',
        placeCodes: ['K2'],
        providerCodes: ['PR1'],
        postcode: 'AB1 0JD',
        localAuthority: null,
        registeredFrom: '2015-05-01',
        registeredUntil: null,
      },
    ])
    assert.throws(() => readProviders('a,b\n1,2'), /no list of providers/)
  })
  it('is read from XML into the same tables', () => {
    const reader = ssda903XmlReader()
    reader.write(`<EXPSSDA903><CHILD><HEADER><CHILDID>A1</CHILDID><SEX>M</SEX><DOB>27/03/2015</DOB><UASC>1</UASC><DUC>27/03/2033</DUC>
<AREVIEW><REVIEW>27/09/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW><IN_TOUCH>YES</IN_TOUCH>
<OC2><SDQ_SCORE>21</SDQ_SCORE></OC2></HEADER><EPISODE><DECOM>06/01/2025</DECOM><PL>U4</PL></EPISODE></CHILD></EXPSSDA903>`)
    const given = assembleReturn(reader.finish(), undefined, { ...around, format: 'xml' })
    assert.deepEqual(
      [given.Header.rows[0]?.UASC, given.Episodes.rows[0]?.PLACE, given.Episodes.rows[0]?.DECOM],
      ['1', 'U4', '2025-01-06'],
    )
    assert.deepEqual([given.Reviews.rows[0]?.DOB, given.OC2.rows[0]?.SDQ_SCORE], ['2015-03-27', '21'])
    assert.deepEqual(
      [given.OC3.rows[0]?.IN_TOUCH, given.UASC.rows[0]?.DUC, given.AD1.rows.length],
      ['YES', '2033-03-27', 0],
    )
    const other = ssda903XmlReader()
    assert.throws(() => {
      other.write('<Message/>')
    }, /no looked-after return/)
  })
})
