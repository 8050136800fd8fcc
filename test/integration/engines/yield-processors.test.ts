import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'

const run = promisify(execFile)

/** The priorities of threads while ClickHouse runs a statement in a process that was started at this priority. */
async function prioritiesAt(nice: number) {
  const folder = await mkdtemp(join(tmpdir(), 'convograph-priorities-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const program = [process.execPath, 'dist/test/support/processes/thread-priorities.js', folder]
  const { stdout } = await run('nice', ['-n', `${nice}`, ...program])
  const { MainThread: eventLoop, 'libuv-worker': pool, QueryPipelineEx: statements } = JSON.parse(stdout)
  return { eventLoop, pool, statements }
}

describe.runIf(process.platform === 'linux')('without the right to raise a priority', () => {
  test('the event loop runs before statements', async () => {
    expect(await prioritiesAt(0)).toEqual({ eventLoop: [0], pool: [10], statements: [10] })
  })

  test('a process with a low priority of its own keeps it', async () => {
    expect(await prioritiesAt(15)).toEqual({ eventLoop: [15], pool: [15], statements: [15] })
  })
})
