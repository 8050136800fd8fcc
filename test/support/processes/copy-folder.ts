import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Copies a folder into an existing one, with modes and, for root, owners. */
export async function copyFolder(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', `${from}/.`, to])
}
