import type { CivilDate } from '../calendar/index.ts'
import type { Probe } from '../people/matching/index.ts'

type Answers = Readonly<Record<string, unknown>>

/** A child of a request, as far as it is looked for. */
export type ChildToFind = {
  readonly given: string | null
  readonly family: string | null
  readonly bornOn: CivilDate | null
  readonly expectedOn: CivilDate | null
  readonly sex: string | null
  readonly answers: Answers
}

const said = (answers: Answers, name: string): string | null => {
  const answer = answers[name]
  return typeof answer === 'string' && answer.trim() !== '' ? answer.trim() : null
}

const unknownNames = /^(not known|unknown|don.?t know|n\/?a|\?+|-+)$/i

/** A name, unless it only says that it is not known. */
export const nameOrNot = (name: string | null): string | null =>
  name === null || unknownNames.test(name.trim()) ? null : name

/** The mother of a child: named with the child, or whoever writes as the mother. */
export const motherSent = (
  request: { readonly sender: string; readonly answers: Answers },
  own: Answers,
): { readonly given: string | null; readonly family: string | null } => {
  const named = { given: said(own, 'motherGiven'), family: said(own, 'motherFamily') }
  if (named.given !== null || named.family !== null) return named
  const isMother =
    request.sender === 'parent' && /^(mother|mum|mam|mummy|mom)$/i.test(said(request.answers, 'relation') ?? '')
  return isMother ? { given: said(request.answers, 'yourGiven'), family: said(request.answers, 'yourFamily') } : named
}

/** What a child of a request is looked for by: everything that was sent of it and of its home. */
export const probeOf = (
  request: { readonly sender: string; readonly answers: Answers },
  child: ChildToFind,
): Probe => ({
  given: nameOrNot(child.given),
  family: nameOrNot(child.family),
  bornOn: child.bornOn,
  expectedOn: child.expectedOn,
  sex: child.sex === 'female' || child.sex === 'male' ? child.sex : null,
  postcode: said(request.answers, 'postcode'),
  address: said(request.answers, 'line'),
  mother: motherSent(request, child.answers),
})
