import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { isMarkAlive, processMark, withLock } from './lock.mjs'

const folder = mkdtempSync(join(tmpdir(), 'righthelp-lock-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('work under one lock takes turns within a process, and the lock goes when the work ends or fails', async () => {
  const path = join(folder, 'turns')
  let inside = 0
  const turn = () =>
    withLock(path, async () => {
      inside += 1
      assert.equal(inside, 1)
      await new Promise(resolve => setTimeout(resolve, 5))
      inside -= 1
    })
  await Promise.all([turn(), turn(), turn()])
  await assert.rejects(
    withLock(path, () => Promise.reject(new Error('failed'))),
    /failed/,
  )
  assert.equal(existsSync(path), false)
})

test('processes take turns: none sees another at work', async () => {
  const counter = join(folder, 'counter')
  writeFileSync(counter, '0')
  const script = `
    import { readFileSync, writeFileSync } from 'node:fs'
    const { withLock } = await import(process.argv[1])
    for (let round = 0; round < 10; round += 1) await withLock(process.argv[2], async () => {
      const before = Number(readFileSync(process.argv[3], 'utf8'))
      await new Promise(resolve => setTimeout(resolve, 1))
      writeFileSync(process.argv[3], String(before + 1))
    })`
  const parameters = [
    '--input-type=module',
    '-e',
    script,
    join(import.meta.dirname, 'lock.mjs'),
    join(folder, 'between'),
    counter,
  ]
  const ends = [1, 2, 3].map(
    () => new Promise(resolve => spawn(process.execPath, parameters, { stdio: 'inherit' }).on('close', resolve)),
  )
  assert.deepEqual(await Promise.all(ends), [0, 0, 0])
  assert.equal(readFileSync(counter, 'utf8'), '30')
})

test('a lock whose holder died is taken over, also where its number has gone to another process', async () => {
  const path = join(folder, 'left-over')
  const { pid } = spawnSync('true')
  for (const mark of [`${pid} 123`, `${process.pid} 1`, '', 'nonsense']) {
    writeFileSync(path, mark)
    assert.equal(await withLock(path, () => 'done'), 'done')
  }
})

test('whoever waits is told for whom', async () => {
  const path = join(folder, 'waiting')
  const told: number[] = []
  await withLock(path, async () => {
    setTimeout(() => rmSync(path), 100)
    await withLock(
      path,
      () => undefined,
      holder => told.push(holder),
    )
  })
  assert.deepEqual(told, [process.pid])
})

test('the mark of a process is alive while it runs, and not once it has ended', () => {
  assert.equal(isMarkAlive(processMark(process.pid)), true)
  assert.equal(isMarkAlive(processMark(spawnSync('true').pid)), false)
})
