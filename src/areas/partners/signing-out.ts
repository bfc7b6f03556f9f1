import { ProviderFault } from '../../access/openid.ts'
import { openRoute, redirect, redirectToProvider } from '../../web/index.ts'
import type { Answer, AskedByAnyone } from '../../web/index.ts'
import { showSignInWithProvider } from './openid.ts'
import { paths } from './paths.ts'

/** Where to sign out at the provider; undefined where it has no such place, or cannot be asked now. */
const placeToSignOut = async ({ provider }: AskedByAnyone): Promise<string | undefined> => {
  try {
    return await provider?.signOutAt(paths.signedOut())
  } catch (error) {
    if (error instanceof ProviderFault) return undefined
    throw error
  }
}

const showSignedOut = async (asked: AskedByAnyone): Promise<Answer> => {
  if (asked.council?.signIn !== 'openid') return redirect(paths.signIn())
  const isOffered = (await placeToSignOut(asked)) !== undefined
  return showSignInWithProvider(asked, {
    hasSignedOut: true,
    signOutThere: isOffered ? paths.signOutAtProvider() : undefined,
  })
}

const signOutThere = async (asked: AskedByAnyone): Promise<Answer> => {
  const to = asked.council?.signIn === 'openid' ? await placeToSignOut(asked) : undefined
  return to === undefined ? redirect(paths.signedOut()) : redirectToProvider(to)
}

/** Where professionals come when they have signed out, and where they sign out at the council’s provider too. */
export const signedOutRoutes = [
  openRoute({
    method: 'GET',
    path: paths.signedOut,
    because: 'whoever has signed out is nobody',
    audit: 'professional has signed out',
    answer: showSignedOut,
  }),
  openRoute({
    method: 'GET',
    path: paths.signOutAtProvider,
    because: 'whoever signs out has signed out here already',
    audit: 'professional signs out at the provider',
    answer: signOutThere,
  }),
]
