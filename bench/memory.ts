import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Figure, megabytes } from './figure.ts'

const mostBytes = 1.5e9

/**
 * What the server's process holds at the end and held at most, and apart from it what its PostgreSQL holds, pages
 * that several of its processes share counted once. Only Linux tells.
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

/** The most that a process held since it started or `forgetPeak` was called, in bytes; undefined where nothing tells. */
export async function peakOf(pid: number): Promise<number | undefined> {
  if (process.platform !== 'linux') return undefined
  return kilobytes(await readFile(`/proc/${pid}/status`, 'utf8'), 'VmHWM')
}

/** Lets the peak of a process begin with what it holds now. */
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

/** Processes come and go: one that went has no parent and no size. */
async function parentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^PPid:\s+(\d+)/m.exec(status)?.[1])
}

async function proportionalSize(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return kilobytes(rollup, 'Pss') || 0
}
