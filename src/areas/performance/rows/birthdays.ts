import { sql } from 'kysely'
import { birthday, entryKnown, entryOfEach, personOf, rowKnown } from './asked.ts'
import type { Asked, Expression, Fragment } from './asked.ts'
import { stockOf } from './episodes.ts'

/** Whether a young person in a period of support is owed more than advice and help alone, as section 24 has it. */
export const owedSupport = (alias: string): Expression =>
  sql`${sql.ref(`${alias}.detail`)} ->> 'category' is distinct from 'qualifying'`

const ages = [19, 20, 21] as const

/** The birthdays in the days asked of those who were owed support on them: `child`, `identity`, `entry`, `age`, `day`. */
const birthdays = (asked: Asked): Fragment => sql`(
  select e.child, e.identity, e.entry, reached.age, reached.day
  from ${stockOf('careLeaver', asked, { where: owedSupport('e') })} e
  join identity_version b on b.identity = e.identity and ${rowKnown('b', asked)}
  cross join lateral (values ${sql.join(ages.map(age => sql`(${sql.lit(age)}, ${birthday(sql`b.born_on`, age)})`))}) reached (age, day)
  where reached.day between ${asked.from}::date and ${asked.to}::date
    and e.started <= reached.day and (e.ended is null or e.ended > reached.day)
)`

/** The contacts with young people that may lie around such a birthday. */
const contacts = (asked: Asked): Fragment => sql`(
  select ${personOf(sql`e.identity`, asked)} as child, e.lineage, e.happened_on, e.answers
  from ${entryOfEach('e')}
  where e.step = 'keepingInTouch' and e.answers ->> 'inTouch' = 'YES' and ${entryKnown('e', asked)}
    and e.happened_on between (${asked.from}::date - interval '3 months')::date and (${asked.to}::date + interval '1 month')::date
)`

/**
 * The 19th, 20th and 21st birthdays in the days asked of care leavers: `child`, `identity`, `entry`, `age`, `day`, and of the
 * contact with the young person nearest to it, from 3 months before to 1 month after, whether there was one (`in_touch`),
 * whether it says that the home is `suitable`, and that they are `in_work`: education, employment or training.
 */
export const birthdaysOfCareLeavers = (asked: Asked): Fragment => sql`(
  with reached as materialized (select * from ${birthdays(asked)} each),
  said as materialized (
    select distinct on (reached.child, reached.day) reached.child, reached.day, contact.answers
    from reached join ${contacts(asked)} contact on contact.child = reached.child
      and contact.happened_on between (reached.day - interval '3 months')::date and (reached.day + interval '1 month')::date
    order by reached.child, reached.day, abs(contact.happened_on - reached.day), contact.happened_on desc, contact.lineage desc
  )
  select reached.*, said.child is not null as in_touch,
    coalesce(said.answers ->> 'suitable' = 'true' and said.answers ->> 'accommodation' <> 'R', false) as suitable,
    coalesce(said.answers ->> 'activity' not like 'G%', false) as in_work
  from reached left join said using (child, day)
)`
