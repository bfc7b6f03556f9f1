import { missedVisitReasons, visitPlaces } from '../../../journey/codes/visits.ts'
import type { AnyStep } from '../../../journey/step.ts'
import { visitModes } from '../../../journey/visit-questions.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { MergedForms, ThreeForms } from '../../../ledger/merge-drafts.ts'
import { textOf } from '../../../web/index.ts'
import { mergeForms } from '../../../web/forms/index.ts'
import type { Clash, Typed } from '../../../web/forms/index.ts'
import { choiceOf } from '../../../web/forms/merging/choosing.ts'
import type { ClashOnPage } from '../../../web/forms/merging/choosing.ts'
import { childOfInput, isAbout, nextOn, own, seenAs, seenIn, shortQuestions } from './sent.ts'
import type { VisitedChild } from './visited.ts'

/** The questions of the short page as those of a step: what it asks of a visit, and the day of the next. */
const askedOn = ({ pathway }: Rules): AnyStep => {
  const visit = pathway.steps.childInNeedVisit
  if (visit === undefined) throw new Error('A pathway has visits.')
  const asked = Object.entries(visit.fields).filter(([name]) => shortQuestions.some(each => each === name))
  return { ...visit, fields: { ...Object.fromEntries(asked), [own.next]: nextOn } }
}

/** Merges what two people typed about one visit, question by question; whom it is about follows from what was typed. */
export const mergeVisit =
  (rules: Rules, child: number) =>
  ({ before, now, mine }: ThreeForms): MergedForms<Clash> => {
    const { typed, clashes } = mergeForms(
      askedOn(rules),
      { before: before.typed, now: now.typed, mine: mine.typed },
      isAbout,
    )
    return { form: { subjects: subjectsOf(child, typed), typed, paragraphs: now.paragraphs }, clashes }
  }

/** The children a visit is about: the one whose page it is, and those of whom it is said how they were found. */
export const subjectsOf = (child: number, typed: Typed): readonly number[] => [
  child,
  ...seenIn(typed)
    .filter(identity => identity !== child)
    .sort((one, other) => one - other),
]

const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  mode: visitModes,
  place: visitPlaces,
  missedBecause: missedVisitReasons,
}

const ofPage: Readonly<Record<string, string>> = {
  [own.next]: 'Next visit agreed for',
  [own.nextAt]: 'Time of the next visit',
  [own.against]: 'Whether it is the visit that was planned',
}

const called = (rules: Rules, children: readonly VisitedChild[], name: string): string => {
  const child = children.find(({ identity }) => identity === childOfInput(name))?.name
  if (child !== undefined) return isAbout(name) ? `About ${child} alone` : `How ${child} was found`
  return ofPage[name] ?? askedOn(rules).fields[name]?.ask ?? name
}

const inWords = (name: string, typed: Typed): string => {
  if (name === own.against) return textOf(typed[name]) === 'yes' ? 'Yes' : 'No'
  const text = Object.values(typed)
    .map(value => textOf(value))
    .filter(each => each !== '')
    .join(' ')
  const codes: Readonly<Record<string, string>> | undefined =
    childOfInput(name) !== undefined && !isAbout(name) ? seenAs : labels[name]
  return codes?.[text] ?? text
}

/** The questions that two people answered differently, with both answers, to choose from. */
export const visitClashes = (
  rules: Rules,
  children: readonly VisitedChild[],
  clashes: readonly Clash[],
): readonly ClashOnPage[] =>
  clashes.map(({ name, mine, theirs }) => ({
    ask: called(rules, children, name),
    mine: inWords(name, mine),
    theirs: inWords(name, theirs),
    choice: choiceOf(name),
    mayJoin: isAbout(name) || askedOn(rules).fields[name]?.kind === 'prose',
  }))
