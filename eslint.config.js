import tseslint from 'typescript-eslint'

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

const above = room => floors.slice(floors.indexOf(room) + 1)

const fence = (room, files, isPure) => ({
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
const fences = room =>
  pureRooms.includes(room)
    ? [fence(room, [`src/${room}/**/*.ts`], true), fence(room, [`src/${room}/**/*.test.ts`], false)]
    : [fence(room, [`src/${room}/**/*.ts`], false)]

/** Areas stand apart: what two areas need belongs one floor down. */
const areaFence = {
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
const oneClock = {
  files: ['src/{council,access,people,documents,ledger,door,oversight,web,areas,county}/**/*.ts'],
  ignores: ['**/*.test.ts'],
  rules: {
    'no-restricted-globals': [
      'error',
      { name: 'Date', message: 'The clock is in the context; dates are civil dates (src/calendar).' },
    ],
  },
}

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', '.righthelp/', 'src/web/assets/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './src/areas/returns/browser/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // There are no enums (erasableSyntaxOnly), and hardly a class: these two take a third of all lint to find nothing.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['**/*.test.ts'], rules: { '@typescript-eslint/no-floating-promises': 'off', 'max-lines': 'off' } },
  { files: ['**/*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  {
    // Its authors mark it so that it stands out. It is for a provider on this machine alone; the settings take no other.
    files: ['src/access/openid.ts'],
    rules: {
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', name: 'allowInsecureRequests', package: 'openid-client' }] },
      ],
    },
  },
  ...floors.filter(room => room !== 'areas').flatMap(fences),
  areaFence,
  oneClock,
)
