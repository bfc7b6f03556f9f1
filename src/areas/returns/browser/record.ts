import type { Wanted } from '../checking/check.ts'
import { numberedRow } from '../checking/summary.ts'
import type { RecordCell, RecordTable } from '../checking/record.ts'
import { element, goTo, part, ruleLink, severityTag, unseen } from './elements.ts'
import { explanationOf, keepExplanation } from './explanations.ts'
import type { RecordView } from './messages.ts'

const recordCell = ({ text, mark }: RecordCell): HTMLElement => {
  if (mark === undefined) return element('td', 'govuk-table__cell', text)
  const marked = element('td', 'govuk-table__cell rt-marked', text, ' ', element('strong', 'rt-mark', mark))
  marked.setAttribute('aria-describedby', 'record-why')
  return marked
}

const tableOf = ({ name, columns, rows }: RecordTable): HTMLElement => {
  const head = ['Row', ...columns].map(column => {
    const heading = element('th', 'govuk-table__header', column)
    heading.scope = 'col'
    return heading
  })
  const body = rows.map(({ row, fails, cells }) => {
    const first = element('th', 'govuk-table__header', numberedRow(row))
    first.scope = 'row'
    if (fails) first.append(' ', element('strong', 'rt-mark', 'fails'))
    const line = element('tr', `govuk-table__row${fails ? ' rt-failing' : ''}`, first, ...cells.map(recordCell))
    return line
  })
  const caption = element('caption', 'govuk-table__caption govuk-table__caption--s', name)
  const table = element(
    'table',
    'govuk-table rh-table',
    caption,
    element('thead', 'govuk-table__head', element('tr', 'govuk-table__row', ...head)),
    element('tbody', 'govuk-table__body', ...body),
  )
  const frame = element('div', 'rh-table__frame', table)
  frame.tabIndex = 0
  frame.setAttribute('role', 'region')
  frame.setAttribute('aria-label', name)
  return frame
}

/** The record of one child in the return, with what fails in it and, for a query, its explanation. */
export const recordView = (onBack: () => void) => {
  const view = part('record', HTMLElement)
  const heading = part('record-heading', HTMLElement)
  const box = part('explanation', HTMLTextAreaElement)
  const kept = part('explanation-kept', HTMLElement)
  let keep: ((words: string) => boolean) | undefined

  const close = (): void => {
    view.hidden = true
    keep = undefined
  }

  part('back', HTMLButtonElement).addEventListener('click', () => {
    close()
    onBack()
  })
  box.addEventListener('input', () => {
    if (keep === undefined) return
    kept.textContent = keep(box.value)
      ? 'Kept in this browser.'
      : 'This browser does not keep it: its storage is full or switched off. Copy it before you leave.'
  })

  return {
    close,
    show: ({ failure, message, tables }: RecordView, wanted: Wanted | undefined): void => {
      if (wanted === undefined) return
      const { rule, type, child, why } = failure
      view.hidden = false
      heading.textContent = child === null ? 'The return as a whole' : `Child ${child}`
      part('record-rule', HTMLElement).replaceChildren(
        severityTag(type),
        ' ',
        unseen('Rule '),
        ruleLink(wanted, rule),
        ` ${message}`,
      )
      part('record-why', HTMLElement).textContent = why
      part('explaining', HTMLElement).hidden = type !== 'query'
      box.value = explanationOf(wanted, rule, child)
      kept.textContent = ''
      keep = words => keepExplanation(wanted, rule, child, words)
      part('record-tables', HTMLElement).replaceChildren(...tables.map(tableOf))
      goTo(heading)
    },
  }
}
