import { chooseFrom } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'

const going = [
  'Visits are made and written up within the week, and the children’s own words are in them.',
  'Families say that they are listened to. Two plans ended well this month.',
  'The worker’s direct work with the older children is strong.',
  'Schools and health visitors answer quickly and come to meetings.',
  'The worker has caught up after a hard month.',
]

const worrying = [
  'Two families cancel often, and the worker wonders what is not being said.',
  'Reports take up the evenings.',
  'The worker is uneasy about how little is known of one father.',
  'Waits for therapy outside are long, and plans stand still meanwhile.',
  'The number of children has grown faster than the time.',
]

const feeling = [
  'Tired, and proud of one family’s change.',
  'Stretched, and glad of the team.',
  'Confident about the plans; sad about one ending.',
  'Angry with a partner agency, and able to say why without blame.',
  'Calm, and curious about trying something new.',
]

const agreed = [
  { what: 'Shadow a colleague’s family meeting', who: 'The worker' },
  { what: 'Protect Friday mornings for writing up', who: 'The manager' },
  { what: 'Book the training on working with fathers', who: 'The worker' },
  { what: 'Take the therapy waits to the service manager', who: 'The manager' },
  { what: 'Plan the leave in January with the covering worker', who: 'The worker' },
]

const ofOneChild = [
  'Seen as planned. The plan is on course.',
  'Things go in the right direction; the next review is prepared.',
  'School is the worry. The worker speaks to the head this week.',
  'The parents do not agree on bedtime and money; a family meeting is to be held.',
  'Seen alone and spoke freely. The child’s own wishes go into the plan.',
  'Health appointments are to be chased.',
  'Little has changed. What keeps it going was thought about together.',
  'The risk is lower than it was. The plan may be able to end at the next review.',
  'The worker wonders what a day is like for this child and will ask.',
  'A relative may help more; to be asked.',
  'Settled where the child lives. Time with family goes well.',
  'The last visit was missed; the next is this week.',
]

/** What both say about the work as a whole. */
export const wordsOfSupervision = (stream: Stream) => ({
  goingWell: chooseFrom(stream, going),
  ...(stream.happens(0.85) ? { worries: chooseFrom(stream, worrying) } : {}),
  ...(stream.happens(0.8) ? { feelings: chooseFrom(stream, feeling) } : {}),
})

/** What is decided about the work as a whole: a thing or two. */
export const decisionsOfSupervision = (stream: Stream) => {
  const first = chooseFrom(stream, agreed)
  const second = chooseFrom(stream, agreed)
  return first === second || stream.happens(0.5) ? [first] : [first, second]
}

/** What is said of one child. */
export const paragraphOfSupervision = (stream: Stream): string => chooseFrom(stream, ofOneChild)

const ownWords = [
  'This is a fair account. I would add that the team’s lunch on Thursdays keeps me going.',
  'I asked for time for direct work and am glad that it is written down.',
  'Thank you for naming what went well.',
] as const

const otherWords = [
  'I see the second family otherwise: the father was invited and did come.',
  'I would not say that I am behind; two reports waited for health.',
] as const

/** How the worker signs: mostly without a word, now and then with words, seldom seeing something differently. */
export const wordsOfReply = (
  stream: Stream,
): { readonly outcome: 'agrees' | 'differs'; readonly words: string | undefined } => {
  const chance = stream.fraction()
  if (chance < 0.06) return { outcome: 'differs', words: chooseFrom(stream, otherWords) }
  return { outcome: 'agrees', words: chance < 0.25 ? chooseFrom(stream, ownWords) : undefined }
}
