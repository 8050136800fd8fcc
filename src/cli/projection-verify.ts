import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { type Stores } from '../engines/stores.ts'
import { damagedPart } from '../projection/check-tables.ts'
import { correctCosts } from '../projection/corrections/correct-costs.ts'
import { readCursor } from '../projection/cursor.ts'
import { repeatInterruptedBatch } from '../projection/prepare.ts'
import { catchUp } from '../projection/rebuild.ts'
import { removeNext } from '../projection/remove/remove-next.ts'
import { restateNext } from '../projection/restate/restate-next.ts'
import { reasonToRebuild } from '../projection/store.ts'
import { type Verdict, verifyProjection } from '../projection/verify/verify-projection.ts'
import { progressLine } from './progress-line.ts'
import { run } from './run.ts'
import { withProjection } from './with-projection.ts'

const help = `Compares ClickHouse with PostgreSQL, day by day: every column of the events, users with their traits, first
activities, snapshots. Damaged files are found as well.

  npm run projection:verify

The exit code is 0 if the two are equal. Otherwise it is 1, and the days that differ are listed with their columns.
Stop the service first. With database servers, it is enough that no process projects.
`

run(help, () => {
  parseArgs({})
  return withProjection(async stores => {
    const { client, clickhouse } = stores.copying
    const progress = progressLine()
    await requireSound(stores, progress.show)
    await clickhouse.createTables()
    await repeatInterruptedBatch(client, clickhouse)
    await catchUp(stores.copying)
    while (await correctCosts(client, clickhouse));
    while (await restateNext(client, clickhouse));
    while (await removeNext(client, clickhouse));
    const verdict = await verifyProjection(client, clickhouse, progress.show)
    progress.done()
    print(verdict)
  })
})

const repair = 'npm run projection:rebuild or the next start fills it again'

/** @throws Error when a comparison is pointless: ClickHouse has another store or another version, or is damaged */
async function requireSound({ database, clickhouse }: Stores, show: (step: string) => void): Promise<void> {
  const reason = await reasonToRebuild(clickhouse, await readCursor(database.pool))
  if (reason) throw new Error(`ClickHouse cannot be compared. ${reason}; ${repair}.`)
  show('Reading all files of ClickHouse')
  const damaged = await damagedPart(clickhouse)
  if (damaged)
    throw new Error(`The table ${damaged.table} in ClickHouse is damaged (part ${damaged.part}); ${repair}.`)
}

function print({ days, events, waiting, differences, users }: Verdict): void {
  for (const { day, parts } of differences) process.stdout.write(`${day}: ${parts.join(', ')}\n`)
  if (differences.length)
    throw new Error(
      `ClickHouse differs from PostgreSQL on ${differences.length} of ${days} days; npm run projection:rebuild repairs them.`,
    )
  if (waiting)
    throw new Error(
      `${waiting} events of the log cannot be projected: was the log restored from another cluster? See docs/operations.md.`,
    )
  if (users.log !== users.columns)
    throw new Error(
      `${users.log} users in PostgreSQL, ${users.columns} in ClickHouse; npm run projection:rebuild repairs them.`,
    )
  process.stdout.write(
    `Both engines hold the same ${events} events on ${days} days, and ${users.log} users.\n`,
  )
}
