import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { repeatCutBatch } from '../projection/prepare.ts'
import { catchUp } from '../projection/rebuild.ts'
import { verifyProjection } from '../projection/verify.ts'
import { run } from './run.ts'
import { withProjection } from './with-projection.ts'

const help = `Compares PostgreSQL and ClickHouse day by day: counts, and a checksum of the facts.

  npm run projection:verify

Exit code 0 when they hold the same facts, 1 with the days that differ otherwise.
With embedded engines the service must be stopped first.
`

run(help, () => {
  parseArgs({})
  return withProjection(async ({ client, clickhouse }, env) => {
    await clickhouse.createTables()
    await repeatCutBatch(client, clickhouse)
    await catchUp(client, clickhouse, env.projection.batchFacts)
    const { days, facts, waiting, differences, users } = await verifyProjection(client, clickhouse)
    for (const { day, log, columns } of differences)
      process.stdout.write(`${day}: ${log} facts in PostgreSQL, ${columns} in ClickHouse\n`)
    if (differences.length)
      throw new Error(
        `${differences.length} of ${days} days differ; npm run projection:rebuild repairs them.`,
      )
    if (waiting)
      throw new Error(
        `${waiting} facts of the log cannot be projected: was it restored from another cluster? See docs/operations.md.`,
      )
    if (users.log !== users.columns)
      throw new Error(
        `${users.log} users in PostgreSQL, ${users.columns} in ClickHouse; npm run projection:rebuild repairs them.`,
      )
    process.stdout.write(
      `Both engines hold the same ${facts} facts on ${days} days, and ${users.log} users.\n`,
    )
  })
})
