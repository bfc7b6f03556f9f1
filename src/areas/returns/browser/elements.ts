/** The part of the page that its template calls so. */
export const part = <Kind extends HTMLElement>(name: string, kind: new () => Kind): Kind => {
  const found = document.querySelector(`[data-part="${name}"]`)
  if (!(found instanceof kind)) throw new Error(`The page has no part ${name}.`)
  return found
}

/** Puts a heading in focus, and at the top of the window: what follows it is what is new. */
export const goTo = (heading: HTMLElement): void => {
  heading.focus({ preventScroll: true })
  heading.scrollIntoView()
}

/** An element with its classes and what stands in it: text is never taken for markup. */
export const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  classes: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] => {
  const made = document.createElement(tag)
  if (classes !== '') made.className = classes
  made.append(...children)
  return made
}

/** A button of the design system that reads as a secondary one, or as a link within a table. */
export const button = (words: string, act: () => void, { isLink = false } = {}): HTMLButtonElement => {
  const made = element('button', isLink ? 'rt-link' : 'govuk-button govuk-button--secondary', words)
  made.type = 'button'
  made.addEventListener('click', act)
  return made
}

/** Words that only a screen reader says. */
export const unseen = (words: string): HTMLElement => element('span', 'govuk-visually-hidden', words)

/** A link to the page of a rule, opened beside this one: here the results would be lost. */
export const ruleLink = ({ kind, year }: { readonly kind: string; readonly year: string }, rule: string) => {
  const link = element('a', 'govuk-link govuk-link--no-visited-state', rule, unseen(' (opens in a new tab)'))
  link.href = `${part('results', HTMLElement).dataset.rules ?? ''}/${kind}/${year}/${encodeURIComponent(rule)}`
  link.target = '_blank'
  link.rel = 'noopener'
  return link
}

/** Whether a failure is an error or a query, as a tag. */
export const severityTag = (type: 'error' | 'query'): HTMLElement =>
  element('strong', `govuk-tag govuk-tag--${type === 'error' ? 'red' : 'blue'}`, type === 'error' ? 'Error' : 'Query')

/** A cell of a row in a table; the first of a row heads it. */
export const cell = (isFirst: boolean, ...children: readonly (Node | string)[]): HTMLTableCellElement => {
  const made = element(
    isFirst ? 'th' : 'td',
    isFirst ? 'govuk-table__header rh-table__head' : 'govuk-table__cell',
    ...children,
  )
  if (isFirst) made.scope = 'row'
  return made
}

/** A row of a table. */
export const row = (...cells: readonly (readonly (Node | string)[])[]): HTMLTableRowElement =>
  element('tr', 'govuk-table__row', ...cells.map((children, index) => cell(index === 0, ...children)))

/** `12,345` */
export const number = (value: number): string => new Intl.NumberFormat('en-GB').format(value)
