import 'reflect-metadata'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pino from 'pino'
import { createApp } from '../../src/app.ts'
import { signToken } from '../../src/auth/tokens/sign-token.ts'
import { type TokenRole } from '../../src/auth/viewer.ts'
import { run } from '../../src/cli/run.ts'
import { readEnv } from '../../src/env.ts'
import { withoutRates } from '../support/without-rates.ts'
import { azure } from './azure.ts'
import { type Check } from './check.ts'
import { contributions } from './contributions.ts'
import { type Service } from './service.ts'

const help = `Imports real files into a service of its own and compares its answers with a plain loop over the same files.

  npm run test:real -- FOLDER

FOLDER holds contributions.ndjson.gz and azure-llm-{conv,code}-2023.csv.
`

const files = ['contributions.ndjson.gz', 'azure-llm-conv-2023.csv', 'azure-llm-code-2023.csv']

await run(help, async () => {
  const [folder, ...more] = parseArgs({ allowPositionals: true }).positionals
  if (!folder || more.length) throw new Error('Say which folder holds the files: npm run test:real -- FOLDER')
  const missing = files.filter(file => !existsSync(join(folder, file)))
  if (missing.length) throw new Error(`${folder} lacks ${missing.join(', ')}`)
  const checks = await checked(folder)
  for (const { name, isEqual } of checks) process.stdout.write(`${isEqual ? 'ok   ' : 'WRONG'} ${name}\n`)
  const failed = checks.filter(({ isEqual }) => !isEqual)
  for (const { name, expected, actual } of failed)
    process.stdout.write(
      `\n${name}\n  expected ${JSON.stringify(expected)}\n  actual   ${JSON.stringify(actual)}\n`,
    )
  process.stdout.write(`\n${checks.length - failed.length} passed, ${failed.length} failed\n`)
  process.exitCode = failed.length ? 1 : 0
})

async function checked(folder: string): Promise<Check[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'convograph-real-'))
  const env = readEnv({ PORT: '0', DATA_DIR: dataDir, ...withoutRates })
  const app = await createApp(env, () => undefined, pino({ level: 'error' }))
  try {
    const url = `${await app.listen()}/graphql`
    const project = (name: string): Service => {
      const token = (role: TokenRole) =>
        signToken(env, { roles: [role], subject: 'real', project: name, expiresInSeconds: 3_600 })
      return { url, admin: token('admin'), service: token('service') }
    }
    return [
      ...(await contributions(folder, project('contributions'))),
      ...(await azure(folder, project('azure'))),
    ]
  } finally {
    await app.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}
