import { readFile } from 'node:fs/promises'

/** What a process holds, in MB; undefined where nothing tells, which is everywhere but on Linux. */
export async function residentMemory(pid: number | undefined): Promise<number | undefined> {
  if (pid === undefined || process.platform !== 'linux') return undefined
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)![1]) / 1_024
}
