import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { packageModules } from './browser-packages.ts'

/** Where a page finds a module of ours, named by its place under src. Throws where it is not served. */
export type ModuleAddress = (file: string) => string

const sourceFolder = fileURLToPath(new URL('..', import.meta.url))
const forTests = /(\.test|\.type-test|(^|[/-])testing)\.ts$/

/** The static imports of a module, which stand at the start of a line: what is before the name, and the name. */
const imports = /^((?:import|export)\b(?!\s+type\b)[^'";]*?\bfrom\s*|import\s*)(['"])([^'"]+)\2/gm

const importsIn = (source: string): readonly string[] => [...source.matchAll(imports)].map(([, , , name = '']) => name)

/** Types taken out by Node itself. It warns, once, that the function is new; whoever starts the server need not know. */
const stripped = (source: string): string => {
  const emitWarning = process.emitWarning.bind(process)
  process.emitWarning = () => undefined
  try {
    return stripTypeScriptTypes(source)
  } finally {
    process.emitWarning = emitWarning
  }
}

interface Found {
  /** What may be served, as it lies in its file, by its place under src. */
  readonly ours: ReadonlyMap<string, string>
  readonly packages: ReturnType<typeof packageModules>
}

/** The modules in these folders that a browser can load: no tests, and nothing that needs what is not there for pages. */
const find = (folders: readonly string[]): Found => {
  const packages = packageModules()
  const files = [...new Set(folders.flatMap(folder => globSync(`${folder}/**/*.ts`, { cwd: sourceFolder })))].sort()
  const sources = files
    .filter(file => !forTests.test(file))
    .map(file => [file.replaceAll('\\', '/'), readFileSync(join(sourceFolder, file), 'utf8')] as const)
  const ours = sources.filter(([, source]) =>
    importsIn(source).every(name => name.startsWith('.') || packages.has(name)),
  )
  return { ours: new Map(ours), packages }
}

const hashOf = ({ ours, packages }: Found): string => {
  const hash = createHash('sha256').update(process.versions.node)
  for (const [name, source] of ours) hash.update(`\0${name}\0${source}`)
  for (const [name, { source }] of packages) hash.update(`\0${name}\0${source}`)
  return hash.digest('hex').slice(0, 12)
}

/** Imports of packages name their address; import maps, which would do that, do not reach workers. */
const addressed = (source: string, packageAddress: (name: string) => string): string =>
  source.replaceAll(imports, (whole, before: string, quote: string, name: string) =>
    name.startsWith('.') ? whole : `${before}${quote}${packageAddress(name)}${quote}`,
  )

/** Works out something once, when it is first asked for. */
const once = <Value>(work: () => Value): (() => Value) => {
  let known: { readonly value: Value } | undefined
  return () => (known ??= { value: work() }).value
}

/**
 * Serves the TypeScript in these folders under src to browsers as it stands, its types taken out, and the packages that it
 * imports, under addresses that change with their content. Only what is found when the server starts is served.
 */
export const serveBrowserModules = (server: FastifyInstance, folders: readonly string[]): ModuleAddress => {
  const found = find(folders)
  const root = `/assets/modules-${hashOf(found)}`
  const packageAddress = (name: string) => `${root}/packages/${name}.js`
  const serve = (address: string, content: () => string) =>
    server.get(address, (_, reply) =>
      reply
        .type('text/javascript; charset=utf-8')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(content()),
    )
  for (const [file, source] of found.ours)
    serve(
      `${root}/${file}`,
      once(() => addressed(stripped(source), packageAddress)),
    )
  for (const [name, { source }] of found.packages)
    serve(
      packageAddress(name),
      once(() => addressed(source, packageAddress)),
    )
  return file => {
    if (!found.ours.has(file)) throw new Error(`${file} is no module that pages load.`)
    return `${root}/${file}`
  }
}
