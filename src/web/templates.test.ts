import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { asWritten, counted, localInWords, checkTemplate, timeInWords } from './templates.ts'

const source = fileURLToPath(new URL('..', import.meta.url))
const templates = globSync('**/*.njk', { cwd: source }).sort()
const textOf = (name: string) => readFileSync(`${source}/${name}`, 'utf8')

test('every template of the house is whole', () => {
  assert.ok(templates.length > 5)
  for (const name of templates) assert.doesNotThrow(() => checkTemplate(name), name)
})

test('no template holds styles or scripts of its own, or marks words as safe: the browser refuses those, and words are escaped', () => {
  for (const name of templates) {
    const text = textOf(name)
    assert.doesNotMatch(text, /\sstyle=|<style|\son[a-z]+=/, name)
    assert.doesNotMatch(
      text.replaceAll(
        /<script type="module" src="\{\{ assets\.(?:script|module\(browserModule\)) \}\}" nonce=[^>]*>/g,
        '',
      ),
      /<script/,
      name,
    )
    assert.doesNotMatch(text, /\|\s*safe\b|autoescape/, name)
  }
})

test('every form that posts carries our token', () => {
  for (const name of templates)
    for (const [form] of textOf(name).matchAll(/<form[^>]*method="post"[\s\S]*?<\/form>/gi))
      assert.match(form, /\{% include "web\/csrf\.njk" %\}/, name)
})

test('times and counts are said as people say them', () => {
  assert.deepEqual(['09:00', '12:00', '00:00', '14:30', '00:05'].map(timeInWords), [
    '9am',
    'midday',
    'midnight',
    '2:30pm',
    '12:05am',
  ])
  assert.equal(localInWords('2020-12-14T09:00'), '14 December 2020 at 9am')
  assert.deepEqual(
    [0, 1, 1200].map(number => counted(number, 'child', 'children')),
    ['no children', '1 child', '1,200 children'],
  )
  assert.equal(asWritten('<b>one</b>\r\ntwo').toString(), '&lt;b&gt;one&lt;/b&gt;<br>two')
})
