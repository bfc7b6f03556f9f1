import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSettings, SettingsError } from './settings.ts'

const messageOf = (environment: Record<string, string>): string => {
  try {
    readSettings(environment)
  } catch (error) {
    assert.ok(error instanceof SettingsError)
    return error.message
  }
  return assert.fail('the settings were accepted')
}

test('an empty environment means port 3000, the embedded server by default, and an absolute data folder', () => {
  const settings = readSettings({})
  assert.equal(settings.port, 3000)
  assert.deepEqual(settings.database, { kind: 'embedded', askedForByName: false })
  assert.match(settings.dataFolder, /^\//)
})

test('a variable that is set but empty counts as absent', () => {
  assert.deepEqual(readSettings({ PORT: '', DATABASE_URL: '', RIGHTHELP_DATA: '' }), readSettings({}))
})

test('a named server, another port and another data folder are taken as they are given', () => {
  const url = 'postgres://council:secret@db.example.org:5433/righthelp'
  assert.deepEqual(readSettings({ PORT: '8080', DATABASE_URL: url, RIGHTHELP_DATA: '/srv/righthelp' }), {
    port: 8080,
    database: { kind: 'named', url },
    dataFolder: '/srv/righthelp',
  })
})

test('the word embedded asks for the embedded server by name', () => {
  assert.deepEqual(readSettings({ DATABASE_URL: 'embedded' }).database, { kind: 'embedded', askedForByName: true })
})

test('a scan of what is uploaded is named by its command', () => {
  assert.equal(readSettings({}).scan, undefined)
  assert.equal(readSettings({ RIGHTHELP_SCAN: 'clamdscan --no-summary -' }).scan, 'clamdscan --no-summary -')
  assert.match(messageOf({ RIGHTHELP_SCAN: '  ' }), /^RIGHTHELP_SCAN must be a command/m)
})

test('every variable set wrongly is named in one message', () => {
  const message = messageOf({ PORT: 'eighty', DATABASE_URL: 'mysql://host/records' })
  assert.match(message, /^PORT must be a whole number/m)
  assert.match(message, /^DATABASE_URL must be a URL/m)
})

test('ports outside the range are refused', () => {
  for (const port of ['-1', '65536', '3000.5', '1e3', ' 80']) assert.match(messageOf({ PORT: port }), /^PORT /)
})

test('a refused database URL is not repeated, because it may hold a password', () => {
  for (const url of ['secretpassword', 'postgres://user:secretpassword@host', 'http://user:secretpassword@host/x']) {
    const message = messageOf({ DATABASE_URL: url })
    assert.match(message, /^DATABASE_URL /)
    assert.doesNotMatch(message, /secretpassword/)
  }
})
