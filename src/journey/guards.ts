import { ageOn } from '../calendar/index.ts'
import type { Guard } from './step.ts'

/**
 * Refuses what the law has only for children: nobody of 18 or over, where the date of birth is known. Of work that goes on for a
 * while `begunOn` names the day on which it began: it was lawful then, whenever its end is recorded or authorised.
 */
export const onlyForChildren = (what: string, law: string, begunOn?: string): Guard => ({
  law,
  forbids: begunOn === undefined ? 'anybody of 18 or over' : 'anybody of 18 or over on the day it began',
  refuses: ({ bornOn, happenedOn, answers }) => {
    const begun = begunOn === undefined ? undefined : answers[begunOn]
    const age = bornOn === undefined ? 0 : ageOn(bornOn, typeof begun === 'string' ? begun.slice(0, 10) : happenedOn)
    return age >= 18 ? `${what} is for children under 18. On this date the person was ${age}.` : undefined
  },
})

const careOrders: readonly unknown[] = ['C1', 'C2']

/** A child who lives with a parent is not accommodated under section 20, whichever of the two is said first. */
export const noParentUnderSection20: Guard = {
  law: 'Children Act 1989 section 20; Care Planning Regulations 2010 part 4',
  forbids: 'section 20 with a placement with a parent',
  refuses: ({ answers, openEpisodes }) => {
    const standing = (kind: string, name: string) => openEpisodes.find(each => each.kind === kind)?.detail[name]
    const legalStatus = answers.legalStatus ?? standing('legalStatus', 'legalStatus')
    const placementType = answers.placementType ?? standing('placement', 'placementType')
    return legalStatus === 'V2' && placementType === 'P1'
      ? 'A child who lives with a parent is not accommodated under section 20: only a child in care is placed with parents.'
      : undefined
  },
}

const inSeries: readonly unknown[] = ['V3', 'V4']

/** A series of short breaks is begun as one, and is no legal status of a child in care. */
export const shortBreaksApart: Guard = {
  law: 'Care Planning Regulations 2010, regulation 48',
  forbids: 'short breaks as a status of a child in care, and care as a series of short breaks',
  refuses: ({ answers, outcome }) => {
    const isSeries = inSeries.includes(answers.legalStatus)
    if (isSeries && outcome !== 'shortBreaks')
      return 'A child who has short breaks in a series lives at home: record “Becoming looked after” with the outcome “A series of short breaks”.'
    return !isSeries && outcome === 'shortBreaks'
      ? 'A series of short breaks is by agreement: choose a legal status of short breaks, or the outcome “Looked after”.'
      : undefined
  },
}

/** No care order, interim ones included, can be made once a child is 17. */
export const noCareOrderFrom17: Guard = {
  law: 'Children Act 1989 section 31(3)',
  forbids: 'a care order for a child of 17 or over',
  refuses: ({ answers, bornOn, happenedOn }) =>
    careOrders.includes(answers.legalStatus) && bornOn !== undefined && ageOn(bornOn, happenedOn) >= 17
      ? 'A court cannot make a care order for a child who is 17 or over.'
      : undefined,
}
