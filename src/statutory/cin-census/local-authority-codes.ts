/**
 * The three digits by which the Department for Education knows a local authority in England or Wales, or one of the
 * numbers that stand in for an authority in a unique pupil number: codes since April 1999 and those of later
 * reorganisations, up to 2023. Each pair is a first and a last code.
 */
const ranges: readonly (readonly [number, number])[] = [
  [1, 5],
  [201, 213],
  [301, 320],
  [330, 336],
  [340, 344],
  [350, 359],
  [370, 373],
  [380, 384],
  [390, 394],
  [420, 420],
  [660, 681],
  [701, 708],
  [800, 803],
  [805, 808],
  [810, 813],
  [815, 816],
  [820, 823],
  [825, 826],
  [830, 831],
  [835, 841],
  [845, 846],
  [850, 852],
  [855, 857],
  [860, 861],
  [865, 896],
  [908, 909],
  [916, 916],
  [919, 919],
  [921, 921],
  [925, 926],
  [928, 929],
  [931, 931],
  [933, 933],
  [935, 938],
  [940, 943],
]

/** Every code that may stand at characters 2 to 4 of a unique pupil number. */
export const localAuthorityCodes: ReadonlySet<string> = new Set(
  ranges.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => String(first + index).padStart(3, '0')),
  ),
)
