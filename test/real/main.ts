import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { createApp } from '../../src/app.ts'
import { signToken } from '../../src/auth/sign-token.ts'
import { type TokenRole } from '../../src/auth/viewer.ts'
import { readEnv } from '../../src/env.ts'
import { azure } from './azure.ts'
import { contributions } from './contributions.ts'
import { type Service } from './service.ts'

/**
 * `npm run test:real -- FOLDER`: imports the real files of the folder through a running service and compares
 * what it answers with what a plain loop over the same files finds.
 */
const [folder] = process.argv.slice(2)
if (!folder) throw new Error('Say which folder holds the files: npm run test:real -- FOLDER')

const dataDir = await mkdtemp(join(tmpdir(), 'convograph-real-'))
// Files come faster than a service may send.
const env = readEnv({ PORT: '0', DATA_DIR: dataDir, RATE_TRACK: '0', RATE_BATCH: '0', RATE_QUERY: '0' })
const app = await createApp(env, () => undefined, pino({ level: 'error' }))
try {
  const url = `${await app.listen()}/graphql`
  const project = (name: string): Service => {
    const token = (role: TokenRole) =>
      signToken(env, { roles: [role], subject: 'real', project: name, expiresInSeconds: 3_600 })
    return { url, admin: token('admin'), service: token('service') }
  }
  const checks = [
    ...(await contributions(folder, project('contributions'))),
    ...(await azure(folder, project('azure'))),
  ]
  for (const { name, isEqual } of checks) process.stdout.write(`${isEqual ? 'ok   ' : 'WRONG'} ${name}\n`)
  const failed = checks.filter(({ isEqual }) => !isEqual)
  for (const { name, expected, actual } of failed)
    process.stdout.write(
      `\n${name}\n  expected ${JSON.stringify(expected)}\n  actual   ${JSON.stringify(actual)}\n`,
    )
  process.stdout.write(`\n${checks.length - failed.length} passed, ${failed.length} failed\n`)
  process.exitCode = failed.length ? 1 : 0
} finally {
  await app.close()
  await rm(dataDir, { recursive: true, force: true })
}
