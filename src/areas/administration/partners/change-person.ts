import { unlinkPartnerAccount } from '../../../door/partner-accounts.ts'
import { changePerson, endPerson, takeBackEnd, takeOnPerson } from '../../../door/partner-changes.ts'
import type { KnownPerson } from '../../../door/partner-list.ts'
import { redirect } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { saidBy } from '../said-by.ts'
import { typedDay } from '../staff/form.ts'
import { readPerson, typedIn, typedOfPerson } from './form.ts'
import { paths } from './paths.ts'
import { formPage, orShow, withPartner, withPerson, endOn } from './form-page.ts'
import type { AskedOf, Organisation, Member, KnownPartner, Form } from './form-page.ts'

const addPersonForm = ({ partner, name }: KnownPartner): Form => ({
  template: 'person',
  title: 'Add a person',
  name,
  button: 'Add the person',
  action: paths.addPerson({ partner }),
  back: paths.one({ partner }),
})

export const showAddPerson = (asked: AskedOf, key: Organisation): Promise<Answer> =>
  withPartner(asked, key, known => formPage(addPersonForm(known), {}))

/** Adds somebody to an organisation from today. */
export const takeAddPerson = (asked: AskedOf, key: Organisation): Promise<Answer> =>
  withPartner(asked, key, known => {
    const typed = typedIn(asked.form)
    const { value, problems } = readPerson(typed)
    if (value === undefined) return formPage(addPersonForm(known), typed, problems)
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
  withPerson(asked, key, (known, of) => formPage(changePersonForm(known, of), typedOfPerson(known)))

/** Changes the name, the post or the e-mail address of somebody. */
export const takeChangePerson = (asked: AskedOf, key: Member): Promise<Answer> =>
  withPerson(asked, key, (known, of) => {
    const typed = typedIn(asked.form)
    const { value, problems } = readPerson(typed)
    const form = changePersonForm(known, of)
    if (value === undefined) return formPage(form, typed, problems)
    return orShow(form, typed, async () => {
      await changePerson(asked.database.sql, key, value, await saidBy(asked))
      return key.partner
    })
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

export const showEndPerson = (asked: AskedOf, key: Member): Promise<Answer> =>
  withPerson(asked, key, (known, of) => formPage(endPersonForm(known, of), typedDay('on', asked.context.today)))

/** Lets somebody leave an organisation on a day; where it has come, they are out at once. */
export const takeEndPerson = (asked: AskedOf, key: Member): Promise<Answer> =>
  withPerson(asked, key, (known, of) =>
    endOn(asked, endPersonForm(known, of), {
      partner: key.partner,
      on: (on, said) => endPerson(asked.database.sql, key, on, said),
    }),
  )

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
