import { defineConfig } from 'oxlint'
import type { OxlintOverride } from 'oxlint'

/**
 * The floors of the house, lowest first. A room imports from its own floor's rooms named here and from those below it.
 */
const floors = [
  'calendar',
  'matching',
  'statutory',
  'journey',
  'store',
  'council',
  'access',
  'people',
  'documents',
  'ledger',
  'door',
  'oversight',
  'web',
  'areas',
  'county',
]

/** Rooms that compute without input or output, so that a browser or another program can use them. */
const pureRooms = ['calendar', 'matching', 'statutory', 'journey']

const above = (room: string): readonly string[] => floors.slice(floors.indexOf(room) + 1)

const fence = (room: string, files: string[], isPure: boolean): OxlintOverride => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...(above(room).length === 0
            ? []
            : [
                {
                  group: above(room).flatMap(higher => [`**/../${higher}/**`, `**/src/${higher}/**`]),
                  message: `Imports go down only: ${room} stands below this room.`,
                },
              ]),
          { group: ['**/app.ts', '**/cli.ts'], message: 'A room never imports the assembly.' },
          ...(isPure
            ? [{ group: ['node:*', 'kysely', 'pg', 'fastify'], message: `${room} is pure: no input or output.` }]
            : []),
        ],
      },
    ],
  },
})

/** The floors of a room; the tests of a pure room may use the test runner. */
const fences = (room: string): readonly OxlintOverride[] =>
  pureRooms.includes(room)
    ? [fence(room, [`src/${room}/**/*.ts`], true), fence(room, [`src/${room}/**/*.test.ts`], false)]
    : [fence(room, [`src/${room}/**/*.ts`], false)]

/** Areas stand apart: what two areas need belongs one floor down. */
const areaFence: OxlintOverride = {
  files: ['src/areas/*/**/*.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: ['**/../county/**', '**/app.ts', '**/cli.ts'],
            message: 'An area never imports the county or the assembly.',
          },
          {
            regex:
              '^(\\.\\./)+(front-door|entrance|partners|out-of-hours|casework|caseloads|early-help|homes|youth-centres|workforce|quality|performance|supervision|forecast|returns|improvement|help-shop|administration)/',
            message: 'Areas never import each other.',
          },
        ],
      },
    ],
  },
}

/** One clock, in the context: an area never asks the machine what time it is. */
const oneClock: OxlintOverride = {
  files: ['src/{council,access,people,documents,ledger,door,oversight,web,areas,county}/**/*.ts'],
  excludeFiles: ['**/*.test.ts'],
  rules: {
    'no-restricted-globals': [
      'error',
      { name: 'Date', message: 'The clock is in the context; dates are civil dates (src/calendar).' },
    ],
  },
}

/** What asks for types where there are none to be had: scripts that run as they are, in a browser or before anything is set up. */
const untyped = Object.fromEntries(
  [
    'no-unsafe-member-access',
    'no-unsafe-call',
    'no-unsafe-assignment',
    'no-unsafe-argument',
    'no-unsafe-return',
    'restrict-template-expressions',
    'restrict-plus-operands',
    'no-confusing-void-expression',
  ].map(rule => [`typescript/${rule}`, 'off' as const]),
)

