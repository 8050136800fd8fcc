import 'reflect-metadata'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { run } from '../../src/cli/run.ts'

const help = `Imports real files into a service of its own and compares its answers with a plain loop over the same files.

  npm run test:real -- FOLDER [--servers 1]

--servers gives the service so many ClickHouse servers, several as a cluster, instead of the embedded ClickHouse. FOLDER holds contributions.ndjson.gz and azure-llm-{conv,code}-2023.csv.
`

const files = ['contributions.ndjson.gz', 'azure-llm-conv-2023.csv', 'azure-llm-code-2023.csv']

await run(help, async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { servers: { type: 'string', default: '0' } },
  })
  const [folder, ...more] = positionals
  if (!/^[0-9]$/.test(values.servers)) throw new Error('--servers has to be a number from 0 to 9')
  if (!folder || more.length) throw new Error('Say which folder holds the files: npm run test:real -- FOLDER')
  const missing = files.filter(file => !existsSync(join(folder, file)))
  if (missing.length) throw new Error(`${folder} lacks ${missing.join(', ')}`)
  // Loads the service, which takes longer than refusing wrong arguments.
  const { checked } = await import('./checks.ts')
  const checks = await checked(folder, Number(values.servers))
  for (const { name, isEqual } of checks) process.stdout.write(`${isEqual ? 'ok   ' : 'WRONG'} ${name}\n`)
  const failed = checks.filter(({ isEqual }) => !isEqual)
  for (const { name, expected, actual } of failed)
    process.stdout.write(
      `\n${name}\n  expected ${JSON.stringify(expected)}\n  actual   ${JSON.stringify(actual)}\n`,
    )
  process.stdout.write(`\n${checks.length - failed.length} passed, ${failed.length} failed\n`)
  process.exitCode = failed.length ? 1 : 0
})
