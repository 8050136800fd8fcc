import { execFile } from 'node:child_process'
import { mkdir, open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { CannotRun } from '../cannot-run.ts'

/** A file system of bounded size, under the data of the service. */
export interface SmallDisk {
  /** Fills the file system with one file until this many megabytes are free. */
  fillUpTo(freeMb: number): Promise<void>
  /** Deletes that file. */
  makeRoom(): Promise<void>
  freeMb(): Promise<number>
  unmount(): Promise<void>
}

const sizeMb = 768
const megabyte = 2 ** 20
const zeros = Buffer.alloc(megabyte)

/**
 * Mounts a file system in memory on the folder.
 * @throws CannotRun if this is not allowed: Linux lets root do it, and containers often do not
 */
export async function mountSmallDisk(folder: string): Promise<SmallDisk> {
  await mkdir(folder, { mode: 0o700 })
  await promisify(execFile)('mount', [
    '-t',
    'tmpfs',
    '-o',
    `size=${sizeMb}m,mode=700`,
    'tmpfs',
    folder,
  ]).catch(() => {
    throw new CannotRun('A file system of bounded size cannot be mounted here: run this as root on Linux.')
  })
  const ballast = join(folder, 'ballast')
  const freeMb = async () => {
    const { bavail, bsize } = await statfs(folder)
    return (bavail * bsize) / megabyte
  }
  return {
    freeMb,
    fillUpTo: async rest => {
      const file = await open(ballast, 'a')
      try {
        while ((await freeMb()) > rest) await file.write(zeros, 0, bytesToWrite((await freeMb()) - rest))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      } finally {
        await file.close()
      }
    },
    makeRoom: () => rm(ballast),
    unmount: async () => {
      await promisify(execFile)('umount', [folder])
    },
  }
}

const bytesToWrite = (leftMb: number) => Math.min(megabyte, Math.max(4_096, Math.floor(leftMb * megabyte)))
