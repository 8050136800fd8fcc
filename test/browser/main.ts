import 'reflect-metadata'
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { run } from '../../src/cli/run.ts'

const help = `Tracks events with the SDK, in Chromium and in Node.js, through a proxy that fails at random, and compares what is stored.

  npm run test:browser -- [--browser /usr/bin/chromium] [--seed 42]

  --browser  Chromium or Chrome. Default: the one of the system; without any, only Node.js is tested
  --seed     of the failures. Default: 42
`

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

await run(help, async () => {
  const { values } = parseArgs({
    options: { browser: { type: 'string' }, seed: { type: 'string', default: '42' } },
  })
  const seed = Number(values.seed)
  if (!Number.isInteger(seed)) throw new Error('--seed is a whole number')
  if (values.browser && !existsSync(values.browser)) throw new Error('--browser is the path of a program')
  const browser = values.browser ?? installed.find(path => existsSync(path))
  // Loads the service, which takes longer than refusing wrong arguments.
  const { proof } = await import('./proof.ts')
  const checks = await proof(seed, browser)
  for (const { name, isRight } of checks) process.stdout.write(`${isRight ? 'ok   ' : 'WRONG'} ${name}\n`)
  process.exitCode = checks.every(({ isRight }) => isRight) ? 0 : 1
})
