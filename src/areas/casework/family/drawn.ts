import type { Answer, AskedAboutChild } from '../../../web/index.ts'
import { page } from '../../../web/index.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import type { ChildRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { connectionsOf } from './ecomap/connections.ts'
import { ecomap, ecomapSigns } from './ecomap/draw.ts'
import { genogram, genogramSigns } from './genogram/draw.ts'
import { kinOf } from './kin-of.ts'

/** Family and network of a child as two pictures with their tables, and what their signs mean. */
export const drawnOf = async ({ database, context, child }: AskedAboutChild, record: ChildRecord) => {
  const kin = await kinOf(database.sql, context, child)
  return {
    genogram: genogram(kin, context.today),
    genogramSigns,
    ecomap: ecomap(record.facts.name, connectionsOf(record, context.today)),
    ecomapSigns,
  }
}

/** The two pictures alone, large and with their tables open, to be printed and taken along. */
export const showDrawn = async (asked: AskedAboutChild): Promise<Answer> => {
  const record = await childRecord(asked)
  return page('areas/casework/family/drawn.njk', {
    title: 'Family and network drawn',
    frame: frameOf(asked.rules, asked.context, record, 'people'),
    drawn: await drawnOf(asked, record),
    today: asked.context.today,
    by: asked.context.name,
    back: paths.people({ child: asked.child }),
  })
}
