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
  assert.equal(readSettings({ RIGHTHELP_MAILER: 'sendmail -t' }).mailer, 'sendmail -t')
})

test('a provider of identities is named whole, with where people reach this server', () => {
  const provider = {
    RIGHTHELP_OIDC_ISSUER: 'https://login.example/tenant',
    RIGHTHELP_OIDC_CLIENT_ID: 'righthelp',
    RIGHTHELP_OIDC_CLIENT_SECRET: 'secretpassword',
  }
  const { origin, provider: read } = readSettings({ ...provider, RIGHTHELP_ORIGIN: 'https://record.example/' })
  assert.equal(origin, 'https://record.example')
  assert.deepEqual(read, {
    issuer: 'https://login.example/tenant',
    clientId: 'righthelp',
    clientSecret: 'secretpassword',
  })
  assert.match(messageOf(provider), /^RIGHTHELP_ORIGIN must be set too/m)
  const half = messageOf({ RIGHTHELP_OIDC_CLIENT_SECRET: 'secretpassword', RIGHTHELP_ORIGIN: 'https://record.example' })
  assert.match(half, /^RIGHTHELP_OIDC_ISSUER must be set too/m)
  assert.doesNotMatch(half, /secretpassword/)
  for (const issuer of ['http://login.example', 'login', 'https://user:secretpassword@login.example'])
    assert.match(messageOf({ ...provider, RIGHTHELP_OIDC_ISSUER: issuer }), /^RIGHTHELP_OIDC_ISSUER must be the https/m)
  for (const origin of ['http://record.example', 'https://record.example/path', 'record.example'])
    assert.match(messageOf({ RIGHTHELP_ORIGIN: origin }), /^RIGHTHELP_ORIGIN must be where/m)
  assert.equal(readSettings({ RIGHTHELP_ORIGIN: 'http://localhost:3000' }).origin, 'http://localhost:3000')
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
