import { type Run } from '../run.ts'
import { mountSmallDisk } from './small-disk.ts'

/** Puts the data of the service on a small disk. */
export async function ownDisk(run: Run): Promise<void> {
  run.disk = await mountSmallDisk(run.env.dataDir)
}
