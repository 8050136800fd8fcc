import { statfs } from 'node:fs/promises'

/** Two segments of PostgreSQL's write-ahead log. With less free space the next write may end the server. */
const leastMegabytes = 32

/** Whether the file system of the folder has enough free space for the engines to write. */
export async function hasRoom(folder: string): Promise<boolean> {
  const { blocks, bavail, bsize, files, ffree } = await statfs(folder)
  // Some file systems report 0 blocks or 0 files because they do not count them.
  return (blocks === 0 || bavail * bsize >= leastMegabytes * 2 ** 20) && (files === 0 || ffree > 0)
}

/** The message for a folder without that space. */
export const noRoomIn = (folder: string) =>
  `The disk of ${folder} is full: delete files or enlarge it, at least ${leastMegabytes} MB have to be free`
