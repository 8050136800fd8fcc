import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { type Cluster } from '../../src/postgres/embedded/cluster.ts'
import { isRunning } from '../../src/postgres/embedded/postmaster.ts'
import { Supervisor } from '../../src/postgres/embedded/supervisor.ts'

const silent = pino({ enabled: false })

test('a stop waits only briefly for Node to report the end of the server', async () => {
  const unreported = { pid: 2 ** 30, port: 1, ended: new Promise<never>(() => undefined), logBegan: 0 }
  const supervisor = new Supervisor({ credentials: {} } as Cluster, unreported)
  const reasons: Error[] = []
  supervisor.supervise(silent, reason => void reasons.push(reason))
  await supervisor.stop()
  expect(reasons).toEqual([])
})

test('a stop at the beginning of a restart waits for the server that the restart still spawns', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'convograph-supervisor-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const pidFile = join(folder, 'spawned.pid')
  // Like a server that is busy with its start, it takes longer to stop than the stop waits for Node's report.
  const slow = `#!/bin/sh\ntrap '' INT\necho $$ > ${pidFile}\nsleep 2\n`
  const programs = { postgres: join(folder, 'postgres') }
  await writeFile(programs.postgres, slow, { mode: 0o755 })
  const log = join(folder, 'postgres.log')
  await writeFile(log, '')
  const serverFolder = { path: folder, pathForServer: folder, spawnOptions: {} }
  const crashed = { pid: 2 ** 30, port: 1, ended: Promise.resolve({ code: 1, signal: null }), logBegan: 0 }
  const supervisor = new Supervisor(
    { credentials: {}, programs, log, serverFolder } as unknown as Cluster,
    crashed,
  )
  supervisor.supervise(silent, () => undefined)
  while (supervisor.state().attempts === 0) await new Promise(setImmediate)

  await supervisor.stop()
  // Without the file, the signal of the stop ended the server before its first line.
  const pid = await readFile(pidFile, 'utf8').then(Number, () => undefined)
  expect(pid !== undefined && isRunning({ pid, port: 1 })).toBe(false)
})
