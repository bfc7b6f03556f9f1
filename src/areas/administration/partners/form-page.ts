import type { Said } from '../../../council/index.ts'
import { PartnerRefused } from '../../../door/partner-changes.ts'
import { knownPartner, peopleOfPartner } from '../../../door/partner-list.ts'
import type { KnownPerson } from '../../../door/partner-list.ts'
import { notFound, page, redirect } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { saidBy } from '../said-by.ts'
import { dayItems, errorsOf, readDay } from '../staff/form.ts'
import type { Problems, Typed } from '../staff/form.ts'
import { kindItems, typedIn } from './form.ts'
import { paths } from './paths.ts'

export type AskedOf = Asked<unknown>

export type Organisation = { readonly partner: number }

export type Member = Organisation & { readonly person: number }

export type KnownPartner = NonNullable<Awaited<ReturnType<typeof knownPartner>>>

/** A form about an organisation or somebody of one: what it says, and where it goes. */
export type Form = {
  readonly template: 'organisation' | 'person' | 'end'
  readonly title: string
  readonly name?: string
  readonly button: string
  readonly action: string
  readonly back: string
  readonly note?: string
}

/** A form with what was typed, and what is wrong with it. */
export const formPage = (form: Form, typed: Typed, problems: Problems = {}): Answer =>
  page(
    `areas/administration/partners/${form.template}.njk`,
    {
      ...form,
      typed,
      problems,
      errors: errorsOf(problems),
      kinds: kindItems(typed.kind),
      days: { on: dayItems(typed, 'on', problems.on) },
    },
    { status: Object.keys(problems).length === 0 ? 200 : 422 },
  )

/** Does it, or shows the form again with why not, and with what was typed. */
export const orShow = async (form: Form, typed: Typed, work: () => Promise<number>): Promise<Answer> => {
  try {
    return redirect(paths.one({ partner: await work() }))
  } catch (error) {
    if (error instanceof PartnerRefused) return formPage(form, typed, { [error.field]: error.message })
    throw error
  }
}

/** Answers about an organisation, where there is one. */
export const withPartner = async (
  { database }: AskedOf,
  { partner }: Organisation,
  answer: (known: KnownPartner) => Promise<Answer> | Answer,
): Promise<Answer> => {
  const known = await knownPartner(database.sql, partner)
  return known === undefined ? notFound() : answer(known)
}

/** Answers about somebody of an organisation, where there is such a person. */
export const withPerson = (
  asked: AskedOf,
  { partner, person }: Member,
  answer: (known: KnownPerson, of: KnownPartner) => Promise<Answer> | Answer,
): Promise<Answer> =>
  withPartner(asked, { partner }, async of => {
    const [known] = await peopleOfPartner(asked.database.sql, partner, person)
    return known === undefined ? notFound() : answer(known, of)
  })

/** Ends something on the day that the form says, or shows the form again. */
export const endOn = (
  asked: AskedOf,
  form: Form,
  { partner, on: work }: { readonly partner: number; readonly on: (on: string, said: Said) => Promise<void> },
): Promise<Answer> | Answer => {
  const typed = typedIn(asked.form)
  const { value: on, problems } = readDay(typed, { name: 'on', ask: 'The day', today: asked.context.today })
  if (on === undefined) return formPage(form, typed, problems)
  return orShow(form, typed, async () => {
    await work(on, await saidBy(asked))
    return partner
  })
}
