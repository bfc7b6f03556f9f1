import { parentPort, workerData } from 'node:worker_threads'
import { england } from '../../journey/index.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import { batchesOf } from '../load/index.ts'
import { tellCounty } from '../work/index.ts'
import type { FromTeller, ToTell } from './messages.ts'

/** The thread of a teller: it simulates and tells while the thread that started it loads. */
const answer = (message: FromTeller, transfer: readonly ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, [...transfer])

const tell = ({ controls, seed, opens }: ToTell): void => {
  const rules = { pathway: england, policy: {} }
  const { roster, count, families } = tellCounty(controls, seed, rules, opens)
  const batches = batchesOf(rules, families())
  answer({ kind: 'ready', roster, count })
  parentPort?.on('message', () => {
    const next = batches.next()
    if (next.done === true) {
      answer({ kind: 'end' })
      return
    }
    // Each piece is handed over and not copied.
    const memory = next.value.tables.flatMap(({ pieces }) => pieces.map(piece => piece.buffer))
    answer({ kind: 'batch', batch: next.value }, memory)
  })
}

try {
  tell(workerData as ToTell)
} catch (error) {
  if (!(error instanceof ControlCannotBeMet)) throw error
  answer({ kind: 'cannot', series: error.series, month: error.month, why: error.why })
}
