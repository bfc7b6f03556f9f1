import { z } from 'zod'
import { isCivilDate, isLocalTime } from '../calendar/index.ts'
import { england } from '../journey/england.ts'
import { isRole } from '../journey/roles.ts'
import { workKindNames } from './caseload-policy.ts'
import { carriesWhiteText } from './colour.ts'
import { entranceInFile } from './entrance.ts'
import { usualSessions, usualSignIn } from './signing-in.ts'
import { targetsInFile } from './targets.ts'
import { wordsInFile } from './words-in-file.ts'

const contactOutcomes = Object.keys(england.steps.contact.outcomes)

const key = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be a key: small letters, digits and hyphens, beginning with a letter')
const day = z.string().refine(isCivilDate, 'must be a day that exists, written YYYY-MM-DD')
const postcodeBeginning = z
  .string()
  .regex(/^[A-Z]{1,2}\d[A-Z\d]?(?: \d(?:[A-Z]{2})?)?$/, 'must begin postcodes, like QX1, QX1 2 or QX1 2AB')
const telephone = z.string().regex(/^[0-9+() ]{3,30}$/, 'must be a telephone number')

/** Every object may describe itself; what it says is for people. */
const described = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ describes: z.string().optional(), ...shape })

const threshold = z.int().min(1).max(200)

const span = z.strictObject({
  unit: z.enum(['hours', 'days', 'workingDays', 'months']),
  count: z.int().min(1).max(1000),
})

/** The form of the file. */
export const councilFileSchema = described({
  name: wordsInFile(),
  brand: described({
    shortName: wordsInFile(60),
    strapline: wordsInFile().optional(),
    /** The colour of the header, which carries white text. */
    colour: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #1d5e4f')
      .refine(carriesWhiteText, 'must be dark enough for white text (contrast of 4.5 or more)')
      .default('#1d5e4f'),
    telephone: described({ day: telephone.optional(), outOfHours: telephone.optional() }).default({}),
    /** Where letters come from, a line each. */
    address: z.array(wordsInFile(100)).max(6, 'must be six lines or fewer').optional(),
  }),
  /** `choosing`: whoever sits at the machine itself chooses which worker to be. `none`: nobody signs in. */
  signIn: z.enum(['choosing', 'openid', 'none']).default('choosing'),
  /** What the council's provider says of somebody, and what follows from it. */
  openid: described({
    scopes: z.array(wordsInFile(60)).default([...usualSignIn.scopes]),
    emailIsVouchedFor: z.boolean().default(usualSignIn.emailIsVouchedFor),
    parts: described({
      claim: wordsInFile(100),
      values: z
        .array(
          described({
            value: wordsInFile(),
            role: z.string().refine(isRole, 'must be one of the roles of the role matrix'),
            team: key.nullable().default(null),
          }),
        )
        .min(1, 'must have at least one'),
    }).optional(),
  }).optional(),
  /** After how long without a request, and at the most, somebody must sign in again. */
  sessions: described({
    idleMinutes: z.int().min(5).max(240).default(usualSessions.idleMinutes),
    longestHours: z.int().min(1).max(24).default(usualSessions.longestHours),
  }).default(usualSessions),
  /** Present where every record is invented, with the time in England at which the county's clock stands. */
  simulated: described({
    standsAt: z.string().refine(isLocalTime, 'must be a time written YYYY-MM-DDTHH:MM'),
  }).optional(),
  quadrants: z.array(described({ key, name: wordsInFile() })),
  districts: z.array(
    described({ key, name: wordsInFile(), quadrant: key, postcodes: z.array(postcodeBeginning).max(5000).default([]) }),
  ),
  services: z
    .array(described({ key, name: wordsInFile(), caseloadThreshold: threshold.nullable().default(null) }))
    .min(1, 'must have at least one'),
  /** A team's place in the organisation between two days; one that changed its place stands here twice. */
  teams: z
    .array(
      described({
        key,
        name: wordsInFile(),
        service: key,
        quadrant: key.nullable().default(null),
        from: day,
        until: day.nullable().default(null),
      }),
    )
    .min(1, 'must have at least one'),
  workers: z
    .array(
      described({
        given: wordsInFile(100),
        family: wordsInFile(100),
        newlyQualifiedOn: day.nullable().default(null),
        posts: z
          .array(
            described({
              role: z.string().refine(isRole, 'must be one of the roles of the role matrix'),
              team: key.nullable().default(null),
              agency: z.boolean().default(false),
              fullTimeEquivalent: z.number().gt(0).max(1.5).default(1),
              from: day,
              until: day.nullable().default(null),
            }),
          )
          .min(1, 'must have at least one'),
      }),
    )
    .min(1, 'must have at least one'),
  /** The council's own timescales, by the rule of the journey that each tightens. */
  policies: z
    .record(
      z.string(),
      z.array(
        z.strictObject({
          within: span,
          from: day,
          until: day.optional(),
          basis: wordsInFile(),
          describes: z.string().optional(),
        }),
      ),
    )
    .default({}),
  /** How heavy the kinds of work weigh, and how much newly qualified workers hold: a version for each time. */
  caseloads: z
    .array(
      described({
        from: day,
        until: day.optional(),
        basis: wordsInFile(),
        weights: z.partialRecord(z.enum(workKindNames), z.number().gt(0).max(10)).optional(),
        /** Above how many children a worker of a service stands out, where that is not the service's own number any more. */
        thresholds: z.record(key, threshold).optional(),
        newlyQualified: z
          .array(described({ fromMonth: z.int().min(0).max(11), share: z.number().gt(0).max(1) }))
          .min(1, 'must have at least one')
          .optional(),
      }),
    )
    .default([]),
  /** What the council wants its measures to reach, each from a day on. */
  targets: targetsInFile(day),
  /** The public entrance: where one leaves to in a hurry, and whom one may call. */
  entrance: entranceInFile(day),
  /** For which outcomes of a contact a manager agrees; and whether to ending one low although it has words of danger. */
  agreement: described({
    outcomes: z.array(z.enum(contactOutcomes)),
    lowOnAlarm: z.boolean().default(true),
  }).optional(),
  /** Children under 18 at the middle of each year. */
  population: z.record(z.string().regex(/^\d{4}$/, 'must be a year'), z.int().min(0)).default({}),
})

/** A council as its file says it, whole and checked. */
export type CouncilFile = z.output<typeof councilFileSchema>

/** What a council's file may leave out. */
export type CouncilFileInput = z.input<typeof councilFileSchema>
