import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { build } from 'esbuild'
import { type Service, startService } from './service.ts'

// Generates each client's code from `schema.graphql`, checks all types and rules, and asks a running service.

process.chdir(import.meta.dirname)

const schema = '../schema.graphql'
const scalarOptions = [
  'DateTime:string',
  'Date:string',
  'Decimal:string',
  'SafeInt:number',
  'Quantity:number',
].flatMap(scalar => ['--scalar', scalar])

/** The commands before the service is asked, in this order. */
const commands: Record<string, string[]> = {
  'codegen: generate': ['graphql-codegen', '--config', 'codegen/codegen.ts'],
  'gql.tada: generate': ['gql.tada', 'generate-output', '--tsconfig', 'tada/tsconfig.json'],
  'genql: generate': ['genql', '--schema', schema, '--output', 'genql/generated', ...scalarOptions],
  'relay: compile': ['relay-compiler', 'relay/relay.config.json'],
  'typescript: check all clients': ['tsc', '--project', '.'],
  'graphql-eslint: schema and documents': [
    'eslint',
    '--config',
    'lint/eslint.config.js',
    'documents',
    'generated',
  ],
  'graphql-inspector: documents and changes': ['node', 'lint/inspect.ts'],
}

const clients = ['apollo', 'urql', 'graphql-request', 'tada', 'genql', 'relay']

mkdirSync('generated', { recursive: true })
// ESLint reads only files below this folder.
copyFileSync(schema, 'generated/schema.graphql')
rmSync('relay/__generated__', { recursive: true, force: true })
mkdirSync('relay/__generated__')
for (const [step, command] of Object.entries(commands)) await reported(step, () => run(command))
await using service = await startService()
for (const client of clients) await reported(`${client}: ask`, () => ask(client, service))
console.log(`${Object.keys(commands).length + clients.length} passed, 0 failed`)

async function reported(step: string, work: () => unknown): Promise<void> {
  const begun = performance.now()
  await work()
  console.log(`✓ ${step} (${((performance.now() - begun) / 1_000).toFixed(1)} s)`)
}

/** @throws Error with the output of a command that fails */
function run([command, ...options]: string[]): void {
  const path = `${process.cwd()}/node_modules/.bin:${process.env.PATH}`
  const { status, stdout, stderr } = spawnSync(command!, options, {
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
  })
  if (status !== 0) throw new Error(`${command} ended with ${status}:\n${stdout}\n${stderr}`)
}

/** Asks with a bundle, as the generated code of some clients needs one. */
async function ask(client: string, service: Service): Promise<void> {
  const outfile = `generated/${client}.mjs`
  await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: [`${client}/main.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // CommonJS packages inside the bundle load Node's modules.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)",
    },
    logLevel: 'error',
  })
  const { ask } = (await import(`./${outfile}`)) as { ask(service: Service): Promise<void> }
  await ask(service)
}
