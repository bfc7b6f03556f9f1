// What stands in a form, by the names of its inputs, and putting it there again.

/** What a form holds: texts by name, without the form's own token. */
export const valuesOf = form => {
  const values = {}
  for (const [name, value] of new FormData(form))
    if (name !== '_csrf' && typeof value === 'string') (values[name] ??= []).push(value)
  return values
}

const plain = text => text.replaceAll('\r\n', '\n').trim()

/** Whether two answers are the same but for line ends and blanks around them. */
export const isSame = (one = [], other = []) => plain(one.join('\n')) === plain(other.join('\n'))

export const controlsOf = (form, name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)]

const putText = (control, text) => {
  if (control.value === text) return
  const [from, to] = [control.selectionStart, control.selectionEnd]
  const moved = document.activeElement === control ? Math.max(0, text.indexOf(control.value)) : 0
  control.value = text
  if (document.activeElement === control && from !== null) control.setSelectionRange(from + moved, to + moved)
}

/** Puts an answer into the inputs of a name. */
export const putValues = (form, name, values) => {
  let place = 0
  for (const control of controlsOf(form, name)) {
    if (control.type === 'checkbox' || control.type === 'radio') control.checked = values.includes(control.value)
    else if (control.type === 'select-multiple')
      for (const option of control.options) option.selected = values.includes(option.value)
    else if (control.type !== 'submit') putText(control, values[place++] ?? '')
  }
}

/** Lets the components of the design system follow what was put into their inputs. */
export const followValues = () => window.dispatchEvent(new PageTransitionEvent('pageshow'))
