// Keeps what is typed in a form with `data-autosave="name=value"` as if its save button had been pressed. Without scripts
// there is the button. The server answers with the form's own page, whose hidden inputs and address are then taken over.

const pauseMilliseconds = 4000

const freshForm = async response => {
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  return page.querySelector('form[data-autosave]')
}

const takeOver = (form, fresh, response) => {
  for (const input of form.querySelectorAll('input[type=hidden]')) {
    const now = fresh.querySelector(`input[type=hidden][name="${CSS.escape(input.name)}"]`)
    if (now) input.value = now.value
  }
  form.action = new URL(fresh.getAttribute('action') ?? '', response.url).href
  if (response.redirected) history.replaceState(null, '', new URL(response.url).pathname)
}

const wordsFor = status =>
  status === 409
    ? 'Not saved: somebody else has saved this meanwhile. Use the save button to see both.'
    : 'Not saved. What you typed is still here: use the save button.'

/** Saves a form while it is typed in. */
export const autosave = form => {
  const [name, value] = form.dataset.autosave.split('=')
  const status = form.querySelector('[data-autosave-status]')
  let timer
  let saving
  let typedSince = false
  let stopped = false

  const send = async keepalive => {
    typedSince = false
    const body = new URLSearchParams(new FormData(form))
    body.set(name, value)
    const response = await fetch(form.action, { method: 'POST', body, keepalive })
    const fresh = response.ok ? await freshForm(response) : null
    if (fresh) takeOver(form, fresh, response)
    // Where the server will not take it, saving again and again helps nobody: the button shows why.
    else stopped = true
    const said = fresh?.querySelector('[data-autosave-status]')?.textContent.trim() || 'Saved'
    if (status) status.textContent = fresh ? said : wordsFor(response.status)
  }

  const save = (keepalive = false) => {
    clearTimeout(timer)
    if (stopped || saving) return
    saving = send(keepalive)
      // The network is away: what was typed stays, and the next pause tries again.
      .catch(() => {
        typedSince = true
        if (status) status.textContent = 'Not saved yet: the server cannot be reached. Trying again.'
      })
      .finally(() => {
        saving = undefined
        if (typedSince) later()
      })
  }

  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(save, pauseMilliseconds)
  }

  form.addEventListener('input', () => {
    typedSince = true
    later()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && typedSince) save(true)
  })
  form.addEventListener('submit', event => {
    clearTimeout(timer)
    stopped = true
    if (!saving) return
    // Sent while a save is under way, the form would hold the version before it.
    event.preventDefault()
    saving.finally(() => form.requestSubmit(event.submitter))
  })
}
