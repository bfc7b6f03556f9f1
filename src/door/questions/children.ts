import { choice, date, optional, text } from '../../journey/fields.ts'
import type { Fields, StoredAnswers } from '../../journey/field.ts'
import type { ChildAsSent } from '../request.ts'

const name = (ask: string, hint?: string) => text(ask, { longest: 100, ...(hint === undefined ? {} : { hint }) })

const sexes = { female: 'Female', male: 'Male', notStated: 'Not known, or not said' } as const

/** What is asked of each child: as much as whoever writes can tell. */
export const childQuestions = {
  given: name('First name', 'If you do not know it, write what you call the child, or “not known”'),
  family: optional(name('Last name')),
  bornOn: optional(date('Date of birth')),
  age: optional(text('Age, if you do not know the date of birth', { longest: 40, hint: 'For example, about 7' })),
  sex: optional(choice('Sex', sexes)),
  school: optional(text('School, nursery or college', { longest: 150 })),
} satisfies Fields

/** What is asked of a baby who is not born yet: the mother's name stands for it until then. */
export const unbornQuestions = {
  motherGiven: name('Mother’s first name'),
  motherFamily: optional(name('Mother’s last name')),
  expectedOn: optional(
    date('When the baby is expected', { mayBeInFuture: true, hint: 'If you do not know the day, the 15th will do' }),
  ),
  motherBornOn: optional(date('Mother’s date of birth')),
} satisfies Fields

/** As many children as one request may be about. */
export const mostChildren = 12

const textIn = (answers: StoredAnswers, key: string): string | undefined => {
  const value = answers[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

const isSex = (code: string | undefined): code is keyof typeof sexes => code !== undefined && Object.hasOwn(sexes, code)

const ownColumns: readonly string[] = ['given', 'family', 'bornOn', 'expectedOn', 'sex']

/** A child as the request keeps it: what a record would hold in columns, and the rest by question. */
export const childFrom = (answers: StoredAnswers): ChildAsSent => {
  const [given, family] = [textIn(answers, 'given'), textIn(answers, 'family')]
  const [bornOn, expectedOn] = [textIn(answers, 'bornOn'), textIn(answers, 'expectedOn')]
  const sex = textIn(answers, 'sex')
  return {
    ...(given === undefined ? {} : { given }),
    ...(family === undefined ? {} : { family }),
    ...(bornOn === undefined ? {} : { bornOn }),
    ...(expectedOn === undefined ? {} : { expectedOn }),
    ...(isSex(sex) ? { sex } : {}),
    answers: Object.fromEntries(Object.entries(answers).filter(([key]) => !ownColumns.includes(key))),
  }
}

/** Whether a child of a request is not born yet. */
export const isUnborn = (child: Pick<ChildAsSent, 'answers'>): boolean =>
  textIn(child.answers, 'motherGiven') !== undefined

/** What a child is called on pages: its name, or whose baby it is. */
export const childInWords = (child: ChildAsSent): string => {
  const own = [child.given, child.family].filter(Boolean).join(' ')
  if (own !== '') return own
  const mother = [textIn(child.answers, 'motherGiven'), textIn(child.answers, 'motherFamily')].filter(Boolean).join(' ')
  return mother === '' ? 'A child whose name is not known' : `Baby of ${mother}, not born yet`
}
