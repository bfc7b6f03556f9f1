import type { Wanted } from '../checking/check.ts'
import { noFilter } from '../checking/failures.ts'
import { returnKinds } from '../checking/kinds.ts'
import { rowInWords, summaryLines } from '../checking/summary.ts'
import type { Because } from '../checking/summary.ts'
import { button, element, goTo, number, part, row, ruleLink, severityTag, unseen } from './elements.ts'
import { countExplanations, explanationsOf, forgetExplanations } from './explanations.ts'
import { failureList } from './failure-list.ts'
import type { CheckedView, ListView, Request } from './messages.ts'

const summaryRow = ([title, words]: readonly [string, string]): HTMLElement =>
  element(
    'div',
    'govuk-summary-list__row',
    element('dt', 'govuk-summary-list__key', title),
    element('dd', 'govuk-summary-list__value', words),
  )

const fillReasons = (name: string, reasons: readonly Because[], wanted: Wanted): void => {
  part(name, HTMLElement).hidden = reasons.length === 0
  const items = reasons.map(({ reason, rules }) =>
    element('li', '', `${reason} `, ...rules.flatMap(rule => [ruleLink(wanted, rule), ' '])),
  )
  part(`${name}-list`, HTMLElement).replaceChildren(...items)
}

/** The results of a check, and the list of its failures. */
export const resultsView = (ask: (request: Request) => void) => {
  const results = part('results', HTMLElement)
  const form = part('check', HTMLElement)
  const heading = part('results-heading', HTMLElement)
  const forgotten = part('explanations-count', HTMLElement)
  const list = failureList(ask)
  let shown: CheckedView | undefined

  const tellExplanations = (): void => {
    const count = countExplanations()
    forgotten.textContent =
      count === 0
        ? 'No explanation is kept.'
        : `${number(count)} ${count === 1 ? 'explanation is' : 'explanations are'} kept.`
    part('forget', HTMLButtonElement).hidden = count === 0
  }

  const fillRules = ({ failedRules, wanted }: CheckedView): void => {
    part('failed-rules', HTMLElement).hidden = failedRules.length === 0
    part('failed-rules-rows', HTMLElement).replaceChildren(
      ...failedRules.map(({ rule, type, message, count }) => {
        const words = `${number(count)} ${count === 1 ? 'row' : 'rows'}`
        const show = button(words, () => list.filter({ ...noFilter, rule }), { isLink: true })
        show.prepend(unseen('Show '))
        show.append(unseen(` of rule ${rule}`))
        return row([ruleLink(wanted, rule)], [severityTag(type)], [message], [show])
      }),
    )
  }

  const fillUnreadable = ({ unreadable, summary }: CheckedView): void => {
    part('unreadable', HTMLElement).hidden = unreadable.length === 0
    part('unreadable-rows', HTMLElement).replaceChildren(
      ...unreadable.map(({ table, row: place, child, field, written }) =>
        row([child ?? 'No child'], [`${table}, ${rowInWords(place)}`], [field], [written]),
      ),
    )
    const more = summary.unreadable - unreadable.length
    part('unreadable-more', HTMLElement).textContent =
      more > 0 ? `And ${number(more)} more, which are in the workbook.` : ''
  }

  const show = (view: CheckedView): void => {
    shown = view
    const { wanted, files, summary } = view
    results.hidden = false
    form.hidden = false
    part('checked-files', HTMLElement).textContent =
      `${returnKinds[wanted.kind]}, by the rules of ${wanted.year}: ${files.join(', ')}`
    part('summary', HTMLElement).replaceChildren(...summaryLines(summary).map(summaryRow))
    fillReasons('could-not-run', summary.couldNotRun, wanted)
    fillReasons('not-applicable', summary.notApplicable, wanted)
    part('notices', HTMLElement).hidden = summary.notices.length === 0
    part('notices-list', HTMLElement).replaceChildren(...summary.notices.map(notice => element('li', '', notice)))
    fillRules(view)
    fillUnreadable(view)
    tellExplanations()
    list.begin(view)
    goTo(heading)
  }

  part('forget', HTMLButtonElement).addEventListener('click', () => {
    if (!confirm('Forget every explanation that is kept in this browser, of whatever return?')) return
    forgetExplanations()
    tellExplanations()
    list.again()
    goTo(heading)
  })
  part('print', HTMLButtonElement).addEventListener('click', () => print())
  part('download', HTMLButtonElement).addEventListener('click', () => {
    if (shown === undefined) return
    part('download-status', HTMLElement).textContent = 'The workbook is being made.'
    ask({ asks: 'workbook', explanations: explanationsOf(shown.wanted) })
  })

  return {
    show,
    wanted: (): Wanted | undefined => shown?.wanted,
    showList: (view: ListView) => {
      if (shown !== undefined) list.show(view, shown.wanted)
    },
    /** Makes room for a child's record. */
    goAway: () => {
      results.hidden = true
      form.hidden = true
    },
    comeBack: () => {
      results.hidden = false
      form.hidden = false
      tellExplanations()
      list.comeBack()
    },
    download: (bytes: Uint8Array<ArrayBuffer>) => {
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
      const address = URL.createObjectURL(new Blob([bytes], { type }))
      const link = element('a', '')
      link.href = address
      link.download = `${shown?.wanted.kind ?? 'return'}-${shown?.wanted.year ?? ''}-results.xlsx`
      link.click()
      setTimeout(() => URL.revokeObjectURL(address), 60_000)
      part('download-status', HTMLElement).textContent = 'The workbook has been downloaded.'
    },
  }
}
