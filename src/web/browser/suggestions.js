// Asks, while somebody types in a form with `data-suggestions="address"`, what a button that posts the form there would show,
// and puts it into the element with `data-suggestions-shown`. Without scripts there is the button. What is typed is posted:
// it stands in no address.

const pauseMilliseconds = 400

/** Keeps the suggestions of a form beside what is typed in it. */
export const suggestions = form => {
  const shown = document.querySelector('[data-suggestions-shown]')
  const news = document.querySelector('[data-suggestions-news]')
  if (shown === null) return
  let pause
  let asking

  const ask = async () => {
    asking?.abort()
    asking = new AbortController()
    const { signal } = asking
    try {
      const response = await fetch(form.dataset.suggestions, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        redirect: 'error',
        signal,
      })
      if (!response.ok && response.status !== 422) return
      const answered = new DOMParser().parseFromString(await response.text(), 'text/html')
      const fresh = answered.querySelector('[data-suggestions-shown]')
      if (signal.aborted || fresh === null || fresh.innerHTML === shown.innerHTML) return
      shown.replaceChildren(...fresh.childNodes)
      if (news !== null) news.textContent = answered.querySelector('[data-suggestions-news]')?.textContent.trim() ?? ''
    } catch {
      // Out of reach, or overtaken by the next key: the button is still there.
    }
  }

  form.addEventListener('input', () => {
    clearTimeout(pause)
    pause = setTimeout(ask, pauseMilliseconds)
  })
  form.addEventListener('submit', () => {
    clearTimeout(pause)
    asking?.abort()
  })
}
