import { comesTwice, instantOf, isLocalTime, localTime } from '../../../calendar/index.ts'
import type { Instant, LocalTime } from '../../../calendar/index.ts'
import { dutyCall } from '../../../journey/steps/duty-call.ts'
import { dutyRequest } from '../../../journey/steps/duty-request.ts'
import { dutyVisit } from '../../../journey/steps/duty-visit.ts'
import { dutyWatch } from '../../../journey/steps/duty-watch.ts'
import type { AnyStep, StoredAnswers } from '../../../journey/index.ts'
import { typedFrom } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'

/** What is recorded of a child at night, each on one short page. */
export const shortSteps = {
  dutyCall: { step: dutyCall, heading: 'Record a call', button: 'Record the call', at: 'calledAt' },
  dutyVisit: { step: dutyVisit, heading: 'Record a visit', button: 'Record the visit', at: 'visitedAt' },
  dutyRequest: {
    step: dutyRequest,
    heading: 'Ask for a placement, triage or another discipline',
    button: 'Ask',
    at: 'askedAt',
  },
  dutyWatch: { step: dutyWatch, heading: 'Tell the duty team', button: 'Tell the duty team', at: undefined },
} as const

export type ShortStep = keyof typeof shortSteps

export const isShortStep = (name: string): name is ShortStep => Object.hasOwn(shortSteps, name)

/** When something happened, as it was typed; undefined where that is no time. */
const momentTyped = (typed: Typed, name: string): LocalTime | undefined => {
  const part = (of: string) => {
    const value = typed[`${name}-${of}`]
    return typeof value === 'string' ? value.trim() : ''
  }
  const text = `${part('year')}-${part('month').padStart(2, '0')}-${part('day').padStart(2, '0')}T${part('time').padStart(5, '0')}`
  return isLocalTime(text) ? text : undefined
}

/** Whether what was typed names the hour that there was twice. */
export const isAmbiguous = (name: ShortStep, typed: Typed): boolean => {
  const { at } = shortSteps[name]
  const moment = at === undefined ? undefined : momentTyped(typed, at)
  return moment !== undefined && comesTwice(moment)
}

/** The step as its page asks it: which of two hours is asked on that one night only. */
export const askedOf = (name: ShortStep, typed: Typed): AnyStep => {
  const { step } = shortSteps[name]
  const declared: AnyStep = step
  if (!('whichHour' in step.fields)) return declared
  const { whichHour, ...fields } = declared.fields
  return isAmbiguous(name, typed) && whichHour !== undefined
    ? {
        ...declared,
        fields: Object.fromEntries(
          Object.entries(declared.fields).map(([field, each]) => [
            field,
            field === 'whichHour'
              ? { ...each, hint: 'The clocks went back that night: there were two hours from 1am to 2am' }
              : each,
          ]),
        ),
      }
    : { ...declared, fields }
}

/** What stands in an empty form: that it is now. */
export const prefilled = (name: ShortStep, now: Instant, more: StoredAnswers = {}): Typed => {
  const { at, step } = shortSteps[name]
  const declared: AnyStep = step
  const local = localTime(now).slice(0, 16)
  const twice = comesTwice(local)
    ? { whichHour: instantOf(local).slice(0, 16) === now.slice(0, 16) ? 'first' : 'second' }
    : {}
  const moment = at === undefined ? { notedOn: local.slice(0, 10), until: local.slice(0, 10) } : { [at]: local }
  return typedFrom(declared, { ...moment, ...('whichHour' in declared.fields ? twice : {}), ...more }, '')
}
