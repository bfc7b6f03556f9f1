import { districts } from '../../../council/districts.ts'
import { workerNames } from '../../../council/organisation.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import {
  disabilities,
  ethnicities,
  historyOf,
  linksOf,
  personOf,
  relativesOf,
  schemes,
  sexes,
} from '../../../people/index.ts'
import type { Facts, Golden, Relative } from '../../../people/index.ts'
import { notFound, page } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { inWords } from '../../../calendar/index.ts'
import { placeInWords } from '../../../web/forms/district.ts'
import { ageOf } from '../child/facts.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import { drawnOf } from '../family/drawn.ts'
import { paths } from '../paths.ts'
import { mayChangePeople } from './may-change.ts'
import { factQuestions } from './questions.ts'
import { connectionOnPage, contactOnPage, isPresent, reachOf, saidBefore } from './reach.ts'

type ForChild = Asked & { readonly child: number }

/** A fact in words; empty where nothing is said. */
const factInWords = (name: keyof Facts, value: Facts[keyof Facts]): string => {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (Array.isArray(value)) return value.map(code => disabilities[String(code)] ?? String(code)).join(', ')
  const words = String(value)
  if (name === 'sex') return sexes[words as keyof typeof sexes]
  if (name === 'ethnicity') return ethnicities[words] ?? words
  return name === 'bornOn' || name === 'expectedOn' || name === 'diedOn' ? inWords(words) : words
}

const factRows = (facts: Readonly<Record<keyof Facts, Golden<Facts[keyof Facts]>>>, child: number) =>
  (Object.keys(factQuestions) as (keyof Facts)[]).map(name => {
    const { value, from, differs } = facts[name]
    return {
      ask: factQuestions[name].ask,
      words: factInWords(name, value),
      from: from !== undefined && from !== child ? from : undefined,
      differs: differs.map(identity => ({ identity, href: paths.people({ child: identity }) })),
    }
  })

const relativeLine = (relative: Relative, child: number, today: CivilDate) => ({
  name: relative.name,
  age: ageOf(relative, today),
  isTheir: relative.isTheir,
  parental: relative.parentalResponsibility,
  end: relative.answer === 'open' ? paths.endRelative({ child, relationship: relative.relationship }) : undefined,
  from: relative.startedOn,
  to: relative.endedOn,
  href: relative.answer === 'open' ? paths.child({ child: relative.identity }) : undefined,
})

/** Everybody around a child, where the child lives and lived, what is said of the child, and what was. */
export const showPeople = async (asked: ForChild): Promise<Answer> => {
  const { rules, context, database, child } = asked
  const [record, person, relatives, history, links, places] = await Promise.all([
    childRecord(asked),
    personOf(database.sql, context, child),
    relativesOf(database.sql, context, child, { past: true }),
    historyOf(database.sql, child),
    linksOf(database.sql, context, child),
    districts(database.sql),
  ])
  if (person === undefined) return notFound()
  const reached = await reachOf(asked, record)
  const before = await saidBefore(asked, reached)
  const names = await workerNames(
    database.sql,
    [...history, ...links, ...before].flatMap(({ author }) => author ?? []),
  )
  const authorOf = (author: number | null) =>
    author === null ? 'the system it came from' : (names.get(author) ?? 'a worker')
  const nameOfDistrict = new Map(places.map(({ key, name }) => [key, name]))
  return page('areas/casework/people/people.njk', {
    title: 'People around a child',
    drawn: await drawnOf(asked, record),
    frame: frameOf(rules, context, record, 'people'),
    facts: factRows(person.facts, child),
    relatives: relatives
      .filter(({ endedOn }) => endedOn === null)
      .map(each => relativeLine(each, child, context.today)),
    before: relatives.filter(({ endedOn }) => endedOn !== null).map(each => relativeLine(each, child, context.today)),
    members: record.near
      .filter(({ here }) => here)
      .map(member => ({
        name: member.name,
        age: ageOf(member, context.today),
        href: paths.child({ child: member.identity }),
      })),
    reached: reached.map(person => ({
      name: person.name,
      isTheir: person.isTheir,
      now: person.details.filter(isPresent).map(each => ({
        ...contactOnPage(each),
        end: paths.endContact({ child, contact: each.contact }),
      })),
      before: person.details.filter(each => !isPresent(each)).map(contactOnPage),
    })),
    reachedBefore: before.map(each => ({ ...contactOnPage(each), by: authorOf(each.author) })),
    hasReach: reached.some(({ details }) => details.length > 0),
    connections: {
      now: record.connections.filter(isPresent).map(each => ({
        ...connectionOnPage(each),
        end: paths.endConnection({ child, connection: each.connection }),
      })),
      before: record.connections.filter(each => !isPresent(each)).map(connectionOnPage),
    },
    residences: record.residences.map(residence => ({
      words: [residence.line, residence.town, residence.postcode].filter(Boolean).join(', '),
      from: residence.startedOn,
      to: residence.endedOn,
      district: places.length === 0 ? undefined : placeInWords(residence, nameOfDistrict),
    })),
    identifiers: person.identifiers.map(({ scheme, value, identity }) => ({
      title: schemes[scheme].title,
      value,
      elsewhere: identity !== child,
    })),
    records: person.identities,
    links: links
      .filter(({ knownTo }) => knownTo === 'infinity')
      .map(({ other, decision, reason, author, knownFrom }) => ({
        other,
        href: paths.people({ child: other }),
        decision,
        reason,
        by: authorOf(author),
        at: knownFrom,
      })),
    history: history.slice(1).map(({ facts, author, knownFrom, knownTo }) => ({
      by: authorOf(author),
      from: knownFrom,
      to: knownTo,
      words: (Object.keys(factQuestions) as (keyof Facts)[])
        .map(name => ({ ask: factQuestions[name].ask, words: factInWords(name, facts[name]) }))
        .filter(({ words }) => words !== ''),
    })),
    may: mayChangePeople(context),
    paths: {
      correct: paths.correctFacts({ child }),
      relative: paths.addRelative({ child }),
      contact: paths.addContact({ child }),
      connection: paths.addConnection({ child }),
      move: paths.move({ child }),
      place:
        places.length > 0 && record.residences.some(({ endedOn }) => endedOn === null)
          ? paths.placeHome({ child })
          : undefined,
      link: paths.linkIdentities({ child }),
      identifier: paths.identify({ child }),
      drawn: paths.drawn({ child }),
    },
  })
}
