import { birthday } from '../../calendar/index.ts'
import { episode } from '../episode.ts'
import { inForce, local, supportEnds, weeks } from '../law.ts'

export const careLeaver = episode({
  title: 'Care leaver',
  called: 'support as a care leaver',
  basis: 'Children Act 1989 schedule 2 paragraph 19B and sections 23A to 24B',
  about: 'A young person who is or was in care and is owed support into adulthood, up to the 25th birthday.',
  detail: ['category'],
  oneAtATime: true,
  rhythms: {
    keepingInTouch: {
      title: 'Keeping in touch',
      step: 'keepingInTouch',
      by: 'personalAdviser',
      // An eligible young person is still looked after and visited as such: keeping in touch starts at 18.
      notBefore: ({ bornOn, detail }) =>
        bornOn === undefined || detail.category === 'relevant' ? undefined : birthday(bornOn, 18),
      untilBirthday: supportEnds,
      // One who is owed advice and help alone has no personal adviser who must keep in touch (section 24).
      appliesTo: ({ detail }) => detail.category !== 'qualifying',
      gaps: inForce([
        {
          from: '2010-01-01',
          spans: [local(weeks(8))],
          basis:
            'Local practice, built on the 2 months of Care Leavers Regulations 2010, regulation 8(2), which bind only where the council provides the home',
        },
      ]),
      counts: (_, outcome) => outcome === 'inTouch',
      counting: [
        'Counted from the 18th birthday, or from the start for a relevant young person, to the 25th. An attempt without contact does not count.',
      ],
    },
  },
  standing: { words: 'Care leaver', rank: 30 },
})
