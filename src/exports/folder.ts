import { mkdir, open, rename } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** The folder of the files of exports. Processes that share their databases share it too. */
export const folderOf = ({ dataDir }: { dataDir: string }): string => join(resolve(dataDir), 'exports')

/** The name of the file that an attempt writes. No other attempt has the same lease. */
export const fileOf = (id: string, lease: string) => `${id}.${lease}`

/** The name of a file that is not whole yet. */
export const partOf = (file: string) => `${file}.part`

/** The export and the attempt that a file belongs to, whole or not; undefined for other files. */
export function ownerOf(name: string): { id: string; lease: string } | undefined {
  const [, id, lease] = /^([\w-]{22})\.([\da-f-]{36})(\.part(\.parquet)?)?$/.exec(name) ?? []
  return id && lease ? { id, lease } : undefined
}

export const makeFolder = (folder: string) => mkdir(folder, { recursive: true, mode: 0o700 })

/** Gives a file on the disk its name as a whole one. After a crash the folder has the file under one of the two names. */
export async function publish(folder: string, file: string): Promise<void> {
  await rename(join(folder, partOf(file)), join(folder, file))
  const directory = await open(folder)
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}
