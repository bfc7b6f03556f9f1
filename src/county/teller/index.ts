import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { ControlCannotBeMet } from '../controls/index.ts'
import type { Batch } from '../load/index.ts'
import type { Roster } from '../workforce/index.ts'
import type { FromTeller, ToTell } from './messages.ts'

/** A county that is being told in a thread of its own, so that telling and loading use both processors. */
export type Teller = {
  readonly roster: Roster
  /** How many families there are to tell. */
  readonly count: number
  /** All families, in batches. Can be gone through once. */
  readonly batches: () => AsyncIterable<Batch>
  readonly close: () => Promise<void>
}

/** So many batches are told ahead of the one that is being loaded. */
const ahead = 2

const nextMessage = async (worker: Worker, stopping: AbortSignal | undefined): Promise<FromTeller> => {
  const [message] = (await once(worker, 'message', { signal: stopping })) as unknown as readonly [FromTeller]
  return message
}

async function* batchesFrom(worker: Worker): AsyncGenerator<Batch> {
  const told: FromTeller[] = []
  let failure: Error | undefined
  let wake = (): void => undefined
  worker.on('message', (message: FromTeller) => {
    told.push(message)
    wake()
  })
  worker.on('error', error => {
    failure = error instanceof Error ? error : new Error(String(error))
    wake()
  })
  for (let asked = 0; asked < ahead; asked += 1) worker.postMessage('next')
  for (;;) {
    const message = told.shift()
    if (message === undefined) {
      if (failure !== undefined) throw failure
      await new Promise<void>(resolve => {
        wake = resolve
      })
      continue
    }
    if (message.kind !== 'batch') return
    worker.postMessage('next')
    yield message.batch
  }
}

/**
 * Starts a teller and answers when the county is simulated and can be told. Throws `ControlCannotBeMet`, or the signal's
 * own AbortError where it is told to stop before that.
 */
export const openTeller = async (toTell: ToTell, stopping?: AbortSignal): Promise<Teller> => {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: toTell })
  const close = async () => {
    await worker.terminate()
  }
  try {
    const message = await nextMessage(worker, stopping)
    if (message.kind === 'cannot') throw new ControlCannotBeMet(message.series, message.month, message.why)
    if (message.kind !== 'ready') throw new Error('The teller answered before it was ready.')
    return { roster: message.roster, count: message.count, batches: () => batchesFrom(worker), close }
  } catch (error) {
    await close()
    throw error
  }
}
