import { ageOn } from '../../../../calendar/index.ts'
import { residencesOf } from '../../../../people/index.ts'
import { sources } from '../../../../journey/codes/index.ts'
import type { AskedAboutChild } from '../../../../web/index.ts'
import { openAmong } from '../../child/near.ts'
import type { ChildRecord } from '../../child/record.ts'
import { latest, said } from '../from-record.ts'
import type { Letter, LetterFacts, Recipient } from '../letter.ts'

/** From this age a letter is offered to the child, too. */
const ageOfOwnLetters = 10

type Asking = Pick<AskedAboutChild, 'database' | 'context' | 'child'>

const addressOf = async ({ database }: Asking, identity: number): Promise<readonly string[]> => {
  const homes = await residencesOf(database.sql, identity)
  const home = homes.find(({ endedOn }) => endedOn === null)
  return home === undefined ? [] : [home.line, home.town ?? '', home.postcode ?? ''].filter(line => line !== '')
}

/** Those who care for the child, or hold parental responsibility; whoever lives with the child first. */
const familyOf = async (asking: Asking, { near }: ChildRecord): Promise<readonly Recipient[]> => {
  const adults = near
    .filter(({ kind, isTheir }) => kind === 'adult' && isTheir !== undefined)
    .toSorted(
      (one, other) =>
        Number(other.here) - Number(one.here) ||
        Number(other.parentalResponsibility) - Number(one.parentalResponsibility),
    )
  const open = await openAmong(
    asking.database.sql,
    asking.context,
    adults.map(({ identity }) => identity),
  )
  return Promise.all(
    adults.map(async ({ identity, name, isTheir, here, parentalResponsibility }) => ({
      value: `person-${identity}`,
      name,
      identity,
      what: [
        isTheir,
        here ? 'lives with the child' : undefined,
        parentalResponsibility ? 'parental responsibility' : undefined,
      ]
        .filter(Boolean)
        .join(', '),
      // Where somebody lives is told only to one to whom that record opens.
      address: open.has(identity) ? await addressOf(asking, identity) : [],
    })),
  )
}

const childSelf = async (asking: Asking, { facts }: ChildRecord, today: string): Promise<readonly Recipient[]> =>
  facts.bornOn === null || ageOn(facts.bornOn, today) < ageOfOwnLetters
    ? []
    : [
        {
          value: `person-${asking.child}`,
          name: facts.name,
          identity: asking.child,
          what: 'the young person',
          address: await addressOf(asking, asking.child),
        },
      ]

/** Sources that can be written to though nobody's name was taken down. */
const agencies: readonly unknown[] = ['police', 'health', 'schools', 'educationServices', 'localAuthority', 'housing']

const sourceOf = (code: unknown): string =>
  typeof code === 'string' && Object.hasOwn(sources, code) ? sources[code as keyof typeof sources] : ''

/** Whoever made the latest contact, by the name that was taken down. */
const referrer = (facts: LetterFacts): readonly Recipient[] => {
  const entry = latest(facts, 'contact', 'referral')
  const name = said(entry, 'sourceName')
  return entry === undefined || (name === '' && !agencies.includes(entry.answers.source))
    ? []
    : [
        {
          value: 'referrer',
          name: name === '' ? sourceOf(entry.answers.source) : name,
          what: `told us about the child: ${sourceOf(entry.answers.source).toLowerCase()}`,
          address: [],
          ...(name === '' ? { greeting: 'Dear colleague' } : {}),
        },
      ]
}

/** Somebody who is not in the record: a name and an address that are typed. */
export const somebodyElse = 'other'

/** Those to whom a letter may go, the likeliest first. */
export const recipientsOf = async (
  asking: Asking,
  letter: Letter,
  facts: LetterFacts,
): Promise<readonly Recipient[]> => {
  if (letter.readers === 'others') return []
  // Who told us is nobody's business but the council's: no other letter offers it.
  if (letter.readers === 'referrer') return referrer(facts)
  return [...(await familyOf(asking, facts.record)), ...(await childSelf(asking, facts.record, facts.today))]
}
