import { ageOn, civilDate, partsOf } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import type { ChildAsSent } from '../../door/request.ts'
import type { Stream } from '../chance/random.ts'
import type { KnownChild } from './known-children.ts'
import type { About } from './telling.ts'

/** A name as it is heard: two letters change places, or one of a pair is lost. */
const misheard = (name: string, stream: Stream): string => {
  if (name.length < 4) return `${name}e`
  const at = stream.whole(1, name.length - 3)
  const [one, other] = [name.charAt(at), name.charAt(at + 1)]
  return one === other || stream.happens(0.3)
    ? `${name.slice(0, at)}${name.slice(at + 1)}`
    : `${name.slice(0, at)}${other}${one}${name.slice(at + 2)}`
}

/** Day and month in each other's place, where that is a date at all. */
const swapped = (date: CivilDate): CivilDate => {
  const { year, month, day } = partsOf(date)
  return day <= 12 && day !== month ? civilDate(year, day, month) : civilDate(year, month, day === 1 ? 2 : day - 1)
}

const sexOf = (sex: string | null): Pick<ChildAsSent, 'sex'> =>
  sex === 'female' || sex === 'male' ? { sex } : { sex: 'notStated' }

/** A child whom the record knows, as whoever writes knows it. */
export const asTold = (child: KnownChild, about: About, today: CivilDate, stream: Stream): ChildAsSent => {
  const whole = { given: child.given, family: child.family, bornOn: child.bornOn, ...sexOf(child.sex), answers: {} }
  if (about === 'misspelt') return { ...whole, family: misheard(child.family, stream) }
  if (about === 'shortName')
    return { ...whole, given: child.preferred ?? child.given.slice(0, Math.max(3, child.given.length - 3)) }
  if (about === 'swappedDate') return { ...whole, bornOn: swapped(child.bornOn) }
  if (about !== 'noDate' && about !== 'again') return whole
  const { bornOn, ...rest } = whole
  return { ...rest, answers: { age: `about ${Math.max(1, ageOn(bornOn, today))}` } }
}
