import type { Migration } from 'kysely/migration'
import * as council from './0001-council.ts'
import * as people from './0002-people.ts'
import * as ledger from './0003-ledger.ts'
import * as access from './0004-access.ts'
import * as measures from './0005-measures.ts'
import * as openWork from './0006-open-work.ts'
import * as names from './0007-names.ts'
import * as documents from './0008-documents.ts'
import * as absences from './0009-absences.ts'
import * as supervision from './0010-supervision.ts'
import * as timescales from './0010-timescales.ts'
import * as transfers from './0011-transfers.ts'
import * as leavingCare from './0013-leaving-care.ts'
import * as meetings from './0014-meetings.ts'
import * as draftVersions from './0015-draft-versions.ts'
import * as door from './0016-door.ts'
import * as entrance from './0017-entrance.ts'
import * as partners from './0018-partners.ts'
import * as triage from './0019-triage.ts'
import * as outOfHours from './0020-out-of-hours.ts'
import * as signIn from './0021-sign-in.ts'
import * as accessLog from './0022-access.ts'
import * as matching from './0023-matching.ts'
import * as workingDay from './0024-working-day.ts'
import * as openWorkTogether from './0025-open-work-together.ts'
import * as lookedAtAgain from './0026-looked-at-again.ts'
import * as nearestCandidates from './0027-nearest-candidates.ts'
import * as bornInTheYear from './0028-born-in-the-year.ts'
import * as askedInTheDatabase from './0029-asked-in-the-database.ts'
import * as toldByTheIndex from './0030-told-by-the-index.ts'
import * as countedFromTheIndex from './0031-counted-from-the-index.ts'
import * as judgedInOneGo from './0032-judged-in-one-go.ts'
import * as paragraphsAsTheyStood from './0033-paragraphs-as-they-stood.ts'
import * as keptAsKept from './0034-kept-as-kept.ts'
import * as howToReach from './0035-how-to-reach.ts'
import * as soonerSince from './0036-sooner-since.ts'
import * as aCouncilChanges from './0037-a-council-changes.ts'
import * as authorised from './0038-authorised.ts'
import * as takenOff from './0039-taken-off.ts'

/** The migrations of the spine, in order. A released migration is never edited: a change is a new one. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-council': council,
  '0002-people': people,
  '0003-ledger': ledger,
  '0004-access': access,
  '0005-measures': measures,
  '0006-open-work': openWork,
  '0007-names': names,
  '0008-documents': documents,
  '0009-absences': absences,
  '0010-supervision': supervision,
  '0010-timescales': timescales,
  '0011-transfers': transfers,
  '0013-leaving-care': leavingCare,
  '0014-meetings': meetings,
  '0015-draft-versions': draftVersions,
  '0016-door': door,
  '0017-entrance': entrance,
  '0018-partners': partners,
  '0019-triage': triage,
  '0020-out-of-hours': outOfHours,
  '0021-sign-in': signIn,
  '0022-access': accessLog,
  '0023-matching': matching,
  '0024-working-day': workingDay,
  '0025-open-work-together': openWorkTogether,
  '0026-looked-at-again': lookedAtAgain,
  '0027-nearest-candidates': nearestCandidates,
  '0028-born-in-the-year': bornInTheYear,
  '0029-asked-in-the-database': askedInTheDatabase,
  '0030-told-by-the-index': toldByTheIndex,
  '0031-counted-from-the-index': countedFromTheIndex,
  '0032-judged-in-one-go': judgedInOneGo,
  '0033-paragraphs-as-they-stood': paragraphsAsTheyStood,
  '0034-kept-as-kept': keptAsKept,
  '0035-how-to-reach': howToReach,
  '0036-sooner-since': soonerSince,
  '0037-a-council-changes': aCouncilChanges,
  '0038-authorised': authorised,
  '0039-taken-off': takenOff,
}
