import { join } from 'node:path'
import { ESLint } from 'eslint'
import ts from 'typescript'

const root = join(import.meta.dirname, '..')
const projects = ['tsconfig.json', 'src/areas/returns/browser/tsconfig.json']

const host: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: name => name,
  getCurrentDirectory: () => root,
  getNewLine: () => '\n',
}

const programOf = (project: string): ts.Program => {
  const { config, error } = ts.readConfigFile(join(root, project), path => ts.sys.readFile(path)) as {
    readonly config: unknown
    readonly error?: ts.Diagnostic
  }
  if (error !== undefined) throw new Error(ts.formatDiagnostic(error, host))
  const { fileNames, options, errors } = ts.parseJsonConfigFileContent(config, ts.sys, join(root, project, '..'))
  if (errors.length > 0) throw new Error(ts.formatDiagnostics(errors, host))
  return ts.createProgram(fileNames, { ...options, noEmit: true })
}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`

const report = (title: string, began: number, problems: string): void => {
  process.stdout.write(
    `righthelp: ${problems === '' ? 'passed' : 'FAILED'}: ${title} (${seconds(began)})\n${problems === '' ? '' : `${problems}\n`}`,
  )
  if (problems !== '') process.exitCode = 1
}

// Lint asks for the types of every expression: it is given the programs whose types have just been worked out.
const typesBegan = performance.now()
const programs = projects.map(programOf)
const diagnostics = programs.flatMap(program => ts.getPreEmitDiagnostics(program))
report('types', typesBegan, ts.formatDiagnostics(diagnostics, host))

const lintBegan = performance.now()
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [{ files: ['**/*.ts', '**/*.mts'], languageOptions: { parserOptions: { programs, project: null } } }],
})
const results = (await eslint.lintFiles(['.'])).filter(({ messages }) => messages.length > 0)
const formatter = await eslint.loadFormatter('stylish')
report('lint, and the floors of the house', lintBegan, await formatter.format(results))
