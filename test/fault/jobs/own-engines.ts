import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readEnv } from '../../../src/env.ts'
import { startWebhookReceiver } from '../../support/delivery/webhook-receiver.ts'
import { startClickHouseOverHttp } from '../../support/processes/clickhouse-over-http.ts'
import { CannotRun } from '../cannot-run.ts'
import { mountSmallDisk } from '../disk/small-disk.ts'
import { ownPostgres } from '../postgres/own-postgres.ts'
import { type Run } from '../run.ts'

/** Gives the run both databases, which two services share, and a small disk for the files of exports, where that is allowed. */
export async function ownEngines(run: Run): Promise<void> {
  run.environment.RATE_EXPORT = '0'
  run.environment.WEBHOOK_ALLOW_PRIVATE = '127.0.0.1'
  run.webhook = await startWebhookReceiver()
  await mkdir(run.env.dataDir, { mode: 0o700 })
  run.disk = await mountSmallDisk(join(run.env.dataDir, 'exports')).catch(error => {
    if (!(error instanceof CannotRun)) throw error
    run.say('no file system can be mounted here, so no disk is filled')
    return undefined
  })
  const folder = join(run.folder, 'columns')
  await mkdir(folder)
  run.clickhouse = await startClickHouseOverHttp(folder)
  run.environment.CLICKHOUSE_URL = run.clickhouse.url
  await ownPostgres(run)
  run.env = readEnv(run.environment)
}
