import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

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

const run = promisify(execFile)
const compiler = join(installation, 'node_modules/sass/sass.js')
const most = 16 * 2 ** 20

/** Compiles in a process of its own: what the compiler holds goes with it, and pages are answered meanwhile. */
const compile = async (): Promise<string> => {
  const asked = ['--style=compressed', '--no-source-map', '--quiet', `--load-path=${installation}`]
  const { stdout } = await run(process.execPath, [compiler, ...asked, join(folder, 'righthelp.scss')], {
    maxBuffer: most,
  })
  return stdout
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
