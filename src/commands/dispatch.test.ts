import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { variableNames } from '../store/settings.ts'
import { dispatch } from './dispatch.ts'
import { letReaderGo } from './standard-output.ts'

// The whole command line, as it is typed, with a data folder of its own.
const folder = mkdtempSync(join(tmpdir(), 'righthelp-commands-'))
chmodSync(folder, 0o755)

const righthelp = (words: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, '../cli.ts'), ...words], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], RIGHTHELP_DATA: folder, ...environment },
  })
  return { status, stdout, stderr }
}

after(() => {
  righthelp(['database', 'stop'])
  rmSync(folder, { recursive: true, force: true })
})

test('help lists every command and says what the embedded server lacks', () => {
  const { status, stdout } = righthelp(['help'])
  assert.equal(status, 0)
  assert.match(stdout, /^ {2}database stop +stop the embedded/m)
  assert.match(stdout, /lacks replication, backups/)
  for (const name of variableNames) assert.match(stdout, new RegExp(`\\b${name}\\b`), name)
  assert.equal(righthelp([]).stdout, stdout)
  assert.equal(righthelp(['help', 'help']).stdout, stdout)
})

test('a reader that has gone is no error', () => {
  const cli = join(import.meta.dirname, '../cli.ts')
  for (const words of ['help', 'county controls']) {
    const { stderr } = spawnSync('sh', ['-c', `"$0" "$1" ${words} | true`, process.execPath, cli], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], RIGHTHELP_DATA: folder },
    })
    assert.equal(stderr, '', words)
  }
})

test('a reader that has gone while its command waits for it to read is no error either', () => {
  const waits = `
    import { once } from 'node:events'
    import { dispatch } from '${join(import.meta.dirname, 'dispatch.ts')}'
    import { letReaderGo } from '${join(import.meta.dirname, 'standard-output.ts')}'
    letReaderGo()
    const run = async () => {
      for (;;) if (!process.stdout.write('a line of an answer\\n'.repeat(1000))) await once(process.stdout, 'drain')
    }
    process.stderr.write('code ' + (await dispatch([{ name: 'talk', summary: '', usage: '', run }], ['talk'])))`
  const { stderr } = spawnSync('sh', ['-c', '"$0" --input-type=module -e "$1" | head -1', process.execPath, waits], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
    timeout: 60_000,
  })
  assert.equal(stderr, 'code 0')
})

test('a connection that broke under a command is an error, though it reads like a reader that has gone', async () => {
  letReaderGo()
  const broken = Object.assign(new Error('write EPIPE'), { code: 'EPIPE', syscall: 'write' })
  const run = () => Promise.reject(broken)
  assert.equal(await dispatch([{ name: 'county build', summary: '', usage: '', run }], ['county', 'build']), 1)
})

test('help with a name, and a command with --help, tell how the command is used', () => {
  const { stdout } = righthelp(['help', 'database', 'stop'])
  assert.match(stdout, /^righthelp database stop\n/)
  assert.equal(righthelp(['database', 'stop', '--help']).stdout, stdout)
})

test('what was typed wrongly is answered on standard error with code 2', () => {
  for (const [words, answer] of [
    [['databse'], /There is no command 'databse'/],
    [['help', 'nothing'], /There is no command 'nothing'/],
    [['database', '--louder'], /Unknown option '--louder'/],
    [['database', 'start'], /'start' is not expected here/],
  ] as const) {
    const { status, stdout, stderr } = righthelp(words)
    assert.equal(status, 2)
    assert.equal(stdout, '')
    assert.match(stderr, answer)
  }
})

test('a variable set wrongly is named, with code 1', () => {
  const { status, stderr } = righthelp(['database'], { PORT: 'eighty' })
  assert.equal(status, 1)
  assert.match(stderr, /PORT must be a whole number/)
})

test('the URL of a named server is printed as it is, and no embedded server is touched', () => {
  const DATABASE_URL = 'postgres://council@db.example.org/records'
  assert.deepEqual(righthelp(['database'], { DATABASE_URL }), { status: 0, stdout: `${DATABASE_URL}\n`, stderr: '' })
  assert.match(righthelp(['database', 'stop'], { DATABASE_URL }).stderr, /left as it is/)
})

test('database starts the embedded server and leaves it up, holding no stream of ours, until database stop', () => {
  // A stream held by the server would keep these calls from ever returning.
  const first = righthelp(['database'])
  assert.equal(first.status, 0)
  assert.match(first.stdout, /^postgres:\/\/righthelp:\w+@127\.0\.0\.1:\d+\/righthelp\n$/)
  assert.equal(righthelp(['database']).stdout, first.stdout)
  assert.match(righthelp(['database', 'stop']).stderr, /has stopped/)
  assert.match(righthelp(['database', 'stop']).stderr, /was not running/)
})
