import { readFile } from 'node:fs/promises'

/** The memory of a process in megabytes. Works only on Linux; elsewhere 0. */
export async function megabytesOf(pid: number): Promise<number> {
  if (process.platform !== 'linux') return 0
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1_024)
}
