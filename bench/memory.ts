import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Figure, megabytes } from './figure.ts'

const mostBytes = 1.5e9

/**
 * The memory of the server's process, at the end and at its peak, and separately that of its PostgreSQL, with pages
 * shared by several of its processes counted once. Works only on Linux.
 */
export async function memory(serverPid: number, dataDir: string): Promise<Figure[]> {
  if (process.platform !== 'linux')
    return [{ name: '(f) resident memory', convograph: 'only measured on Linux' }]
  const status = await readFile(`/proc/${serverPid}/status`, 'utf8')
  const peak = kilobytes(status, 'VmHWM')
  const postgres = await Promise.all((await postgresPids(dataDir)).map(proportionalSize))
  return [
    {
      name: '(f) resident memory of the server with ClickHouse inside',
      convograph: `peak ${megabytes(peak)}, at the end ${megabytes(kilobytes(status, 'VmRSS'))}`,
      target: `peak ≤ ${megabytes(mostBytes)}`,
      isMet: peak <= mostBytes,
    },
    {
      name: `(f) resident memory of its PostgreSQL, ${postgres.length} processes`,
      convograph: megabytes(postgres.reduce((sum, bytes) => sum + bytes, 0)),
    },
  ]
}

/** The peak memory of a process since its start or since `forgetPeak`, in bytes; undefined on other systems. */
export async function peakOf(pid: number): Promise<number | undefined> {
  if (process.platform !== 'linux') return undefined
  return kilobytes(await readFile(`/proc/${pid}/status`, 'utf8'), 'VmHWM')
}

/** The memory of a process at the moment, in bytes. @throws Error on other systems than Linux */
export async function residentOf(pid: number): Promise<number> {
  return kilobytes(await readFile(`/proc/${pid}/status`, 'utf8'), 'VmRSS')
}

/** Resets the peak of a process to its present memory. */
export async function forgetPeak(pid: number): Promise<void> {
  if (process.platform === 'linux') await writeFile(`/proc/${pid}/clear_refs`, '5')
}

function kilobytes(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]) * 1_024
}

async function postgresPids(dataDir: string): Promise<number[]> {
  const first = Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger)
  const parents = await Promise.all(pids.map(parentOf))
  return [first, ...pids.filter((_, i) => parents[i] === first)]
}

/** Processes start and end: one that has ended has no parent and no size. */
async function parentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^PPid:\s+(\d+)/m.exec(status)?.[1])
}

async function proportionalSize(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return kilobytes(rollup, 'Pss') || 0
}
