import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { roles } from '../src/journey/roles.ts'
import type { Role } from '../src/journey/roles.ts'
import { findChromium } from './chromium.ts'

/**
 * Takes the README's pictures of the county that runs at an address (http://127.0.0.1:3000 unless another is given):
 * `npm start` in one window, `npx node scripts/pictures.ts` in another.
 */
const address = process.argv[2] ?? 'http://127.0.0.1:3000'
const folder = join(import.meta.dirname, '../docs/pictures')

const signedIn = async (browser: Browser, role: Role): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 1000 } })).newPage()
  await page.goto(`${address}/sign-in`)
  await page.locator(`:is(section, div):has(> h2:has-text("${roles[role]}")) button`).first().click()
  return page
}

const executablePath = findChromium()
if (executablePath === undefined) throw new Error('Pictures need a Chromium: set CHROMIUM to its path.')
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
try {
  const worker = await signedIn(browser, 'socialWorker')
  await worker.screenshot({ path: join(folder, 'home.png') })
  const director = await signedIn(browser, 'director')
  await director.goto(`${address}/report`)
  await director.screenshot({ path: join(folder, 'report.png') })
  await director.goto(`${address}/figures/child-protection-plans`)
  await director.screenshot({ path: join(folder, 'figure.png') })
  await director.locator('main a[href^="/children/"]').first().click()
  await director.screenshot({ path: join(folder, 'child.png') })
} finally {
  await browser.close()
}
