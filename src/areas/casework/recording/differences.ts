import type { AnyStep } from '../../../journey/step.ts'
import type { Field } from '../../../journey/field.ts'
import { textOf } from '../../../web/index.ts'
import type { Asked } from '../../../web/index.ts'
import { answerInWords, choosingFor, readForm } from '../../../web/forms/index.ts'
import type { Clash, Names, Typed } from '../../../web/forms/index.ts'
import type { ChildRecord } from '../child/record.ts'
import type { FormModel } from './form-model.ts'
import { choiceOf } from '../../../web/forms/merging/choosing.ts'
import { isParagraph, numberOfParagraph } from './own.ts'

const inWordsOf = (step: AnyStep, name: string, typed: Typed, today: string, names: Names): string => {
  const field = step.fields[name]
  if (name === 'outcome') return step.outcomes[textOf(typed.outcome)]?.label ?? textOf(typed.outcome)
  if (field !== undefined) {
    const { answers } = readForm(step, typed, { today })
    if (answers[name] !== undefined) return answerInWords(field, answers[name], names)
  }
  return Object.entries(typed)
    .filter(([input]) => input === name || input.startsWith(`${name}-`))
    .map(([, value]) => (typeof value === 'string' ? value : value.join(', ')))
    .join(' ')
}

/** The questions to which two people have given different answers. */
export const differences = (
  step: AnyStep,
  mine: Typed,
  theirs: Typed,
  today: string,
  names: Names,
): FormModel['theirs'] =>
  [...Object.keys(step.fields), 'outcome'].flatMap(name => {
    const [ours, other] = [inWordsOf(step, name, mine, today, names), inWordsOf(step, name, theirs, today, names)]
    return ours === other
      ? []
      : [{ ask: name === 'outcome' ? 'Outcome' : (step.fields[name]?.ask ?? name), mine: ours, theirs: other }]
  })

/** The names that a step's lists offer today, by number and key. */
export const namesOffered = async ({ database, context }: Asked, step: AnyStep): Promise<Names> => {
  const { workers, teams } = await choosingFor(database.sql, context, step)
  return {
    workers: new Map(workers.map(({ value, text }) => [Number(value), text])),
    teams: new Map(teams.map(({ value, text }) => [value, text])),
  }
}

/** What a question is called, one within a row by its row: `Goal 2: Who does it`. */
const askedBy = (fields: Readonly<Record<string, Field>>, name: string): string => {
  const own = Object.entries(fields).find(([field]) => name === field || name.startsWith(`${field}-`))
  if (own === undefined) return name
  const [field, { ask, rows }] = own
  const [, place, inner] = /^([1-9]\d?)-(.+)$/.exec(name.slice(field.length + 1)) ?? []
  return rows === undefined || place === undefined || inner === undefined
    ? ask
    : `${rows.one} ${place}: ${askedBy(rows.columns, inner)}`
}

/** What is said of one child alone, by the child's name; another than those of the record's page is not named. */
export const aboutAlone = (
  { facts, child, siblings }: Pick<ChildRecord, 'facts' | 'child' | 'siblings'>,
  identity: number,
): string => {
  const who = identity === child ? facts.name : siblings.find(each => each.identity === identity)?.name
  return `About ${who ?? 'another child'} alone`
}

const called = (step: AnyStep, record: ChildRecord, name: string): string => {
  if (name === 'outcome') return 'Outcome'
  if (name === 'own-reason') return 'Why this is corrected'
  if (!isParagraph(name)) return askedBy(step.fields, name)
  return aboutAlone(record, Number(numberOfParagraph(name)))
}

const isProse = (step: AnyStep, name: string): boolean =>
  isParagraph(name) || name === 'own-reason' || step.fields[name]?.kind === 'prose'

/** The questions that two people answered differently, with both answers, to choose from. */
export const clashesInWords = (
  step: AnyStep,
  record: ChildRecord,
  clashes: readonly Clash[],
  today: string,
  names: Names,
): FormModel['theirs'] =>
  clashes.map(({ name, mine, theirs }) => ({
    ask: called(step, record, name),
    mine: inWordsOf(step, name, mine, today, names),
    theirs: inWordsOf(step, name, theirs, today, names),
    choice: choiceOf(name),
    mayJoin: isProse(step, name),
  }))
