import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** The folder that holds `node_modules`: MoJ Frontend names GOV.UK Frontend by that path. */
const installation = join(dirname(fileURLToPath(import.meta.resolve('govuk-frontend/package.json'))), '../..')

const versionOf = (name: string): Promise<string> =>
  readFile(join(installation, 'node_modules', name, 'package.json'), 'utf8')

/** A short hash of all that the stylesheet is made from: it names the stylesheet before it is made. */
export const stylesheetHash = async (): Promise<string> => {
  const names = (await readdir(folder)).filter(name => name.endsWith('.scss')).sort()
  const sources = await Promise.all(names.map(name => readFile(join(folder, name), 'utf8')))
  const versions = await Promise.all(['govuk-frontend', '@ministryofjustice/frontend', 'sass'].map(versionOf))
  return createHash('sha256')
    .update([...sources, ...versions].join('\0'))
    .digest('hex')
    .slice(0, 12)
}

const compile = async (): Promise<string> => {
  // Loaded only here: the compiler takes longer to load than the rest of the server.
  const { compileAsync, Logger } = await import('sass')
  const { css } = await compileAsync(join(folder, 'righthelp.scss'), {
    loadPaths: [installation],
    style: 'compressed',
    quietDeps: true,
    logger: Logger.silent,
  })
  return css
}

const readKept = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

const make = async (cacheFolder: string): Promise<string> => {
  const file = join(cacheFolder, `styles-${await stylesheetHash()}.css`)
  const kept = await readKept(file)
  if (kept !== undefined) return kept
  const css = await compile()
  await mkdir(cacheFolder, { recursive: true })
  // Written whole under another name first: a server that starts beside this one never reads half of it.
  const unfinished = `${file}.${process.pid}`
  await writeFile(unfinished, css)
  await rename(unfinished, file)
  return css
}

const made = new Map<string, Promise<string>>()

/** The stylesheet of every page. Compiled once and kept in `cacheFolder`; later starts read it from there. */
export const stylesheet = (cacheFolder: string): Promise<string> => {
  const known = made.get(cacheFolder)
  if (known !== undefined) return known
  const making = make(cacheFolder)
  made.set(cacheFolder, making)
  making.catch(() => made.delete(cacheFolder))
  return making
}
