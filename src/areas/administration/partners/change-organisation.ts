import { changePartner, endPartner, takeBackEnd, takeUpPartner } from '../../../door/partner-changes.ts'
import { redirect } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { saidBy } from '../said-by.ts'
import { typedDay } from '../staff/form.ts'
import { readPartner, typedIn, typedOfPartner } from './form.ts'
import { paths } from './paths.ts'
import { formPage, orShow, withPartner, endOn } from './form-page.ts'
import type { AskedOf, Organisation, KnownPartner, Form } from './form-page.ts'

const addForm: Form = {
  template: 'organisation',
  title: 'Add an organisation',
  button: 'Add the organisation',
  action: paths.add(),
  back: paths.list(),
}

export const showAdd = (): Answer => formPage(addForm, {})

/** Adds an organisation that works with the county from today. */
export const takeAdd = async (asked: AskedOf): Promise<Answer> => {
  const typed = typedIn(asked.form)
  const { value, problems } = readPartner(typed)
  if (value === undefined) return formPage(addForm, typed, problems)
  return orShow(addForm, typed, async () => takeUpPartner(asked.database.sql, value, await saidBy(asked)))
}

const changeForm = ({ partner, name }: KnownPartner): Form => ({
  template: 'organisation',
  title: 'Change an organisation',
  name,
  button: 'Save',
  action: paths.change({ partner }),
  back: paths.one({ partner }),
})

export const showChange = (asked: AskedOf, key: Organisation): Promise<Answer> =>
  withPartner(asked, key, known => formPage(changeForm(known), typedOfPartner(known)))

/** Changes the name of an organisation, its kind, or whether it answers enquiries. */
export const takeChange = (asked: AskedOf, key: Organisation): Promise<Answer> =>
  withPartner(asked, key, known => {
    const typed = typedIn(asked.form)
    const { value, problems } = readPartner(typed)
    if (value === undefined) return formPage(changeForm(known), typed, problems)
    return orShow(changeForm(known), typed, async () => {
      await changePartner(asked.database.sql, key.partner, value, await saidBy(asked))
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

export const showEnd = (asked: AskedOf, key: Organisation): Promise<Answer> =>
  withPartner(asked, key, known => formPage(endForm(known), typedDay('on', asked.context.today)))

/** Ends an organisation on a day; where it has come, its people are out at once. */
export const takeEnd = (asked: AskedOf, key: Organisation): Promise<Answer> =>
  withPartner(asked, key, known =>
    endOn(asked, endForm(known), {
      partner: key.partner,
      on: (on, said) => endPartner(asked.database.sql, key.partner, on, said),
    }),
  )

/** Takes the end of an organisation back. */
export const takeBackEndOf = (asked: AskedOf, key: Organisation): Promise<Answer> =>
  withPartner(asked, key, async () => {
    await takeBackEnd(asked.database.sql, key, await saidBy(asked))
    return redirect(paths.one(key))
  })
