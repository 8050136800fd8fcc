import { statfs } from 'node:fs/promises'

/** Two segments of PostgreSQL's write-ahead log. With less, the next write may end the server. */
const leastBytes = 32 * 2 ** 20

/** Whether the file system of the folder has enough free space for the engines to write. */
export async function hasRoom(folder: string): Promise<boolean> {
  const { blocks, bavail, bsize, files, ffree } = await statfs(folder)
  // Some file systems count neither blocks nor files and say 0 of each.
  return (blocks === 0 || bavail * bsize >= leastBytes) && (files === 0 || ffree > 0)
}
