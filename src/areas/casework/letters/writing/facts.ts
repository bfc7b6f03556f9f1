import { currentCouncil } from '../../../../council/council.ts'
import { teams } from '../../../../council/organisation.ts'
import { roles } from '../../../../journey/roles.ts'
import type { AskedAboutChild } from '../../../../web/index.ts'
import { namesFor } from '../../../../web/forms/index.ts'
import { unnamed } from '../../../../people/index.ts'
import { factsOf } from '../../child/facts.ts'
import type { ChildFacts } from '../../child/facts.ts'
import { childRecord } from '../../child/record.ts'
import type { ChildRecord } from '../../child/record.ts'
import type { LetterFacts, Sender } from '../letter.ts'
import { namesInFamily, namesToOthers } from '../naming.ts'

type Asking = Pick<AskedAboutChild, 'database' | 'context' | 'rules' | 'child'>

/** Who writes, and for which council. */
export const senderOf = async ({ database, context }: Pick<Asking, 'database' | 'context'>): Promise<Sender> => {
  const [council, there] = await Promise.all([
    currentCouncil(database.sql),
    context.teams.length === 0 ? [] : teams(database.sql, { on: context.today }),
  ])
  return {
    council: council?.name ?? 'Children’s services',
    address: council?.brand.address ?? [],
    telephone: council?.brand.telephone.day ?? '',
    outOfHours: council?.brand.telephone.outOfHours ?? '',
    simulated: council?.simulated ?? false,
    name: context.name,
    part: roles[context.role],
    team: there.find(({ team }) => team === context.teams[0])?.name ?? '',
  }
}

const motherOf = ({ near }: ChildRecord): string | undefined =>
  near.find(({ isTheir }) => isTheir === 'mother' || isTheir === 'parent')?.name

const withName = (facts: ChildFacts, record: ChildRecord): ChildFacts =>
  facts.name === ''
    ? { ...facts, name: unnamed(facts.bornOn === null && facts.expectedOn !== null, motherOf(record)) }
    : facts

/** All that a letter about a child, and perhaps brothers and sisters, is written from. Each record must have been opened. */
export const letterFacts = async (asked: Asking, others: readonly number[]): Promise<LetterFacts> => {
  const { database, context, rules, child } = asked
  const [record, sender, siblings] = await Promise.all([
    childRecord(asked),
    senderOf(asked),
    Promise.all(others.map(async identity => ({ identity, facts: await factsOf(database.sql, context, identity) }))),
  ])
  const names = await namesFor(
    database.sql,
    context,
    record.entries.slice(0, 20).flatMap(({ step, answers }) => {
      const declared = rules.pathway.steps[step]
      return declared === undefined ? [] : [{ step: declared, answers }]
    }),
  )
  const about = [
    { identity: child, facts: record.facts },
    ...siblings.map(({ identity, facts }) => ({ identity, facts: withName(facts, record) })),
  ]
  const facts = about.map(each => each.facts)
  return {
    rules,
    today: context.today,
    sender,
    record,
    names,
    about,
    inFamily: namesInFamily(facts),
    toOthers: namesToOthers(facts),
  }
}
