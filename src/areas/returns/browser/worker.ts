import { isNamed } from '../../../statutory/reading/files.ts'
import { FileRefused } from '../../../statutory/reading/refused.ts'
import type { ReturnFile } from '../../../statutory/ssda903/read.ts'
import { checkReturn } from '../checking/check.ts'
import type { Checked, Step, Wanted } from '../checking/check.ts'
import { countsByRule, failingTogether, matching, perPage } from '../checking/failures.ts'
import type { Filter } from '../checking/failures.ts'
import { rulesIn } from '../checking/kinds.ts'
import { recordOf } from '../checking/record.ts'
import { summaryOf } from '../checking/summary.ts'
import { resultsWorkbook } from '../checking/workbook.ts'
import type { ChosenFile, ListedFailure, News, Request } from './messages.ts'

const unreadableShown = 200
const millisecondsBetweenSteps = 50

class Cancelled extends Error {}

interface Done {
  readonly checked: Checked
  readonly files: readonly string[]
  readonly messages: ReadonlyMap<string, string>
}

/** What was checked last: it stays until another check is done. */
let done: Done | undefined
let isCancelled = false
let found: { readonly filter: Filter; readonly indices: readonly number[] } | undefined

const tell = (news: News, transfer: readonly Transferable[] = []): void => {
  postMessage(news, { transfer: [...transfer] })
}

/** Lets messages in: a cancellation is one. */
const pause = (): Promise<void> =>
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })

async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } catch {
    throw new FileRefused('The browser cannot read it: it may have been moved or changed since it was chosen.')
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

const asReturnFile = ({ file, year }: ChosenFile): ReturnFile => ({
  name: file.name,
  year,
  pieces: () => piecesOf(file),
})

/** By name, and CSV before XML, which is left aside where there is CSV. */
const inOrder = (files: readonly ChosenFile[]): readonly ChosenFile[] => {
  const place = ({ file: { name } }: ChosenFile) => `${isNamed(name, '.xml') ? 1 : 0}${name}`
  return files.toSorted((one, other) => (place(one) < place(other) ? -1 : 1))
}

const stepTeller = (bytes: number) => {
  let last = 0
  return async (step: Step): Promise<void> => {
    const now = performance.now()
    if (now - last < millisecondsBetweenSteps) return
    last = now
    if (step.doing === 'reading') {
      const share = bytes === 0 ? 0 : step.bytes / bytes
      tell({ tells: 'step', share: share / 2, words: `Reading the files: ${Math.floor(share * 100)}%` })
    } else
      tell({
        tells: 'step',
        share: 0.5 + step.nth / step.of / 2,
        words: `Rule ${step.rule}: ${step.nth} of ${step.of}`,
      })
    await pause()
    if (isCancelled) throw new Cancelled()
  }
}

const check = async (wanted: Wanted, chosen: readonly ChosenFile[]): Promise<void> => {
  isCancelled = false
  const bytes = chosen.reduce((sum, { file }) => sum + file.size, 0)
  try {
    const checked = await checkReturn(wanted, inOrder(chosen).map(asReturnFile), stepTeller(bytes))
    const messages = new Map(rulesIn(wanted.kind, wanted.year).map(({ code, message }) => [code, message]))
    done = { checked, files: chosen.map(({ file }) => file.name), messages }
    found = undefined
    tell({
      tells: 'checked',
      view: {
        wanted,
        files: done.files,
        summary: summaryOf(checked.report),
        failedRules: countsByRule(checked.report.failures).map(counted => ({
          ...counted,
          message: messages.get(counted.rule) ?? '',
        })),
        unreadable: checked.report.unreadable.slice(0, unreadableShown),
      },
    })
  } catch (error) {
    if (error instanceof Cancelled) tell({ tells: 'cancelled' })
    else if (error instanceof FileRefused) tell({ tells: 'refused', words: error.message })
    else {
      const words = error instanceof Error ? error.message : String(error)
      tell({ tells: 'refused', words: `The check stopped, by a fault of this program and not of your files: ${words}` })
    }
  }
}

const isSame = (one: Filter, other: Filter): boolean =>
  one.rule === other.rule && one.child === other.child && one.type === other.type && one.words === other.words

const list = ({ checked: { report } }: Done, filter: Filter, wanted: number): void => {
  if (found === undefined || !isSame(found.filter, filter))
    found = { filter, indices: matching(report.failures, filter) }
  const { indices } = found
  const pages = Math.max(1, Math.ceil(indices.length / perPage))
  const page = Math.min(Math.max(1, wanted), pages)
  const failures = indices.slice((page - 1) * perPage, page * perPage).flatMap((index): readonly ListedFailure[] => {
    const failure = report.failures[index]
    return failure === undefined ? [] : [{ ...failure, index }]
  })
  tell({ tells: 'list', view: { filter, total: indices.length, page, pages, failures } })
}

const record = ({ checked: { report, tables }, messages }: Done, index: number): void => {
  const failure = report.failures[index]
  if (failure === undefined) return
  const shown = recordOf(tables, failure.child, failingTogether(report.failures, index))
  tell({
    tells: 'record',
    view: { failure: { ...failure, index }, message: messages.get(failure.rule) ?? '', tables: shown },
  })
}

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.asks === 'check') void check(data.wanted, data.files)
  else if (data.asks === 'cancel') isCancelled = true
  else if (done === undefined) return
  else if (data.asks === 'list') list(done, data.filter, data.page)
  else if (data.asks === 'record') record(done, data.index)
  else {
    const bytes = resultsWorkbook(done.checked, done.files, data.explanations)
    tell({ tells: 'workbook', bytes }, [bytes.buffer])
  }
})
