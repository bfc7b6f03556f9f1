/** What a report states of a figure, and where. */
export type Stated = {
  readonly id: string
  /** The year ending 31 March, where the figure has several times; of a workforce census, the year of its September. */
  readonly year?: number
  /** As it is written there. */
  readonly words: string
  /** The numbers, as the figure's unit counts them, that the words allow: from the first up to the second, both included. */
  readonly allows: readonly [number, number] | undefined
  readonly where: string
  /** Where the statement and the records differ for a reason that is known. */
  readonly why?: string
}

/** The day of the committee to which the report was made. */
export const reportedOn = '2020-12-14'

const any: undefined = undefined
const most = Number.POSITIVE_INFINITY

const report = (id: string, paragraph: string, words: string, allows: Stated['allows'], why?: string): Stated => ({
  id,
  words,
  allows,
  where: `Paragraph ${paragraph}`,
  ...(why === undefined ? {} : { why }),
})

const exactly = (value: number): readonly [number, number] => [value, value]
const about = (value: number, give: number): readonly [number, number] => [value - give, value + give]

/** The report's own numbers. They are stated, never computed; the counted ones stand beside them. */
export const statedByReport: readonly Stated[] = [
  report('F01', '11.1', '49%', about(49, 0.5)),
  report('F02', '11.1', '3 working days', about(3, 0.1)),
  report('F03', '11.1', '2 working days', about(2, 0.1)),
  report('F04', '11.2', '17%', about(17, 0.5)),
  report('F05', '11.2', '174 children', exactly(174)),
  report('F05.percent', '11.2', '19%', about(19, 0.5)),
  report('F06', '11.2', '289 children', exactly(289)),
  report('F06.percent', '11.2', '26%', about(26, 0.5)),
  report('F07', '11.3', 'over 1,500, the highest since February', [1501, most]),
  report('F08', '11.4', '15%', about(15, 0.5)),
  report('F09', '11.4', '593', exactly(593)),
  report('F10', '11.4', '696', exactly(696)),
  report('F11', '11.4', '770', exactly(770)),
  report('F12', '12.1', '102', exactly(102)),
  report('F13', '12.1', 'over two thirds', [68.0001, 102]),
  report('F13.aged10to15', '12.1', '19', exactly(19)),
  report('F13.aged16plus', '12.1', '20', exactly(20)),
  report('F14', '12.2', '1,004', exactly(1004)),
  report('F14.uasc', '12.2', '77', exactly(77)),
  report(
    'F15',
    '12.2',
    '38',
    about(38, 0.5),
    'The report’s 38 is the published rate at 31 March. The children looked after on 30 September, divided by the national estimate of children for the middle of the same year, give more.',
  ),
  report('F16', '13.1', '16 children', about(16, 0.5)),
  report('F17.from25to30', '13.1a', 'many', any),
  report('F17.35orMore', '13.1a', 'some', [2, most]),
  report('F17.over40', '13.1a', 'one', exactly(1)),
  report('F18', '13.1b', 'a few', [1, most]),
  report('F19', '13.1c', '18', about(18, 0.5)),
  report('F19.over20', '13.1c', 'some', [2, most]),
  report('F19.highest', '13.1c', '24', exactly(24)),
  report('F20', '7', '82%', about(82, 0.5)),
  report('F21', '7', '81%', about(81, 0.5)),
  report('F22', '7', '70%', about(70, 0.5)),
  report('F28', '4', 'over 30%', [30.0001, most]),
  report('F29', '4', '15%', about(15, 0.5)),
  report('F29.stockFebruary', '4', '670, from the rise stated', exactly(670)),
  report('F29.sinceSeptember2019', '11.4', '30%', about(30, 0.5)),
  report('F29.sinceApril2020', '11.4', 'from 696 to 770, 10.6%', about(10.6, 0.05)),
  report('F30', '4', 'over 100', [101, most]),
]

/** Published comparators of F15: children looked after per 10,000 children under 18, for 2018/19. */
export const comparators: Readonly<Record<string, readonly { readonly name: string; readonly value: number }[]>> = {
  'looked-after-rate': [
    { name: 'Statistical neighbours 2018/19', value: 48 },
    { name: 'Region 2018/19', value: 53 },
    { name: 'England 2018/19', value: 65 },
  ],
}

const series = (id: string, values: readonly number[], give: number, percent = ''): readonly Stated[] =>
  values.map((value, place) => ({
    id,
    year: 2017 + place,
    words: `${value.toLocaleString('en-GB')}${percent}`,
    allows: about(value, give),
    where: `Year ending 31 March ${2017 + place}`,
  }))

/** The county's published figures. */
export const statedByStatistics: readonly Stated[] = [
  ...series('P01', [11679, 13626, 10635, 8519], 0),
  ...series('P02', [24.8, 27.3, 25.5, 21.5], 0.05, '%'),
  ...series('P03', [6125, 7019, 5932, 5751], 0),
  ...series('P04', [10141, 11968, 9420, 7753], 0),
  ...series('P05', [166.2, 162.0, 160.9, 103.0], 0.05),
  ...series('P06', [52.6, 57.8, 58.6, 33.2], 0.05),
  ...series('P07', [68.4, 51.4, 77.9, 82.2], 0.05, '%'),
  ...series('P08', [75.5, 75.9, 73.1, 81.8], 0.05, '%'),
  ...series('P09', [843, 996, 959, 685], 0),
  ...series('P10', [1038, 1151, 1136, 697], 0),
  ...series('P11', [22.4, 24.4, 21.9, 26.4], 0.05, '%'),
  ...series('P12', [869, 930, 970, 983], 0),
  ...series('P13', [410, 456, 436, 374], 0),
  ...series('P14', [419, 409, 398, 364], 0),
  ...series('P15', [142, 111, 114, 108], 0),
  ...series('P16', [380, 400, 469, 511], 0),
  ...series('P17.police', [39.6, 38.2, 36.3, 33.4], 0.5, '%'),
  ...series('P17.health', [13.9, 13.0, 13.5, 15.8], 0.5, '%'),
  ...series('P17.schools', [17.9, 19.5, 17.3, 18.0], 0.5, '%'),
  ...series('P18', [17.6, 17.4, 14.1, 14.9], 0.5).map(stated => ({
    ...stated,
    where: `30 September ${stated.year ?? ''}`,
  })),
  ...series('P20', [26, 30, 34, 31], 0.5, '%'),
  ...series('P21', [8, 9, 9, 9], 0.5, '%'),
]
