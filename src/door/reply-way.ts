import type { OpenRequest } from './open-request.ts'

/** How whoever sent a request can be told what became of it, and where to; or why nobody can be told. */
export type ReplyWay =
  | { readonly way: 'page'; readonly toName: string; readonly partner: number }
  | { readonly way: 'letter'; readonly toName: string; readonly address: string }
  | { readonly way: 'email'; readonly toName: string; readonly address: string }
  | { readonly way: 'telephone'; readonly toName: string; readonly number: string; readonly care: string }
  | { readonly way: 'nobody'; readonly why: string }

const said = (answers: OpenRequest['answers'], name: string): string => {
  const answer = answers[name]
  return typeof answer === 'string' ? answer.trim() : ''
}

/** The way of a reply, by what whoever sent the request said is safe. A letter says more than a notice by e-mail may. */
export const replyWayOf = ({
  partner,
  partnerPerson,
  answers,
}: Pick<OpenRequest, 'partner' | 'partnerPerson' | 'answers'>): ReplyWay => {
  if (partner !== null) return { way: 'page', toName: partnerPerson?.name ?? partner.name, partner: partner.partner }
  const toName = [said(answers, 'yourGiven'), said(answers, 'yourFamily')].filter(part => part !== '').join(' ')
  const safe: readonly unknown[] = Array.isArray(answers.safeWays) ? answers.safeWays : []
  const [post, email] = [said(answers, 'postTo'), said(answers, 'email')]
  const phone = said(answers, 'phone') || said(answers, 'messagePhone') || said(answers, 'textPhone')
  if (safe.includes('none')) return { way: 'nobody', why: 'They asked not to be contacted.' }
  if (safe.includes('post') && post !== '') return { way: 'letter', toName, address: post }
  if (safe.includes('email') && email !== '') return { way: 'email', toName, address: email }
  if (phone !== '') return { way: 'telephone', toName, number: phone, care: said(answers, 'safeWhen') }
  return { way: 'nobody', why: toName === '' ? 'They gave no name.' : 'They left no safe way to be reached.' }
}