export default defineConfig({
  plugins: ['typescript'],
  categories: { correctness: 'off' },
  options: { typeAware: true, typeCheck: true, denyWarnings: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['node_modules/', 'dist/', '.righthelp/', 'src/web/assets/'],
  rules: {
    'no-var': 'error',
    'prefer-const': 'error',
    'prefer-rest-params': 'error',
    'prefer-spread': 'error',
    'typescript/await-thenable': 'error',
    'typescript/ban-ts-comment': ['error', { minimumDescriptionLength: 10 }],
    'typescript/consistent-type-imports': 'error',
    'typescript/no-array-constructor': 'error',
    'typescript/no-array-delete': 'error',
    'typescript/no-base-to-string': 'error',
    'typescript/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    'typescript/no-deprecated': 'error',
    'typescript/no-duplicate-enum-values': 'error',
    'typescript/no-duplicate-type-constituents': 'error',
    'typescript/no-dynamic-delete': 'error',
    'typescript/no-empty-object-type': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-extra-non-null-assertion': 'error',
    'typescript/no-extraneous-class': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-for-in-array': 'error',
    'typescript/no-generated-empty-object-type': 'error',
    'typescript/no-implied-eval': 'error',
    'typescript/no-invalid-void-type': 'error',
    'typescript/no-meaningless-void-operator': 'error',
    'typescript/no-misused-new': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-misused-spread': 'error',
    'typescript/no-mixed-enums': 'error',
    'typescript/no-namespace': 'error',
    'typescript/no-non-null-asserted-nullish-coalescing': 'error',
    'typescript/no-non-null-asserted-optional-chain': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-redundant-type-constituents': 'error',
    'typescript/no-require-imports': 'error',
    'typescript/no-this-alias': 'error',
    'typescript/no-unnecessary-boolean-literal-compare': 'error',
    'typescript/no-unnecessary-condition': 'error',
    'typescript/no-unnecessary-template-expression': 'error',
    'typescript/no-unnecessary-type-arguments': 'error',
    'typescript/no-unnecessary-type-assertion': 'error',
    'typescript/no-unnecessary-type-constraint': 'error',
    'typescript/no-unnecessary-type-conversion': 'error',
    'typescript/no-unnecessary-type-parameters': 'error',
    'typescript/no-unsafe-argument': 'error',
    'typescript/no-unsafe-assignment': 'error',
    'typescript/no-unsafe-call': 'error',
    'typescript/no-unsafe-declaration-merging': 'error',
    'typescript/no-unsafe-enum-assignment': 'error',
    'typescript/no-unsafe-enum-comparison': 'error',
    'typescript/no-unsafe-function-type': 'error',
    'typescript/no-unsafe-member-access': 'error',
    'typescript/no-unsafe-return': 'error',
    'typescript/no-unsafe-unary-minus': 'error',
    'typescript/no-unused-expressions': 'error',
    'typescript/no-unused-vars': 'error',
    'typescript/no-useless-constructor': 'error',
    'typescript/no-useless-default-assignment': 'error',
    'typescript/no-wrapper-object-types': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/prefer-as-const': 'error',
    'typescript/prefer-literal-enum-member': 'error',
    'typescript/prefer-namespace-keyword': 'error',
    'typescript/prefer-promise-reject-errors': 'error',
    'typescript/prefer-reduce-type-parameter': 'error',
    'typescript/prefer-return-this-type': 'error',
    'typescript/related-getter-setter-pairs': 'error',
    'typescript/require-await': 'error',
    'typescript/restrict-plus-operands': [
      'error',
      { allowAny: false, allowBoolean: false, allowNullish: false, allowNumberAndString: false, allowRegExp: false },
    ],
    'typescript/restrict-template-expressions': ['error', { allowNumber: true }],
    'typescript/return-await': ['error', 'error-handling-correctness-only'],
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/triple-slash-reference': 'error',
    'typescript/unbound-method': 'error',
    'typescript/unified-signatures': 'error',
    'typescript/use-unknown-in-catch-callback-variable': 'error',
    'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  },
  overrides: [
    { files: ['**/*.{js,mjs}'], rules: untyped },
    {
      // Its authors mark it so that it stands out. It is for a provider on this machine alone; the settings take no other.
      files: ['src/access/openid.ts'],
      rules: {
        'typescript/no-deprecated': [
          'error',
          { allow: [{ from: 'package', name: 'allowInsecureRequests', package: 'openid-client' }] },
        ],
      },
    },
    { files: ['**/*.test.ts'], rules: { 'typescript/no-floating-promises': 'off', 'max-lines': 'off' } },
    ...floors.filter(room => room !== 'areas').flatMap(fences),
    areaFence,
    oneClock,
  ],
})
