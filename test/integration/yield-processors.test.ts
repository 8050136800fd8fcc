import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'

const run = promisify(execFile)

test.runIf(process.platform === 'linux')(
  'the event loop runs before statements even without the right to change priorities',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'convograph-priorities-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const { stdout } = await run(process.execPath, ['dist/test/support/thread-priorities.js', folder])
    const { MainThread: eventLoop, 'libuv-worker': pool, QueryPipelineEx: statements } = JSON.parse(stdout)
    expect({ eventLoop, pool, statements }).toEqual({ eventLoop: [0], pool: [10], statements: [10] })
  },
)
