// Keeps what is typed in a form with `data-autosave="name=value"` as if its save button had been pressed. Without scripts
// there is the button. The server answers with the form's own page, whose hidden inputs and address are then taken over.

import { controlsOf, followValues, isSame, putValues, valuesOf } from './form-values.js'
import { bringBack, forgetTyping, keepTyping, noteSubmitted } from './kept-typing.js'

const pauseMilliseconds = 4000
const longestPause = 30_000

const pageIn = async response => new DOMParser().parseFromString(await response.text(), 'text/html')

/** What a question holds once the server's answer is in, if it can be told: mine, theirs, or both. */
const settled = (form, name, { fresh, sent, now }) => {
  if (isSame(fresh, sent) || isSame(fresh, now)) return now ?? []
  if (controlsOf(form, name).length === 0) return undefined
  if (isSame(now, sent)) return fresh ?? []
  const [theirs = '', before = '', mine = ''] = [fresh?.[0], sent?.[0]?.trim(), now?.[0]]
  if (controlsOf(form, name)[0]?.tagName !== 'TEXTAREA') return undefined
  if (before === '') return [`${theirs}\n\n${mine}`]
  return theirs.split(before).length === 2 && mine.includes(before)
    ? [theirs.replace(before, () => mine.trim())]
    : undefined
}

/** Takes over what the server's page holds, also what others wrote; tells whether all of it found its place. */
const takeOver = (form, page, response, sent) => {
  const [fresh, now] = [valuesOf(page), valuesOf(form)]
  const isHidden = name => [...controlsOf(form, name), ...controlsOf(page, name)].every(each => each.type === 'hidden')
  const names = [...new Set([...Object.keys(fresh), ...Object.keys(now)])].filter(name => !isHidden(name))
  const values = names.map(name => [
    name,
    settled(form, name, { fresh: fresh[name], sent: sent[name], now: now[name] }),
  ])
  if (values.some(([, value]) => value === undefined)) return false
  for (const [name, value] of values) if (!isSame(value, now[name])) putValues(form, name, value)
  followValues()
  for (const input of form.querySelectorAll('input[type=hidden]')) {
    const [other] = controlsOf(page, input.name)
    if (other?.type === 'hidden') input.value = other.value
  }
  form.action = new URL(page.getAttribute('action') ?? '', response.url).href
  if (response.redirected) history.replaceState(null, '', new URL(response.url).pathname)
  return true
}

const away = 'Not saved yet: the server cannot be reached. What you typed is kept here. Trying again.'
const signedOut = 'Not saved: you have been signed out. What you typed is kept in this tab. '
const broughtBack = 'What you typed before and had not saved is back in the form.'
const alsoTheirs = 'Saved. Somebody else is writing here too: use the save button to see what they wrote.'

const noticeOf = (page, status) =>
  page.querySelector('[data-autosave-notice]')?.textContent.trim() ??
  (status === 409
    ? 'Not saved: somebody else has saved this meanwhile. Use the save button to see both.'
    : 'Not saved. What you typed is still here: use the save button.')

/** Saves a form while it is typed in. */
export const autosave = form => {
  const [name, value] = form.dataset.autosave.split('=')
  const status = form.querySelector('[data-autosave-status]')
  let timer
  let saving
  let typedSince = false
  let stopped = false
  let failures = 0

  const say = (words, link) => {
    if (!status) return
    status.textContent = words
    if (link) status.append(Object.assign(document.createElement('a'), link))
  }

  const answered = (page, response, sent) => {
    const fresh = page.querySelector('form[data-autosave]')
    if (response.ok && fresh) {
      const key = form.action
      const isWhole = takeOver(form, fresh, response, sent)
      if (key !== form.action) forgetTyping({ action: key })
      if (typedSince || !isWhole) keepTyping(form)
      else forgetTyping(form)
      return say(isWhole ? fresh.querySelector('[data-autosave-status]')?.textContent.trim() || 'Saved' : alsoTheirs)
    }
    // Where the server will not take it, saving again and again helps nobody: the button shows why.
    stopped = true
    if (response.ok) say(signedOut, { href: location.pathname, className: 'govuk-link', textContent: 'Sign in again' })
    else say(noticeOf(page, response.status))
  }

  const send = async keepalive => {
    typedSince = false
    const sent = valuesOf(form)
    const body = new URLSearchParams(new FormData(form))
    body.set(name, value)
    const response = await fetch(form.action, { method: 'POST', body, keepalive })
    if (response.status >= 500 || response.status === 429) throw new Error('The server cannot take it now')
    const page = await pageIn(response)
    failures = 0
    answered(page, response, sent)
  }

  const save = (keepalive = false) => {
    clearTimeout(timer)
    if (stopped || saving) return
    saving = send(keepalive)
      // The network is away: what was typed stays, and the next pause tries again.
      .catch(() => {
        typedSince = true
        failures += 1
        say(away)
      })
      .finally(() => {
        saving = undefined
        if (typedSince) later()
      })
  }

  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(save, Math.min(longestPause, pauseMilliseconds * 2 ** Math.max(0, failures - 1)))
  }

  const typed = () => {
    typedSince = true
    keepTyping(form)
    later()
  }

  form.addEventListener('input', typed)
  window.addEventListener('online', () => typedSince && save())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && typedSince) save(true)
  })
  form.addEventListener('submit', event => {
    clearTimeout(timer)
    if (saving) {
      // Sent while a save is under way, the form would hold the version before it.
      event.preventDefault()
      stopped = true
      saving.finally(() => form.requestSubmit(event.submitter))
      return
    }
    stopped = true
    noteSubmitted(form)
  })
  if (bringBack(form)) {
    say(broughtBack)
    typed()
  }
}
