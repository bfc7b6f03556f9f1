import { notePartner } from '../../door/partner-looks.ts'
import { keepPartnerDraft, partnerDraft } from '../../door/partner-drafts.ts'
import type { TypedByPartner } from '../../door/partner-drafts.ts'
import { partnerOfSession } from '../../door/partner-sessions.ts'
import type { PartnerContext } from '../../door/partners.ts'
import { openRoute, page, redirect } from '../../web/index.ts'
import type { Answer, AskedByAnyone, Params, Path, RefusedForm, Route, Sent } from '../../web/index.ts'
import { paths } from './paths.ts'

/** The cookie of people of other organisations: it is not that of workers, and opens nothing of theirs. */
export const partnerCookie = 'righthelp-professional'

/** A request of somebody of another organisation who has signed in. */
export type AskedByPartner<P = object> = Omit<AskedByAnyone<P>, 'context' | 'session'> & {
  readonly partner: PartnerContext
}

/** Names in a form that are no answers: its token, its key, and what its buttons say. */
const ownNames: readonly string[] = ['_csrf', 'formKey', 'add', 'next']

/** What was typed of a form that was sent. */
export const typedIn = (form: Sent): TypedByPartner =>
  Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) =>
      value === undefined || ownNames.includes(name) ? [] : [[name, value]],
    ),
  )

type Kept<P> = (params: Params<P>) => { readonly draft: string; readonly prefix?: string }

const keepTyped = async <P>(asked: AskedByAnyone<P>, partner: PartnerContext, keeps: Kept<P>): Promise<void> => {
  const { draft, prefix = '' } = keeps(asked.params)
  const before = await partnerDraft(asked.database.sql, partner, draft)
  const sent = Object.fromEntries(
    Object.entries(typedIn(asked.form)).map(([name, value]) => [`${prefix}${name}`, value]),
  )
  await keepPartnerDraft(asked.database.sql, partner, draft, { ...before?.typed, ...sent })
}

/**
 * Declares a page or an action of people of other organisations: whoever has not signed in as one is led to sign in, whatever
 * they ask for. What somebody sent after their session had timed out is kept where the form says under which name.
 */
export const partnerRoute = <P>(declared: {
  readonly method: Route['method']
  readonly path: Path<P>
  /** What the access log calls it: a verb and its object. */
  readonly audit: string
  /** Whether the wrapper notes the look, or the answer does, which knows about which request it was. */
  readonly noted?: 'here' | 'byAnswer'
  readonly keeps?: Kept<P>
  /** Whether its form has files, and what is answered where they are too large to be read. */
  readonly takesFiles?: { readonly mostBytes: number; readonly tooLarge: (asked: AskedByPartner) => Promise<Answer> }
  readonly answer: (asked: AskedByPartner<P>) => Promise<Answer> | Answer
}): Route =>
  openRoute<P>({
    ...(declared.takesFiles === undefined ? {} : filesOf(declared.takesFiles)),
    method: declared.method,
    path: declared.path,
    audit: declared.audit,
    because: 'people of other organisations have a session of their own, which is asked before anything is answered',
    answer: async asked => {
      const { database, now, council, cookies, params } = asked
      const asking = await partnerOfSession(database.sql, cookies[partnerCookie], now, council?.sessions)
      // What was posted and is not kept has no page to come back to.
      const hasPage = declared.method === 'GET' || declared.keeps !== undefined
      const goOn = hasPage ? pathOf(declared.path, params) : paths.home()
      if (asking.is === 'nobody') return redirect(paths.signIn({}, { next: goOn }))
      if (asking.is === 'timedOut') {
        const keeps = declared.method === 'POST' ? declared.keeps : undefined
        if (keeps !== undefined) await keepTyped(asked, asking.partner, keeps)
        return redirect(paths.signIn({}, { next: goOn, ended: keeps === undefined ? 'idle' : 'kept' }))
      }
      const { partner } = asking
      if (declared.noted !== 'byAnswer')
        await notePartner(database.sql, partner, { act: declared.audit, answer: 'allowed' })
      return declared.answer({ ...asked, partner })
    },
  })

/** What was too large, or came with a token that is gone, is answered to whoever has signed in, and to nobody else. */
const filesOf = ({
  mostBytes,
  tooLarge,
}: {
  readonly mostBytes: number
  readonly tooLarge: (asked: AskedByPartner) => Promise<Answer>
}) => ({
  takesFiles: true,
  mostBytes,
  whenRefused: async (asked: AskedByAnyone, because: RefusedForm): Promise<Answer> => {
    const { database, now, council, cookies } = asked
    const asking = await partnerOfSession(database.sql, cookies[partnerCookie], now, council?.sessions)
    if (asking.is !== 'signedIn' || because === 'stale') return redirect(paths.signIn({}, { next: paths.files() }))
    return tooLarge({ ...asked, partner: asking.partner })
  },
})

/** The address of a page with these parts. */
const pathOf = <P>(path: Path<P>, params: Params<P>): string =>
  (path as unknown as (params: Params<P>) => string)(params)

const navigation = [
  { key: 'home', text: 'Requests and questions', href: paths.home() },
  { key: 'new', text: 'Tell us about a child', href: paths.begin() },
  { key: 'consultation', text: 'Ask for a consultation', href: paths.consultation() },
  { key: 'levels', text: 'Levels of need', href: paths.levels() },
  { key: 'feedback', text: 'What became of it', href: paths.feedback() },
] as const

export type Place = (typeof navigation)[number]['key']

/** A page for people of other organisations, with who is signed in and where they are. */
export const partnerPage = (
  { partner, council }: Pick<AskedByPartner, 'partner' | 'council'>,
  here: Place | undefined,
  template: `${string}.njk`,
  model: { readonly title: string } & Readonly<Record<string, unknown>>,
  options: { readonly status?: 200 | 409 | 422 } = {},
): Answer =>
  page(
    template,
    {
      ...model,
      professional: {
        name: `${partner.given} ${partner.family}`,
        post: partner.post,
        organisation: partner.name,
        navigation: navigation.map(({ key, text, href }) => ({ text, href, active: key === here })),
        telephone: council?.brand.telephone ?? {},
        paths: { home: paths.home(), signOut: paths.signOut() },
      },
    },
    options,
  )
