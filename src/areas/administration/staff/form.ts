import type { CivilDate } from '../../../calendar/index.ts'
import { teams } from '../../../council/index.ts'
import type { PostToBegin } from '../../../council/index.ts'
import { date, isRole, roles } from '../../../journey/index.ts'
import type { Role } from '../../../journey/index.ts'
import { textOf } from '../../../web/index.ts'
import type { Asked, Sent } from '../../../web/index.ts'

/** What a form held, and what is wrong with it, by field. */
export type Typed = Readonly<Record<string, string>>
export type Problems = Readonly<Record<string, string>>

const fieldNames = ['given', 'family', 'role', 'team', 'agency', 'fullTimeEquivalent', 'subject', 'email'] as const
const dayNames = ['from', 'on', 'qualified'] as const
const partsOfDay = ['day', 'month', 'year'] as const

/** Every field of the forms about staff as it was typed. */
export const typedIn = (form: Sent): Typed =>
  Object.fromEntries(
    [...fieldNames, ...dayNames.flatMap(name => partsOfDay.map(part => `${name}-${part}`))].map(name => [
      name,
      textOf(form[name]).slice(0, 400),
    ]),
  )

/** A day already written, for a form that nobody has typed in. */
export const typedDay = (name: (typeof dayNames)[number], day: CivilDate): Typed => ({
  [`${name}-day`]: String(Number(day.slice(8))),
  [`${name}-month`]: String(Number(day.slice(5, 7))),
  [`${name}-year`]: day.slice(0, 4),
})

/** The three inputs of a day. */
export const dayItems = (typed: Typed, name: (typeof dayNames)[number], problem?: string) =>
  partsOfDay.map(part => ({
    name: part,
    value: typed[`${name}-${part}`],
    classes: `govuk-input--width-${part === 'year' ? 4 : 2}${problem === undefined ? '' : ' govuk-input--error'}`,
  }))

export type Read<Value> = { readonly value?: Value; readonly problems: Problems }

/** A day of a form; what it is asked as begins the words about it. */
export const readDay = (
  typed: Typed,
  { name, ask, today }: { readonly name: (typeof dayNames)[number]; readonly ask: string; readonly today: CivilDate },
): Read<CivilDate> => {
  const [day, month, year] = partsOfDay.map(part => typed[`${name}-${part}`])
  const read = date(ask, { mayBeInFuture: true }).read({ day, month, year }, { today })
  return 'problem' in read ? { problems: { [name]: read.problem } } : { value: read.value, problems: {} }
}

const fullTimeIn = (text = ''): number | undefined => {
  if (text === '') return 1
  const number = Number(text)
  return /^[01](\.\d{1,2})?$/.test(text) && number > 0 && number <= 1 ? number : undefined
}

/** The post that a form begins on a day. */
export const readPost = (typed: Typed, from: CivilDate | undefined): Read<PostToBegin> => {
  const { role = '', team = '' } = typed
  const fullTimeEquivalent = fullTimeIn(typed.fullTimeEquivalent)
  if (!isRole(role)) return { problems: { role: 'Choose what they do' } }
  if (fullTimeEquivalent === undefined)
    return { problems: { fullTimeEquivalent: 'How much of full time must be a number from 0.01 to 1, like 0.6' } }
  if (from === undefined) return { problems: {} }
  return {
    value: { role, team: team === '' ? null : team, agency: typed.agency === 'yes', fullTimeEquivalent, from },
    problems: {},
  }
}

/** The lists that the form of a post chooses from: the roles, and the teams of the day. */
export const choicesOfPost = async ({ database, context }: Asked<unknown>, typed: Typed) => ({
  roles: [
    { value: '', text: 'Choose' },
    ...(Object.keys(roles) as Role[]).map(role => ({ value: role, text: roles[role], selected: typed.role === role })),
  ],
  teams: [
    { value: '', text: 'No team' },
    ...(await teams(database.sql, { on: context.today })).map(({ team, name, serviceName }) => ({
      value: team,
      text: `${name} (${serviceName})`,
      selected: typed.team === team,
    })),
  ],
})

const inputIds: Readonly<Record<string, string>> = { from: 'from-day', on: 'on-day', qualified: 'qualified-day' }

/** Problems as the summary at the top lists them. */
export const errorsOf = (problems: Problems) =>
  Object.entries(problems).map(([field, text]) => ({ text, href: `#${inputIds[field] ?? field}` }))
