import { paths } from '../paths.ts'

/** The two halves of the area, as the navigation beneath its heading. */
export const tabs = (current: 'check' | 'rules') => [
  { text: 'Check a return', href: paths.check(), active: current === 'check' },
  { text: 'The rules', href: paths.rules(), active: current === 'rules' },
]
