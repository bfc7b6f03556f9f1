import { inWords } from '../../../calendar/index.ts'
import { ethnicities, sexes } from '../../../people/index.ts'
import { ageOf } from '../child/facts.ts'
import { openInWords } from '../child/standing.ts'
import { voicesOf } from '../child/voices.ts'
import { chronologyTable, ofTheChild } from './chronology.ts'
import { bullets, letter, paragraphs } from './letter.ts'
import type { AboutChild, LetterFacts, Section } from './letter.ts'

const who = ({ identity, facts }: AboutChild, today: string): readonly string[] => [
  facts.name,
  facts.bornOn !== null ? `${inWords(facts.bornOn)} (${ageOf(facts, today)})` : ageOf(facts, today),
  facts.sex === null ? '' : sexes[facts.sex],
  facts.ethnicity === null ? '' : (ethnicities[facts.ethnicity] ?? facts.ethnicity),
  [facts.language, facts.interpreter ? 'needs an interpreter' : null].filter(Boolean).join(', '),
  String(identity),
]

const children = ({ about, today }: LetterFacts): Section => ({
  name: 'children',
  heading: 'Who this is about',
  head: ['Name', 'Born', 'Sex', 'Ethnic background', 'Language', 'Our number'],
  rows: about.map(child => ({ key: String(child.identity), cells: who(child, today) })),
})

const family = ({ record, today }: LetterFacts): Section => ({
  name: 'family',
  heading: 'Family and household',
  head: ['Name', 'What they are to the child', 'Age', 'Parental responsibility', 'Lives with the child'],
  rows: record.near.map(each => ({
    key: String(each.identity),
    cells: [
      each.name,
      each.isTheir ?? 'lives in the household',
      ageOf(each, today),
      each.parentalResponsibility ? 'yes' : '',
      each.here ? 'yes' : 'no',
    ],
  })),
})

const homes = ({ record }: LetterFacts): Section => ({
  name: 'homes',
  heading: 'Where the child has lived',
  head: ['Address', 'From', 'To'],
  rows: record.residences.map(home => ({
    key: String(home.residence),
    cells: [
      [home.line, home.town, home.postcode].filter(Boolean).join(', '),
      inWords(home.startedOn),
      home.endedOn === null ? 'now' : inWords(home.endedOn),
    ],
  })),
})

const periods = ({ rules, record }: LetterFacts): Section => ({
  name: 'periods',
  heading: 'Periods of help, protection and care',
  head: ['What', 'From', 'To'],
  rows: record.episodes
    .filter(({ kind }) => rules.pathway.episodes[kind]?.standing !== undefined)
    .map((episode, index) => ({
      key: String(index),
      cells: [
        rules.pathway.episodes[episode.kind]?.title ?? episode.kind,
        inWords(episode.startedOn),
        episode.endedOn === null ? 'now' : inWords(episode.endedOn),
      ],
    })),
})

const workers = ({ record }: LetterFacts): string =>
  record.allocated.length === 0
    ? 'Nobody is allocated at present.'
    : bullets(record.allocated.map(({ name, teamName }) => [name ?? 'nobody yet', teamName].filter(Boolean).join(', ')))

export const recordSummary = letter({
  title: 'Summary of the record for another council',
  about: 'Who the child is, what is so, what worries us and what has happened, for a council that takes over or asks.',
  readers: 'others',
  kind: 'summary',
  form: 'paper',
  heading: ({ toOthers }) => `Summary of the record of ${toOthers}`,
  write: facts => {
    const voices = voicesOf(facts.rules, ofTheChild(facts.rules, facts.record.entries), 3)
    const quote = (list: typeof voices.worries) =>
      bullets(list.map(({ words, title, on }) => `${words} (${title}, ${inWords(on)})`))
    const open = openInWords(facts.rules, facts.record.episodes)
    return [
      {
        name: 'purpose',
        words: paragraphs(
          `Taken from the record of ${facts.sender.council} on ${inWords(facts.today)}. We will answer questions, and send the documents that you need.`,
        ),
      },
      children(facts),
      {
        name: 'now',
        heading: 'What is so now',
        words: paragraphs(
          open.length === 0
            ? 'Not open to our children’s services.'
            : bullets(
                open.map(
                  ({ title, since, detail }) => `${title} since ${inWords(since)}${detail === '' ? '' : `: ${detail}`}`,
                ),
              ),
          `${facts.record.home}.`,
        ),
      },
      { name: 'workers', heading: 'Who works with the child', words: workers(facts) },
      { name: 'worries', heading: 'What worries us', words: quote(voices.worries) },
      { name: 'well', heading: 'What is going well', words: quote(voices.goingWell) },
      { name: 'child', heading: 'What the child says', words: quote(voices.childSays) },
      family(facts),
      homes(facts),
      periods(facts),
      chronologyTable(facts),
    ]
  },
})
