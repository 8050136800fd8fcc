import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const command = new URL('../../src/cli/import.js', import.meta.url).pathname

/** Runs the import command as a user would; gives the counts that its summary prints. */
export async function importFile(
  arguments_: string[],
): Promise<{ accepted: number; duplicates: number; rejected: number }> {
  const { stdout } = await promisify(execFile)(process.execPath, [command, ...arguments_], {
    timeout: 300_000,
  })
  const count = (word: string) =>
    Number(new RegExp(`([\\d,]+) ${word}`).exec(stdout)?.[1]?.replaceAll(',', ''))
  return { accepted: count('accepted'), duplicates: count('duplicates'), rejected: count('rejected') }
}
