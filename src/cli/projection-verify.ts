import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { type Stores } from '../engines/stores.ts'
import { damagedPart } from '../projection/check-tables.ts'
import { correctCosts } from '../projection/correct-costs.ts'
import { readCursor } from '../projection/cursor.ts'
import { repeatInterruptedBatch } from '../projection/prepare.ts'
import { catchUp } from '../projection/rebuild.ts'
import { reasonToRebuild, storeHeld } from '../projection/store.ts'
import { type Verdict, verifyProjection } from '../projection/verify/verify-projection.ts'
import { progressLine } from './progress-line.ts'
import { run } from './run.ts'
import { withProjection } from './with-projection.ts'

const help = `Compares everything that ClickHouse was given with PostgreSQL, for each day: every column of the events, users with
their traits, first activities, snapshots. Files that are damaged are found as well.

  npm run projection:verify

Exit code 0 when they hold the same, 1 with the days that differ, and in what, otherwise.
With embedded engines the service must be stopped first.
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
    const verdict = await verifyProjection(client, clickhouse, progress.show)
    progress.done()
    say(verdict)
  })
})

const repair = 'npm run projection:rebuild fills it anew, and so does the next start'

/** @throws Error when the columns need not be compared: they are of another store or version, or cannot be read */
async function requireSound({ database, clickhouse }: Stores, show: (what: string) => void): Promise<void> {
  const reason = reasonToRebuild(await storeHeld(clickhouse), await readCursor(database.pool))
  if (reason) throw new Error(`ClickHouse cannot be compared. ${reason}; ${repair}.`)
  show('Reading all files of ClickHouse')
  const damaged = await damagedPart(clickhouse)
  if (damaged)
    throw new Error(`The table ${damaged.table} in ClickHouse is damaged (part ${damaged.part}); ${repair}.`)
}

function say({ days, events, waiting, differences, users }: Verdict): void {
  for (const { day, parts } of differences) process.stdout.write(`${day}: ${parts.join(', ')}\n`)
  if (differences.length)
    throw new Error(
      `ClickHouse differs from PostgreSQL on ${differences.length} of ${days} days; npm run projection:rebuild repairs them.`,
    )
  if (waiting)
    throw new Error(
      `${waiting} events of the log cannot be projected: was it restored from another cluster? See docs/operations.md.`,
    )
  if (users.log !== users.columns)
    throw new Error(
      `${users.log} users in PostgreSQL, ${users.columns} in ClickHouse; npm run projection:rebuild repairs them.`,
    )
  process.stdout.write(
    `Both engines hold the same ${events} events on ${days} days, and ${users.log} users.\n`,
  )
}
