import { readFileSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { fileURLToPath } from 'node:url'

/** A module of a package as a browser gets it; `imports` are the modules that it needs, as it names them. */
export interface PackageModule {
  readonly source: string
  readonly imports: readonly string[]
}

/** The packages that pages may load: where each has what a browser runs, and in which form. */
const packages: Readonly<Record<string, { readonly at: string; readonly form: 'commonjs' | 'module' }>> = {
  saxes: { at: 'saxes', form: 'commonjs' },
  papaparse: { at: 'papaparse', form: 'commonjs' },
  fflate: { at: 'fflate/browser', form: 'module' },
}

const load = createRequire(import.meta.url)
const required = /\brequire\(\s*["']([^"']+)["']\s*\)/g
const asName = /^[A-Za-z_$][\w$]*$/

/** A CommonJS module as an ES module of the same names; what it takes of Node itself is not there. */
const wrapped = (specifier: string, source: string): PackageModule => {
  const imports = [...new Set([...source.matchAll(required)].map(([, name = '']) => name))].filter(
    name => !isBuiltin(name),
  )
  const exported: unknown = load(specifier)
  const names = Object.keys(exported as object).filter(name => asName.test(name) && name !== 'default')
  const lines = [
    ...imports.map((name, index) => `import needed${index} from ${JSON.stringify(name)}`),
    `const needed = { ${imports.map((name, index) => `${JSON.stringify(name)}: needed${index}`).join(', ')} }`,
    'const require = name => needed[name]',
    'const module = { exports: {} }',
    ';(function (exports, require, module) {',
    source,
    '}).call(module.exports, module.exports, require, module)',
    'export default module.exports',
    `export const { ${names.join(', ')} } = module.exports`,
  ]
  return { source: lines.join('\n'), imports }
}

const addAll = (specifier: string, into: Map<string, PackageModule>): void => {
  if (into.has(specifier)) return
  const known = packages[specifier] ?? { at: specifier, form: 'commonjs' }
  const file = known.form === 'module' ? fileURLToPath(import.meta.resolve(known.at)) : load.resolve(known.at)
  const source = readFileSync(file, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n')
  const module = known.form === 'module' ? { source, imports: [] } : wrapped(specifier, source)
  into.set(specifier, module)
  for (const name of module.imports) addAll(name, into)
}

/** Every module of the packages that pages may load, by the name that an import gives it. */
export const packageModules = (): ReadonlyMap<string, PackageModule> => {
  const modules = new Map<string, PackageModule>()
  for (const name of Object.keys(packages)) addAll(name, modules)
  return modules
}
