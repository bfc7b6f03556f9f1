import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { TestContext } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { keepContexts } from './browser-contexts-testing.ts'
import { sessionCookie } from './security.ts'

/** The variable in which whoever runs the tests names the browser. */
const chromiumVariable = 'RIGHTHELP_CHROMIUM'

// It runs as root in a container, draws without a graphics card, and asks nobody for anything of its own accord.
const manners = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** How a page is looked at: the width in pixels, whether scripts run, and who has signed in. */
export type Looking = {
  readonly width?: number
  readonly scripts?: boolean
  readonly session?: string
  readonly print?: boolean
}

/** A browser with a running server to look at. Whatever a page's scripts throw, or its policy refuses, fails the test. */
export type Browsing = {
  /** Opens a page in a window of its own, which keeps nothing of another, with no cookie but the session. */
  readonly openPage: (address: string, looking?: Looking) => Promise<Page>
  /**
   * Goes to a page in the same window as before, which is ten times as quick: for pages that are only looked at, one after
   * another.
   */
  readonly lookAt: (address: string, looking?: Looking) => Promise<Page>
  /** Looks at a page as at a desk, and then as on a phone: axe finds no fault, and nothing is wider than the window. */
  readonly lookOver: (address: string, looking?: Omit<Looking, 'width'>) => Promise<Page>
}

const watchFaults = (page: Page, faults: string[]): void => {
  page.on('pageerror', error => faults.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error') faults.push(message.text())
  })
  page.on('response', response => {
    if (response.status() >= 400) faults.push(`${response.status()} ${new URL(response.url()).pathname}`)
  })
}

/** A window of a browser, with what went wrong in it since somebody last went to a page. */
type Window = { readonly context: BrowserContext; readonly page: Page; readonly faults: string[] }

const height = 900

let launched: Promise<Browser> | undefined
let filesLooking = 0

/** One browser for all files of tests that run in a process, for as long as one of them looks at pages. */
const takeBrowser = (executablePath: string): Promise<Browser> => {
  filesLooking += 1
  launched ??= chromium.launch({ executablePath, args: manners })
  return launched
}

const leaveBrowser = async (): Promise<void> => {
  filesLooking -= 1
  if (filesLooking > 0) return
  const last = await launched
  launched = undefined
  await last?.close()
}

const begin = async (server: FastifyInstance, executablePath: string) => {
  const browser = await takeBrowser(executablePath)
  const origin = await server.listen({ port: 0, host: '127.0.0.1' })
  const opened: BrowserContext[] = []
  const looked = new Map<boolean, Promise<Window>>()
  const { takeContext, closeWindows } = keepContexts(browser, origin)
  const openWindow = async (width: number, scripts: boolean): Promise<Window> => {
    const { context, page } = await takeContext(scripts)
    await page.setViewportSize({ width, height })
    const faults: string[] = []
    watchFaults(page, faults)
    return { context, page, faults }
  }
  const signIn = async (context: BrowserContext, session: string | undefined) => {
    await context.clearCookies()
    if (session !== undefined)
      await context.addCookies([{ name: sessionCookie, value: session, url: origin, httpOnly: true, sameSite: 'Lax' }])
  }
  const goTo = async ({ context, page, faults }: Window, address: string, { session, print = false }: Looking) => {
    faults.length = 0
    await signIn(context, session)
    await page.emulateMedia({ media: print ? 'print' : 'screen' })
    await page.goto(`${origin}${address}`, { waitUntil: 'load' })
    assert.deepEqual(faults, [], `${address} has faults of its own in the browser`)
    return page
  }
  const openPage = async (address: string, looking: Looking = {}) => {
    const window = await openWindow(looking.width ?? 1280, looking.scripts ?? true)
    opened.push(window.context)
    return goTo(window, address, looking)
  }
  const lookAt = async (address: string, looking: Looking = {}) => {
    const { width = 1280, scripts = true } = looking
    const kept = looked.get(scripts) ?? openWindow(width, scripts)
    looked.set(scripts, kept)
    const window = await kept
    await window.page.setViewportSize({ width, height })
    return goTo(window, address, looking)
  }
  const lookOver = async (address: string, looking: Omit<Looking, 'width'> = {}) => {
    const page = await lookAt(address, looking)
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height })
      await expectNoAxeViolations(page)
      await expectNoSidewaysScroll(page)
    }
    return page
  }
  const closePages = async () => {
    const stay = new Set((await Promise.all(looked.values())).map(({ page }) => page))
    for (const page of opened.splice(0).flatMap(context => context.pages())) if (!stay.has(page)) await page.close()
  }
  const end = async () => {
    await closeWindows()
    await leaveBrowser()
    await server.close()
  }
  return { openPage, lookAt, lookOver, closePages, end }
}

