import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { SingleBar } from 'cli-progress'
import { readCursor } from '../projection/cursor.ts'
import { rebuildProjection } from '../projection/rebuild.ts'
import { run } from './run.ts'
import { withProjection } from './with-projection.ts'

const help = `Deletes the tables in ClickHouse and fills them again from the log in PostgreSQL.

  npm run projection:rebuild

Stop the service first. With database servers, it is enough that no process projects.
`

run(help, () => {
  parseArgs({})
  return withProjection(async ({ copying, database }) => {
    const { rows } = await database.pool.query('select count(*)::integer as events from events')
    const bar = new SingleBar({ format: 'Rebuilding [{bar}] {value}/{total} events | {eta_formatted} left' })
    bar.start(rows[0].events, 0)
    await rebuildProjection(copying, events => bar.update(events))
    bar.stop()
    const { events } = await readCursor(copying.client)
    process.stdout.write(`ClickHouse holds ${events} of ${rows[0].events} events.\n`)
  })
})
