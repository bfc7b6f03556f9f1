import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Makes a folder, and those above it where there are none, so that every user can enter them. */
export const makeReachable = (folder: string): void => {
  if (existsSync(folder)) return
  makeReachable(dirname(folder))
  // Another process that starts beside this one may be quicker.
  mkdirSync(folder, { recursive: true })
  // Whatever the umask is: root makes these folders, and another user's server works in them.
  if (process.getuid?.() === 0) chmodSync(folder, 0o755)
}

/** Why nothing can be kept in a folder of the data, and what to do, in words; undefined where all is well. Makes the folder. */
export const whyNotWritable = (folder: string): string | undefined => {
  const probe = join(folder, `writable.${process.pid}`)
  try {
    makeReachable(folder)
    writeFileSync(probe, '')
    rmSync(probe)
    return undefined
  } catch (error) {
    return (
      `Nothing can be written into ${folder}: ${error instanceof Error ? error.message : String(error)}. ` +
      'Let the user that runs Righthelp write there, or name another folder in RIGHTHELP_DATA.'
    )
  }
}
