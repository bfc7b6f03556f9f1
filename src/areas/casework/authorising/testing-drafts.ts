import assert from 'node:assert/strict'
import type { Visitor } from '../../../web/testing.ts'
import { dayOf, draftIn, versionIn } from '../testing-pages.ts'
import type { Values } from '../testing-pages.ts'
import { staff } from '../testing.ts'
import type { StaffName } from '../testing.ts'

/** An assessment whose day is left to the manager. */
export const assessment: Values = {
  ...dayOf('startedOn', '2020-11-16'),
  strengths: 'Nan helps.',
  worries: 'The flat is cold.',
  outcome: 'continues',
}

export const requestIn = (body: string): string => /name="request" value="(\d+)"/.exec(body)?.[1] ?? ''

/** The people of a council who write for a manager, by the pages alone. */
export const writersOf = (as: (name: StaffName) => Promise<Visitor>) => {
  /** A draft that was checked: its number, its version, and the page of its check. */
  const checked = async (
    name: StaffName,
    child: number,
    values: Values = assessment,
    step = 'childAndFamilyAssessment',
  ) => {
    const visitor = await as(name)
    const begun = await visitor.post(`/children/${child}/record/${step}`, { ...values, 'own-action': 'check' })
    const draft = draftIn(begun.headers.location)
    const check = await visitor.get(`/drafts/${draft}/check`)
    return { visitor, draft, check, version: versionIn(check.body) }
  }

  /** A draft that waits for a manager. */
  const sentBy = async (
    name: StaffName,
    child: number,
    values: Values = assessment,
    { to = staff.teamManager, step }: { readonly to?: number; readonly step?: string } = {},
  ) => {
    const { visitor, draft, version } = await checked(name, child, values, step)
    const sent = await visitor.post(`/drafts/${draft}/send`, { 'own-version': version, to: String(to) })
    assert.equal(sent.headers.location, `/drafts/${draft}/sent`, sent.body)
    return { visitor, draft, version, request: requestIn((await visitor.get(`/drafts/${draft}/sent`)).body) }
  }

  return { checked, sentBy }
}
