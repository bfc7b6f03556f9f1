import type { Wanted } from '../checking/check.ts'
import { noFilter, perPage } from '../checking/failures.ts'
import type { Filter } from '../checking/failures.ts'
import { placeInWords } from '../checking/summary.ts'
import { button, element, goTo, number, part, row, ruleLink, severityTag, unseen } from './elements.ts'
import { explanationOf } from './explanations.ts'
import type { CheckedView, ListedFailure, ListView, Request } from './messages.ts'

const pauseMilliseconds = 250

/** The list of failures: what is asked for is asked of the worker, fifty at a time. */
export const failureList = (ask: (request: Request) => void) => {
  const filters = part('filters', HTMLFormElement)
  const rule = part('filter-rule', HTMLSelectElement)
  const child = part('filter-child', HTMLInputElement)
  const type = part('filter-type', HTMLSelectElement)
  const words = part('filter-words', HTMLInputElement)
  const frame = part('failures', HTMLElement)
  const status = part('failures-status', HTMLElement)
  const previous = part('previous', HTMLButtonElement)
  const next = part('next', HTMLButtonElement)
  let filter = noFilter
  let page = 1
  let opened: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const turnTo = (wanted: number): void => ask({ asks: 'list', filter, page: wanted })

  const typed = (): Filter => ({
    rule: rule.value,
    child: child.value,
    type: type.value === 'error' || type.value === 'query' ? type.value : '',
    words: words.value,
  })

  const setFilter = (wanted: Filter): void => {
    filter = wanted
    rule.value = wanted.rule
    child.value = wanted.child
    type.value = wanted.type
    words.value = wanted.words
    turnTo(1)
  }

  const takeTyped = (): void => {
    clearTimeout(timer)
    filter = typed()
    turnTo(1)
  }

  filters.addEventListener('submit', event => {
    event.preventDefault()
    takeTyped()
  })
  filters.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(takeTyped, pauseMilliseconds)
  })
  part('show-all', HTMLButtonElement).addEventListener('click', () => setFilter(noFilter))
  previous.addEventListener('click', () => turnTo(page - 1))
  next.addEventListener('click', () => turnTo(page + 1))

  const failureRow = (wanted: Wanted, failure: ListedFailure): HTMLElement => {
    const open = button('Open', () => ask({ asks: 'record', index: failure.index }), { isLink: true })
    open.append(unseen(failure.child === null ? ` what fails rule ${failure.rule}` : ` the record of ${failure.child}`))
    open.dataset.failure = String(failure.index)
    open.addEventListener('click', () => (opened = failure.index))
    const isExplained = failure.type === 'query' && explanationOf(wanted, failure.rule, failure.child) !== ''
    return row(
      [failure.child ?? 'No child'],
      [ruleLink(wanted, failure.rule)],
      [severityTag(failure.type), ...(isExplained ? [element('span', 'rh-table__note', 'Explained')] : [])],
      [placeInWords(failure)],
      [failure.why],
      [open],
    )
  }

  return {
    /** Begins anew with the failures of a check. */
    begin: ({ failedRules, summary }: CheckedView): void => {
      const all = rule.options[0]
      rule.replaceChildren(
        ...(all === undefined ? [] : [all]),
        ...failedRules.map(each => new Option(each.rule, each.rule)),
      )
      const isEmpty = summary.errors + summary.queries === 0
      part('no-failures', HTMLElement).hidden = !isEmpty
      part('failures-section', HTMLElement).hidden = isEmpty
      setFilter(noFilter)
    },
    filter: (wanted: Filter): void => {
      setFilter(wanted)
      goTo(part('failures-heading', HTMLElement))
    },
    show: (view: ListView, wanted: Wanted): void => {
      page = view.page
      const first = (page - 1) * perPage + 1
      status.textContent =
        view.total === 0
          ? 'No failure is like that.'
          : `Failures ${number(first)} to ${number(first + view.failures.length - 1)} of ${number(view.total)}`
      frame.hidden = view.total === 0
      part('failures-rows', HTMLElement).replaceChildren(...view.failures.map(each => failureRow(wanted, each)))
      previous.hidden = page === 1
      next.hidden = page === view.pages
      if (opened === undefined) return
      frame.querySelector<HTMLElement>(`[data-failure="${opened}"]`)?.focus()
      opened = undefined
    },
    again: (): void => turnTo(page),
    /** Shows the list as it was, with what was opened in focus. */
    comeBack: (): void => turnTo(page),
  }
}
