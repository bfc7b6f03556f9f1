import type { Said } from '../../../council/index.ts'
import { unlinkPartnerAccount } from '../../../door/partner-accounts.ts'
import {
  changePartner,
  changePerson,
  endPartner,
  endPerson,
  PartnerRefused,
  takeBackEnd,
  takeOnPerson,
  takeUpPartner,
} from '../../../door/partner-changes.ts'
import { knownPartner, peopleOfPartner } from '../../../door/partner-list.ts'
import type { KnownPerson } from '../../../door/partner-list.ts'
import { notFound, page, redirect } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { saidBy } from '../said-by.ts'
import { dayItems, errorsOf, readDay, typedDay } from '../staff/form.ts'
import type { Problems, Typed } from '../staff/form.ts'
import { kindItems, readPartner, readPerson, typedIn, typedOfPartner, typedOfPerson } from './form.ts'
import { paths } from './paths.ts'

type AskedOf = Asked<unknown>
type Organisation = { readonly partner: number }
type Member = Organisation & { readonly person: number }
type KnownPartner = NonNullable<Awaited<ReturnType<typeof knownPartner>>>

/** A form about an organisation or somebody of one: what it says, and where it goes. */
type Form = {
  readonly template: 'organisation' | 'person' | 'end'
  readonly title: string
  readonly name?: string
  readonly button: string
  readonly action: string
  readonly back: string
  readonly note?: string
}

const show = (form: Form, typed: Typed, problems: Problems = {}): Answer =>
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
const orShow = async (form: Form, typed: Typed, work: () => Promise<number>): Promise<Answer> => {
  try {
    return redirect(paths.one({ partner: await work() }))
  } catch (error) {
    if (error instanceof PartnerRefused) return show(form, typed, { [error.field]: error.message })
    throw error
  }
}

const addForm: Form = {
  template: 'organisation',
  title: 'Add an organisation',
  button: 'Add the organisation',
  action: paths.add(),
  back: paths.list(),
}

export const showAdd = (): Answer => show(addForm, {})

/** Adds an organisation that works with the county from today. */
export const takeAdd = async (asked: AskedOf): Promise<Answer> => {
  const typed = typedIn(asked.form)
  const { value, problems } = readPartner(typed)
  if (value === undefined) return show(addForm, typed, problems)
  return orShow(addForm, typed, async () => takeUpPartner(asked.database.sql, value, await saidBy(asked)))
}

const withPartner = async (
  { database }: AskedOf,
  { partner }: Organisation,
  answer: (known: KnownPartner) => Promise<Answer> | Answer,
): Promise<Answer> => {
  const known = await knownPartner(database.sql, partner)
  return known === undefined ? notFound() : answer(known)
}

const withPerson = (
  asked: AskedOf,
  { partner, person }: Member,
  answer: (known: KnownPerson, of: KnownPartner) => Promise<Answer> | Answer,
): Promise<Answer> =>
  withPartner(asked, { partner }, async of => {
    const [known] = await peopleOfPartner(asked.database.sql, partner, person)
    return known === undefined ? notFound() : answer(known, of)
  })

const changeForm = ({ partner, name }: KnownPartner): Form => ({
  template: 'organisation',
  title: 'Change an organisation',
  name,
  button: 'Save',
  action: paths.change({ partner }),
  back: paths.one({ partner }),
})

export const showChange = (asked: AskedOf, key: Organisation): Promise<Answer> =>
  withPartner(asked, key, known => show(changeForm(known), typedOfPartner(known)))

/** Changes the name of an organisation, its kind, or whether it answers enquiries. */
export const takeChange = (asked: AskedOf, key: Organisation): Promise<Answer> =>
  withPartner(asked, key, known => {
    const typed = typedIn(asked.form)
    const { value, problems } = readPartner(typed)
    if (value === undefined) return show(changeForm(known), typed, problems)
    return orShow(changeForm(known), typed, async () => {
      await changePartner(asked.database.sql, key.partner, value, await saidBy(asked))
      return key.partner
    })
  })

const addPersonForm = ({ partner, name }: KnownPartner): Form => ({
  template: 'person',
  title: 'Add a person',
  name,
  button: 'Add the person',
  action: paths.addPerson({ partner }),
  back: paths.one({ partner }),
})

export const showAddPerson = (asked: AskedOf, key: Organisation): Promise<Answer> =>
  withPartner(asked, key, known => show(addPersonForm(known), {}))

