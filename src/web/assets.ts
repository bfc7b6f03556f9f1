import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { serveBrowserModules } from './browser-modules.ts'
import type { ModuleAddress } from './browser-modules.ts'
import { stylesheet, stylesheetHash } from './stylesheet/stylesheet.ts'

/** Where the pages find what they load; the council's colour is part of an address. */
export type Assets = {
  readonly stylesheet: string
  readonly script: string
  readonly brand: (colour: string) => string
  readonly icon: (colour: string) => string
  readonly module: ModuleAddress
}

const packageFolder = (name: string) => dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)))
const browserFolder = fileURLToPath(new URL('./browser', import.meta.url))

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)

const year = 'public, max-age=31536000, immutable'

/** The council's colour as a custom property: the pages allow no style but what is served. */
const brand = (colour: string): string => `:root{--brand:${colour}}\n`

const icon = (colour: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="${colour}"/>` +
  `<path d="M9 24V8h8a5 5 0 0 1 1.5 9.8L23 24h-4l-4-5.8h-2.500V24zm3.500-9h4a2 2 0 0 0 0-4h-4z" fill="#fff"/></svg>\n`

const scripts = async () => ({
  'autosave.js': await readFile(join(browserFolder, 'autosave.js'), 'utf8'),
  'form-values.js': await readFile(join(browserFolder, 'form-values.js'), 'utf8'),
  'kept-typing.js': await readFile(join(browserFolder, 'kept-typing.js'), 'utf8'),
  'suggestions.js': await readFile(join(browserFolder, 'suggestions.js'), 'utf8'),
  'start.js': await readFile(join(browserFolder, 'start.js'), 'utf8'),
  'govuk-frontend.js': await readFile(
    join(packageFolder('govuk-frontend'), 'dist/govuk/govuk-frontend.min.js'),
    'utf8',
  ),
  'moj-frontend.js': await readFile(
    join(packageFolder('@ministryofjustice/frontend'), 'moj/moj-frontend.min.js'),
    'utf8',
  ),
})

const colourPart = ':colour(^[0-9a-f]{6}$)'
const colourAddress = (pattern: string, colour: string) => pattern.replace(colourPart, colour.slice(1).toLowerCase())

const serveColoured = (server: FastifyInstance, pattern: string, type: string, content: (colour: string) => string) =>
  server.get<{ readonly Params: { readonly colour: string } }>(pattern, (request, reply) =>
    reply
      .type(type)
      .header('cache-control', year)
      .send(content(`#${request.params.colour}`)),
  )

/**
 * Serves styles, scripts and images under addresses that change with their content. Styles are compiled when first
 * needed and kept in `cacheFolder`; `browserFolders` hold the modules that pages load.
 */
export const serveAssets = async (
  server: FastifyInstance,
  cacheFolder: string,
  browserFolders: readonly string[],
): Promise<Assets> => {
  const served = await scripts()
  const scriptsFolder = `/assets/scripts-${hashOf(Object.values(served).join('\n'))}`
  const styles = `/assets/styles-${await stylesheetHash()}.css`
  const [brandPattern, iconPattern] = [`/assets/brand-${colourPart}.css`, `/assets/icon-${colourPart}.svg`]
  const serve = (url: string, type: string, content: () => string | Promise<string>) =>
    server.get(url, async (_, reply) =>
      reply
        .type(type)
        .header('cache-control', year)
        .send(await content()),
    )
  serve(styles, 'text/css; charset=utf-8', () => stylesheet(cacheFolder))
  for (const [name, content] of Object.entries(served))
    serve(`${scriptsFolder}/${name}`, 'text/javascript; charset=utf-8', () => content)
  serveColoured(server, brandPattern, 'text/css; charset=utf-8', brand)
  serveColoured(server, iconPattern, 'image/svg+xml', icon)
  await server.register(staticFiles, {
    root: join(packageFolder('@ministryofjustice/frontend'), 'moj/assets/images'),
    prefix: '/assets/images/',
    index: false,
    decorateReply: false,
    maxAge: '1 day',
  })
  return {
    stylesheet: styles,
    script: `${scriptsFolder}/start.js`,
    brand: colour => colourAddress(brandPattern, colour),
    icon: colour => colourAddress(iconPattern, colour),
    module: serveBrowserModules(server, browserFolders),
  }
}
