import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { leftBehind, stopPostmaster } from '../../src/postgres/embedded/postmaster.ts'
import { type Run } from './run.ts'

/** Ends the processes of the run, by id; keeps the folder if the run failed. */
export async function endRun(
  { service, other, postgres, clickhouse, shards, webhook, disk, folder, history }: Run,
  isKept: boolean,
): Promise<void> {
  await service?.kill('node')
  await other?.kill('node')
  const postmaster = await leftBehind(join(folder, 'data', 'postgres'))
  if (postmaster) await stopPostmaster(postmaster)
  await postgres?.network.close()
  await postgres?.cluster.stop('orderly')
  await clickhouse?.close()
  await Promise.all((shards ?? []).map(shard => shard.kill()))
  await webhook?.close()
  await disk?.unmount()
  await history.close()
  if (!isKept) await rm(folder, { recursive: true, force: true })
}