/**
 * Browser tests of a server that `serve` makes. Where the environment names no Chromium they are skipped and say so.
 * `serve` is called before the first of them; the server is closed after the last.
 */
export const browserTests = (serve: () => Promise<FastifyInstance>) => {
  const executablePath = process.env[chromiumVariable]
  const skip = executablePath === undefined || executablePath === '' ? `no Chromium in ${chromiumVariable}` : false
  let browsing: Awaited<ReturnType<typeof begin>> | undefined
  if (skip === false) {
    before(async () => {
      browsing = await begin(await serve(), executablePath ?? '')
    })
    after(() => browsing?.end())
  }
  return (name: string, work: (browsing: Browsing, context: TestContext) => Promise<void>): void => {
    void test(name, { skip }, async context => {
      assert.ok(browsing)
      try {
        await work(browsing, context)
      } finally {
        await browsing.closePages()
      }
    })
  }
}

// The design system tells of what an answer opens by aria-expanded, which screen readers heed and ARIA 1.2 does not
// list for radio buttons; GOV.UK Frontend keeps it knowingly (its issue 979).
// Its button for files is named by label and text with a comma between, where what is seen has none.
const isKnown = (rule: string, html: string): boolean =>
  (rule === 'aria-allowed-attr' && html.includes('govuk-radios__input') && html.includes('aria-expanded')) ||
  (rule === 'label-content-name-mismatch' && html.includes('govuk-file-upload-button'))

const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

type Violation = { readonly id: string; readonly help: string; readonly html: readonly string[] }

/** Pages whose contrast has been measured, by server, address and words: colours are the same at any width. */
const measured = new Set<string>()

/** Fails where axe finds that a page breaks WCAG 2.2 A or AA, or a best practice of its own. */
export const expectNoAxeViolations = async (page: Page): Promise<void> => {
  const { origin, pathname } = new URL(page.url())
  const words = `${origin}${pathname} ${await page.evaluate<string>('document.body.textContent')}`
  const options = {
    resultTypes: ['violations'],
    // WCAG 2.2 asks it; axe only when told.
    rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: !measured.has(words) } },
  }
  if (await page.evaluate<boolean>('typeof axe === "undefined"')) await page.evaluate(axe)
  const violations = await page.evaluate<readonly Violation[]>(`axe.run(document, ${JSON.stringify(options)}).then(
    ({ violations }) => violations.map(({ id, help, nodes }) => ({ id, help, html: nodes.map(({ html }) => html) })))`)
  measured.add(words)
  const told = violations.flatMap(({ id, help, html }) =>
    html.filter(each => !isKnown(id, each)).map(each => `${id}: ${help}\n  ${each}`),
  )
  assert.deepEqual(told, [], `axe finds faults at ${pathname}`)
}

/** Fails where a page is wider than its window, so that one would have to scroll sideways to read it. */
export const expectNoSidewaysScroll = async (page: Page): Promise<void> => {
  const [content, window] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )
  assert.ok(content <= window, `${new URL(page.url()).pathname} is ${content} wide in a window of ${window}`)
}
