// What is typed and not yet saved is kept in this tab, for the person who typed it: it comes back after a time-out, a lost
// connection or a restart, and goes at sign-out, when somebody else signs in, and once the server has it.

import { controlsOf, followValues, isSame, putValues, valuesOf } from './form-values.js'

const prefix = 'righthelp-typed:'

/** Who is signed in on this page; empty where nobody is. */
const person = () => document.querySelector('meta[name="righthelp-person"]')?.content ?? ''

const keyOf = form => prefix + new URL(form.action).pathname

const kept = () => Object.keys(sessionStorage).filter(key => key.startsWith(prefix))

const read = key => {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

const write = (key, record) => {
  // A tab that may keep nothing, or no more, still saves.
  try {
    sessionStorage.setItem(key, JSON.stringify(record))
  } catch {
    return
  }
}

/** Keeps what stands in a form. */
export const keepTyping = form =>
  write(keyOf(form), { person: person(), at: location.pathname, values: valuesOf(form), submitted: false })

/** Forgets what was kept of a form: the server has it. */
export const forgetTyping = form => sessionStorage.removeItem(keyOf(form))

/** Notes that a form is on its way to the server by a button. */
export const noteSubmitted = form =>
  write(keyOf(form), { person: person(), at: location.pathname, values: valuesOf(form), submitted: true })

/** Forgets everything: somebody signs out. */
export const forgetAll = () => kept().forEach(key => sessionStorage.removeItem(key))

const hasFailed = () => {
  const status = performance.getEntriesByType('navigation')[0]?.responseStatus ?? 200
  return status >= 400 && status !== 409 && status !== 422
}

const cameFrom = at => document.referrer !== '' && new URL(document.referrer).pathname === at

/** On every page: what belongs to somebody else goes, and what has arrived by a button. */
export const sortKept = () => {
  for (const key of kept()) {
    const record = read(key)
    if (record === null) sessionStorage.removeItem(key)
    else if (person() === '') write(key, { ...record, submitted: false })
    else if (record.person !== person()) sessionStorage.removeItem(key)
    else if (record.submitted && !hasFailed() && cameFrom(record.at)) sessionStorage.removeItem(key)
  }
}

const isOfPage = form => name => controlsOf(form, name).every(control => control.type === 'hidden')

/** Puts back what was kept of a form, where it differs from what the server shows; tells whether it did. */
export const bringBack = form => {
  const key = keyOf(form)
  const record = read(key)
  if (record === null) return false
  const [typed, shown] = [record.values, valuesOf(form)]
  const names = [...new Set([...Object.keys(typed), ...Object.keys(shown)])]
  if (names.filter(name => !isOfPage(form)(name)).every(name => isSame(typed[name], shown[name]))) {
    sessionStorage.removeItem(key)
    return false
  }
  for (const name of names) {
    if (controlsOf(form, name).length > 0) putValues(form, name, typed[name] ?? [])
    else
      for (const value of typed[name] ?? [])
        form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
  }
  followValues()
  return true
}
