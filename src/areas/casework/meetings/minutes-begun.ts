import type { SummaryRow } from '../../../web/forms/index.ts'
import type { Meeting } from './meeting.ts'
import type { Recorded } from './recorded.ts'
import { childrenInWords, decisionsInWords, presentInWords, titleOf, viewsInWords, whenInWords } from './words.ts'

const wordsOfRow = ({ key, value }: SummaryRow): string => `${key.text}\n${value.text}`

const section = (heading: string, words: string): readonly string[] => (words === '' ? [] : [`${heading}\n${words}`])

/** How minutes begin before anybody has written: what the day's notes or the record already say. */
export const firstWords = (meeting: Meeting, recorded: readonly Recorded[]): string =>
  [
    `${titleOf(meeting)}\n${childrenInWords(meeting)}\n${whenInWords(meeting)}`,
    ...(meeting.invitees.length > 0
      ? [
          ...section('Present', presentInWords(meeting)),
          ...section('What was said', viewsInWords(meeting.invitees)),
          ...section('Decisions', decisionsInWords(meeting)),
        ]
      : recorded.flatMap(({ rows }) => rows.map(wordsOfRow))),
  ].join('\n\n')
