import type { Browser, BrowserContext, Page } from 'playwright-core'

/**
 * Answers with an empty page in a context of its own, as new: a context none of whose pages is open any more is used
 * again, which is several times as quick, once what its pages had kept is forgotten.
 */
export const keepContexts = (browser: Browser, origin: string) => {
  const contexts: { readonly context: BrowserContext; readonly scripts: boolean }[] = []
  const taken = new Set<BrowserContext>()
  const begin = async (scripts: boolean) => {
    const context = await browser.newContext({ javaScriptEnabled: scripts })
    const page = await context.newPage()
    contexts.push({ context, scripts })
    return { context, page }
  }
  const beginAgain = async (context: BrowserContext) => {
    taken.add(context)
    try {
      await context.clearCookies()
      await context.setOffline(false)
      const page = await context.newPage()
      const session = await context.newCDPSession(page)
      await session.send('Storage.clearDataForOrigin', {
        origin,
        storageTypes: 'local_storage,indexeddb,cache_storage',
      })
      await session.detach()
      return { context, page }
    } finally {
      taken.delete(context)
    }
  }
  const takeContext = async (scripts: boolean): Promise<{ readonly context: BrowserContext; readonly page: Page }> => {
    const idle = contexts.find(
      each => each.scripts === scripts && !taken.has(each.context) && each.context.pages().length === 0,
    )
    return idle === undefined ? begin(scripts) : beginAgain(idle.context)
  }
  const closeWindows = async (): Promise<void> => {
    await Promise.all(contexts.splice(0).map(({ context }) => context.close()))
  }
  return { takeContext, closeWindows }
}