/** Adds somebody to an organisation from today. */
export const takeAddPerson = (asked: AskedOf, key: Organisation): Promise<Answer> =>
  withPartner(asked, key, known => {
    const typed = typedIn(asked.form)
    const { value, problems } = readPerson(typed)
    if (value === undefined) return show(addPersonForm(known), typed, problems)
    return orShow(addPersonForm(known), typed, async () => {
      await takeOnPerson(asked.database.sql, key.partner, value, await saidBy(asked))
      return key.partner
    })
  })

const changePersonForm = ({ person, given, family }: KnownPerson, { partner }: KnownPartner): Form => ({
  template: 'person',
  title: 'Change a person',
  name: `${given} ${family}`,
  button: 'Save',
  action: paths.changePerson({ partner, person }),
  back: paths.one({ partner }),
})

export const showChangePerson = (asked: AskedOf, key: Member): Promise<Answer> =>
  withPerson(asked, key, (known, of) => show(changePersonForm(known, of), typedOfPerson(known)))

/** Changes the name, the post or the e-mail address of somebody. */
export const takeChangePerson = (asked: AskedOf, key: Member): Promise<Answer> =>
  withPerson(asked, key, (known, of) => {
    const typed = typedIn(asked.form)
    const { value, problems } = readPerson(typed)
    const form = changePersonForm(known, of)
    if (value === undefined) return show(form, typed, problems)
    return orShow(form, typed, async () => {
      await changePerson(asked.database.sql, key, value, await saidBy(asked))
      return key.partner
    })
  })

const endForm = ({ partner, name }: KnownPartner): Form => ({
  template: 'end',
  title: 'An organisation ends',
  name,
  button: 'End the organisation',
  action: paths.end({ partner }),
  back: paths.one({ partner }),
  note: 'From this day on nobody of it can sign in, and it is asked nothing. What it sent and answered stays.',
})

const endPersonForm = ({ person, given, family }: KnownPerson, { partner }: KnownPartner): Form => ({
  template: 'end',
  title: 'Somebody leaves',
  name: `${given} ${family}`,
  button: 'They leave',
  action: paths.endPerson({ partner, person }),
  back: paths.one({ partner }),
  note: 'From this day on they cannot sign in. What they sent and answered stays.',
})

export const showEnd = (asked: AskedOf, key: Organisation): Promise<Answer> =>
  withPartner(asked, key, known => show(endForm(known), typedDay('on', asked.context.today)))

export const showEndPerson = (asked: AskedOf, key: Member): Promise<Answer> =>
  withPerson(asked, key, (known, of) => show(endPersonForm(known, of), typedDay('on', asked.context.today)))

const end = (
  asked: AskedOf,
  form: Form,
  { partner, on: work }: { readonly partner: number; readonly on: (on: string, said: Said) => Promise<void> },
): Promise<Answer> | Answer => {
  const typed = typedIn(asked.form)
  const { value: on, problems } = readDay(typed, { name: 'on', ask: 'The day', today: asked.context.today })
  if (on === undefined) return show(form, typed, problems)
  return orShow(form, typed, async () => {
    await work(on, await saidBy(asked))
    return partner
  })
}

/** Ends an organisation on a day; where it has come, its people are out at once. */
export const takeEnd = (asked: AskedOf, key: Organisation): Promise<Answer> =>
  withPartner(asked, key, known =>
    end(asked, endForm(known), {
      partner: key.partner,
      on: (on, said) => endPartner(asked.database.sql, key.partner, on, said),
    }),
  )

/** Lets somebody leave an organisation on a day; where it has come, they are out at once. */
export const takeEndPerson = (asked: AskedOf, key: Member): Promise<Answer> =>
  withPerson(asked, key, (known, of) =>
    end(asked, endPersonForm(known, of), {
      partner: key.partner,
      on: (on, said) => endPerson(asked.database.sql, key, on, said),
    }),
  )

/** Takes the end of an organisation back. */
export const takeBackEndOf = (asked: AskedOf, key: Organisation): Promise<Answer> =>
  withPartner(asked, key, async () => {
    await takeBackEnd(asked.database.sql, key, await saidBy(asked))
    return redirect(paths.one(key))
  })

/** Takes the leaving of somebody back. */
export const takeBackEndOfPerson = (asked: AskedOf, { partner, person }: Member): Promise<Answer> =>
  withPerson(asked, { partner, person }, async () => {
    await takeBackEnd(asked.database.sql, { partner, person }, await saidBy(asked))
    return redirect(paths.one({ partner }))
  })

/** Unlinks somebody's account: they are out at once. */
export const takeUnlink = (asked: AskedOf, { partner, person }: Member): Promise<Answer> =>
  withPerson(asked, { partner, person }, async () => {
    await unlinkPartnerAccount(asked.database.sql, { partner, person }, await saidBy(asked))
    return redirect(paths.one({ partner }))
  })
