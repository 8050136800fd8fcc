import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/**
 * Writes bytes to a temporary file, passes the file to a reader, and deletes the file afterwards. The folder has no
 * other files, so that `emptySpool` can delete the files of a killed process.
 */
export async function spooled<Result>(
  folder: string,
  bytes: Readable,
  read: (path: string, size: number) => Promise<Result>,
): Promise<Result> {
  const path = join(folder, randomUUID())
  try {
    const file = createWriteStream(path, { mode: 0o600 })
    await pipeline(bytes, file)
    return await read(path, file.bytesWritten)
  } finally {
    await rm(path, { force: true })
  }
}

export async function emptySpool(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
}
