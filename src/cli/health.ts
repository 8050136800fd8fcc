import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { readEnv } from '../env.ts'
import { localAddress } from '../http/local-address.ts'
import { messageOf } from './message-of.ts'
import { run } from './run.ts'

const help = `Asks the running service whether it is ready, and prints its answer. The exit code is 1 if it is not ready or does not
answer, so that a container's health check can run this command.

  npm run health

HOST and PORT say where the service listens.
`

/** The health check of an image ends an attempt after 5 s; a start of this program takes less than one. */
const mostMs = 4_000

await run(help, async () => {
  parseArgs({})
  const url = `${localAddress(readEnv())}/health/ready`
  const answer = await fetch(url, { signal: AbortSignal.timeout(mostMs) }).catch(error => {
    throw new Error(`No service answers at ${url}: ${messageOf(error.cause ?? error)}`)
  })
  process.stdout.write(`${await answer.text()}\n`)
  if (!answer.ok) process.exitCode = 1
})
