import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

// The same browser without a screen comes first: a page costs it half as much.
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
]
const otherPlaces = [
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const onPath = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map(folder => join(folder, name))
    .find(isProgram)

const named = (path: string): string | undefined => (isAbsolute(path) ? path : onPath(path))

/** The browser to test pages in: the one that CHROMIUM names, or the first that the system has. */
export const findChromium = (): string | undefined => {
  const wanted = process.env['CHROMIUM']
  if (wanted !== undefined && wanted !== '') {
    const found = named(wanted)
    if (found !== undefined && isProgram(found)) return found
    throw new Error(`CHROMIUM names '${wanted}', and there is no program there.`)
  }
  return names.map(onPath).find(path => path !== undefined) ?? otherPlaces.find(isProgram)
}

const canInstall = (): boolean =>
  process.getuid?.() === 0 && existsSync('/etc/debian_version') && onPath('apt-get') !== undefined

/** Installs a browser from the system's own packages where we may: as root on Debian and its kin. */
export const installChromium = (say: (words: string) => void): string | undefined => {
  if (!canInstall()) return undefined
  say('there is no Chromium: installing one with apt-get for the browser tests (once; a minute or two)')
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['-q', 'install', '-y', '--no-install-recommends']
  const aptGet = (parameters: readonly string[]): boolean => {
    const { status, stdout, stderr } = spawnSync('apt-get', parameters, { env: environment, encoding: 'utf8' })
    if (status === 0) return true
    say(`apt-get ${parameters.join(' ')} failed:\n${(stdout + stderr).trim().split('\n').slice(-5).join('\n')}`)
    return false
  }
  if (!aptGet(['-q', 'update'])) return undefined
  // Not every kin of Debian has the one without a screen.
  return ['chromium-headless-shell', 'chromium'].some(name => aptGet([...install, name])) ? findChromium() : undefined
}
