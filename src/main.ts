import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { run } from './cli/run.ts'
import { serve } from './cli/serve.ts'
import { welcome } from './cli/welcome.ts'
import { readEnv } from './env.ts'

const help = `Starts the service, with an embedded PostgreSQL unless DATABASE_URL is set, and an embedded ClickHouse unless
CLICKHOUSE_URL is set.

  npm start

Ctrl-C or SIGTERM stops the service. Settings come from the environment or the file .env; README.md lists them.
`

await run(help, async () => {
  parseArgs({})
  await serve(readEnv, ({ env, address }) => {
    process.stdout.write(welcome(env, address))
  })
})
