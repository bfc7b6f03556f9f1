import type { PartnerDetails, PersonDetails } from '../../../door/partner-changes.ts'
import { isPartnerKind } from '../../../door/partners.ts'
import type { KnownPerson } from '../../../door/partner-list.ts'
import { sources } from '../../../journey/codes/index.ts'
import { textOf } from '../../../web/index.ts'
import type { Sent } from '../../../web/index.ts'
import type { Problems, Read, Typed } from '../staff/form.ts'

const fieldNames = ['name', 'kind', 'answers', 'given', 'family', 'post', 'email', 'on-day', 'on-month', 'on-year']
const longest = 150

/** Every field of the forms about organisations as it was typed. */
export const typedIn = (form: Sent): Typed =>
  Object.fromEntries(fieldNames.map(name => [name, textOf(form[name]).trim().slice(0, 400)]))

/** Kinds that are nobody who works with the county. */
const noOrganisations: readonly string[] = ['individual', 'anonymous', 'unknown']

/** The kinds that an organisation may be of. */
export const kindItems = (chosen = '') => [
  { value: '', text: 'Choose' },
  ...Object.entries(sources)
    .filter(([kind]) => !noOrganisations.includes(kind))
    .map(([value, text]) => ({ value, text, selected: value === chosen })),
]

export const typedOfPartner = ({ name, kind, answersEnquiries }: PartnerDetails): Typed => ({
  name,
  kind,
  answers: answersEnquiries ? 'yes' : '',
})

export const typedOfPerson = ({ given, family, post, email }: KnownPerson): Typed => ({
  given,
  family,
  post,
  email: email ?? '',
})

const needed = (
  typed: Typed,
  asks: Readonly<Record<string, { readonly enter: string; readonly it: string }>>,
): Problems =>
  Object.fromEntries(
    Object.entries(asks).flatMap(([name, { enter, it }]) => {
      const { length } = typed[name] ?? ''
      if (length === 0) return [[name, enter]]
      return length > longest ? [[name, `${it} must be ${longest} characters or fewer`]] : []
    }),
  )

/** An organisation as a form holds it. */
export const readPartner = (typed: Typed): Read<PartnerDetails> => {
  const { name = '', kind = '', answers } = typed
  const isKind = isPartnerKind(kind) && !noOrganisations.includes(kind)
  const problems = {
    ...needed(typed, { name: { enter: 'Enter the name of the organisation', it: 'The name' } }),
    ...(isKind ? {} : { kind: 'Choose what kind of organisation it is' }),
  }
  return isKind && Object.keys(problems).length === 0
    ? { value: { name, kind, answersEnquiries: answers === 'yes' }, problems }
    : { problems }
}

const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)

/** Somebody of an organisation as a form holds them. */
export const readPerson = (typed: Typed): Read<PersonDetails> => {
  const { given = '', family = '', post = '', email = '' } = typed
  const problems = {
    ...needed(typed, {
      given: { enter: 'Enter their first name', it: 'Their first name' },
      family: { enter: 'Enter their last name', it: 'Their last name' },
      post: { enter: 'Enter their post, like head teacher', it: 'Their post' },
    }),
    ...(email === '' || isEmail(email) ? {} : { email: 'Enter an e-mail address, like name@example.org' }),
  }
  return Object.keys(problems).length > 0
    ? { problems }
    : { value: { given, family, post, email: email === '' ? null : email }, problems }
}
