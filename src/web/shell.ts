import type { Context } from '../access/context.ts'
import { localTime, weekday, inWords } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import type { Council } from '../council/council.ts'
import { roles } from '../journey/roles.ts'
import type { PageModel } from './answers.ts'
import type { NavigationItem } from './area.ts'
import type { Assets } from './assets.ts'
import { paths } from './paths.ts'
import { render, timeInWords } from './templates.ts'

/** The council as its pages show it. The colour is like `#1d5e4f` and carries white text. */
export type CouncilFace = { readonly name: string; readonly colour: string; readonly simulated: boolean }

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** `9am on Monday 14 December 2020` */
const clockInWords = (now: Instant): string => {
  const local = localTime(now)
  const date = local.slice(0, 10)
  return `${timeInWords(local.slice(11))} on ${weekdays[weekday(date)] ?? ''} ${inWords(date)}`
}

/** A council's face; before there is one, the product's own. */
export const faceOf = (council: Council | undefined): CouncilFace =>
  council === undefined
    ? { name: 'Righthelp', colour: '#1d5e4f', simulated: false }
    : { name: council.name, colour: council.brand.colour, simulated: council.simulated }

/** What surrounds the content of a page. */
export type Shell = {
  readonly council: CouncilFace
  /** Undefined where the clock could not be read. */
  readonly now: Instant | undefined
  readonly context: Context | undefined
  readonly navigation: readonly NavigationItem[]
  readonly address: string
  readonly csrfToken: string
  readonly cspNonce: string
  readonly assets: Assets
}

const isCurrent = (to: string, address: string): boolean =>
  to === '/' ? address === '/' : address === to || address.startsWith(`${to}/`)

const navigationOf = ({ navigation, context, address }: Shell) =>
  context === undefined
    ? []
    : navigation
        .filter(item => item.permission(context))
        .map(item => ({ text: item.text, href: item.to, active: isCurrent(item.to, address) }))

/** A whole page as HTML. */
export const renderPage = (template: string, model: PageModel, shell: Shell): string =>
  render(template, {
    ...model,
    csrfToken: shell.csrfToken,
    cspNonce: shell.cspNonce,
    assets: {
      stylesheet: shell.assets.stylesheet,
      script: shell.assets.script,
      brand: shell.assets.brand(shell.council.colour),
      icon: shell.assets.icon(shell.council.colour),
      module: shell.assets.module,
    },
    themeColor: shell.council.colour,
    shell: {
      council: shell.council,
      clock: shell.now === undefined ? undefined : clockInWords(shell.now),
      navigation: navigationOf(shell),
      person: shell.context && {
        worker: shell.context.worker,
        name: shell.context.name,
        role: roles[shell.context.role],
      },
      paths: {
        home: paths.home(),
        signOut: paths.signOut(),
        signedIn: paths.signedIn(),
        openWithReason: paths.openWithReason(),
        clock: paths.clock(),
      },
    },
  })
