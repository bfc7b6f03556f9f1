import { readReturnKind } from '../checking/kinds.ts'
import { readCollectionYear } from '../../../statutory/years.ts'
import { part } from './elements.ts'
import type { ChosenFile, News, Request } from './messages.ts'
import { recordView } from './record.ts'
import { resultsView } from './results.ts'

// Checks a return in this browser: the files are handed to a worker of this page, and to nobody else.

const form = part('form', HTMLFormElement)
const thisYear = part('files', HTMLInputElement)
const lastYear = part('last-year', HTMLInputElement)
const authority = part('authority', HTMLInputElement)
const start = part('start', HTMLButtonElement)
const progress = part('progress', HTMLElement)
const bar = part('bar', HTMLProgressElement)
const step = part('step', HTMLElement)
const refusal = part('refusal', HTMLElement)
const refusalWords = part('refusal-words', HTMLElement)

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
const ask = (request: Request): void => worker.postMessage(request)

const record = recordView(() => results.comeBack())
const results = resultsView(ask)

const chosenKind = () => {
  const chosen = new FormData(form).get('return')
  return readReturnKind(typeof chosen === 'string' ? chosen : '')
}

/** Only the looked-after return is compared with last year's. */
const askForLastYear = (): void => {
  part('last-year-question', HTMLElement).hidden = chosenKind() !== 'ssda903'
}

const showProgress = (isUnderWay: boolean): void => {
  progress.hidden = !isUnderWay
  start.disabled = isUnderWay
  if (isUnderWay) return
  bar.value = 0
  step.textContent = ''
}

const refuse = (words: string): void => {
  refusalWords.textContent = words
  refusal.hidden = false
  refusal.focus()
}

const chosen = (input: HTMLInputElement, year: ChosenFile['year']): readonly ChosenFile[] =>
  [...(input.files ?? [])].map(file => ({ file, year }))

form.addEventListener('submit', event => {
  event.preventDefault()
  refusal.hidden = true
  const kind = chosenKind()
  const year = readCollectionYear(part('year', HTMLSelectElement).value)
  if (kind === undefined || year === undefined) return
  const isLookedAfter = kind === 'ssda903'
  const files = [...chosen(thisYear, 'this'), ...(isLookedAfter ? chosen(lastYear, 'last') : [])]
  if (files.length === 0) {
    refuse('No file was chosen. Choose the files of the return, or drop them on the box.')
    return
  }
  const code = isLookedAfter ? authority.value.trim() : ''
  showProgress(true)
  progress.focus()
  ask({ asks: 'check', wanted: { kind, year, authority: code === '' ? null : code }, files })
})

part('cancel', HTMLButtonElement).addEventListener('click', () => ask({ asks: 'cancel' }))

const hear = (news: News): void => {
  switch (news.tells) {
    case 'step':
      bar.value = news.share
      step.textContent = news.words
      return
    case 'checked':
      showProgress(false)
      record.close()
      results.show(news.view)
      return
    case 'refused':
      showProgress(false)
      refuse(news.words)
      return
    case 'cancelled':
      showProgress(false)
      start.focus()
      return
    case 'list':
      results.showList(news.view)
      return
    case 'record':
      results.goAway()
      record.show(news.view, results.wanted())
      return
    case 'workbook':
      results.download(news.bytes)
  }
}

worker.addEventListener('message', ({ data }: MessageEvent<News>) => hear(data))
worker.addEventListener('error', event => {
  showProgress(false)
  refuse(`The check could not be run in this browser: ${event.message || 'it is too old'}. Use a current one.`)
})

// From here on the browser checks; the form that sends the files to the server is for browsers without scripts.
askForLastYear()
form.addEventListener('change', askForLastYear)
part('upload', HTMLElement).hidden = true
part('check', HTMLElement).hidden = false
