import type { RuleLine } from './clocks-in-words.ts'
import type { EpisodeEntry } from './episode-entry.ts'
import type { Handbook, Section } from './handbook.ts'
import type { QuestionEntry, StepEntry } from './step-entry.ts'

/** Labels are listed beside the question up to this many, and below the table beyond. */
const mostInTable = 13

const notice = '<!-- Made by `npm run handbook` from the declarations in src/journey. Edit those. -->'

const cell = (words: string) => words.replaceAll('|', '\\|').replaceAll('\n', ' ')

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string => {
  const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [row(heads), row(heads.map(() => '---')), ...rows.map(row)].join('\n')
}

const list = (items: readonly string[]): string => items.map(item => `- ${item}`).join('\n')

const paragraphs = (...parts: readonly (string | undefined)[]): string =>
  parts.filter(part => part !== undefined && part !== '').join('\n\n')

const period = ({ from, until }: RuleLine): string => {
  if (from === '' && until === '') return 'throughout'
  if (until === '') return `from ${from}`
  return from === '' ? `until ${until}` : `${from} to ${until}`
}

/** Versions of a rule, where one that says what the one before said is told as the same. */
const inTurn = (rules: readonly RuleLine[]): readonly RuleLine[] =>
  rules.map((rule, index) => (rules[index - 1]?.says === rule.says ? { ...rule, says: 'the same' } : rule))

const clockTable = (clocks: readonly RuleLine[], policies: readonly RuleLine[]): string | undefined =>
  clocks.length + policies.length === 0
    ? undefined
    : table(
        ['In force', 'Due', 'Basis'],
        [...inTurn(clocks), ...inTurn(policies)].map(rule => [period(rule), rule.says, rule.basis]),
      )

const isLong = ({ answers }: QuestionEntry) => answers.length > mostInTable

const questionTable = (questions: readonly QuestionEntry[]): string =>
  paragraphs(
    table(
      ['Question', 'Answer', 'Must be answered'],
      questions.map(question => [
        question.ask,
        question.answers.length === 0
          ? question.kind
          : `${question.kind}: ${isLong(question) ? 'see below' : question.answers.join('; ')}`,
        question.must,
      ]),
    ),
    ...questions.filter(isLong).map(({ ask, answers }) => paragraphs(`Answers to “${ask}”:`, list(answers))),
  )

const stepInMarkdown = (step: StepEntry): string =>
  paragraphs(
    `## ${step.title}`,
    step.about,
    `**Basis:** ${step.basis}`,
    `**Who records it:** ${step.recordedBy.join('; ')}`,
    step.limits.length === 0 ? undefined : `**Refused, because the law forbids it:** ${step.limits.join('; ')}`,
    step.comesAfter.length === 0 ? undefined : paragraphs('### Expected after', list(step.comesAfter)),
    clockTable(step.clocks, step.policies) === undefined
      ? undefined
      : paragraphs('### When', clockTable(step.clocks, step.policies)),
    paragraphs('### What is asked', questionTable(step.questions)),
    paragraphs(
      '### What it can come to',
      table(
        ['Outcome', 'What follows'],
        step.outcomes.map(({ label, follows }) => [
          label,
          follows.length === 0 ? 'nothing by itself' : follows.join('; '),
        ]),
      ),
    ),
  )

const episodeInMarkdown = (episode: EpisodeEntry): string =>
  paragraphs(
    `## ${episode.title}`,
    episode.about,
    `**Basis:** ${episode.basis}`,
    episode.facts.join(' '),
    paragraphs('### Begins with', list(episode.opensBy)),
    episode.endsBy.length === 0 ? undefined : paragraphs('### Ends with', list(episode.endsBy)),
    ...episode.rhythms.map(rhythm =>
      paragraphs(
        `### ${rhythm.isOnce ? 'Once' : 'Recurs'}: ${rhythm.title}`,
        `Done by recording: ${rhythm.step}. By the ${rhythm.by}.`,
        clockTable(rhythm.clocks, rhythm.policies),
        rhythm.counting.join(' '),
      ),
    ),
  )

const kebab = (key: string) => key.replace(/\p{Lu}/gu, letter => `-${letter.toLowerCase()}`)

/** The name of the file in which a section stands. */
export const fileOf = ({ key }: Pick<Section, 'key'>): string => `${kebab(key)}.md`

const sectionInMarkdown = (section: Section): string =>
  `${paragraphs(
    notice,
    `# ${section.title}`,
    ...section.steps.map(stepInMarkdown),
    ...section.episodes.map(episodeInMarkdown),
  )}\n`

const indexInMarkdown = ({ title, introduction, sections }: Handbook): string =>
  `${paragraphs(
    notice,
    `# ${title}`,
    ...introduction,
    ...sections.map(section =>
      paragraphs(
        `## [${section.title}](${fileOf(section)})`,
        list([...section.steps, ...section.episodes].map(({ title: entry, about }) => `**${entry}.** ${about}`)),
      ),
    ),
  )}\n`

/** The handbook as Markdown files, by name. */
export const asMarkdown = (book: Handbook): ReadonlyMap<string, string> =>
  new Map([
    ['README.md', indexInMarkdown(book)],
    ...book.sections.map((section): [string, string] => [fileOf(section), sectionInMarkdown(section)]),
  ])
