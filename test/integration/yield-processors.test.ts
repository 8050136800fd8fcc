import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)

test.runIf(process.platform === 'linux')(
  'the event loop runs before statements even without the right to change priorities',
  async () => {
    const { stdout } = await run(process.execPath, ['dist/test/support/thread-priorities.js'])
    const { MainThread: eventLoop, 'libuv-worker': pool, QueryPipelineEx: statements } = JSON.parse(stdout)
    expect({ eventLoop, pool, statements }).toEqual({ eventLoop: [0], pool: [10], statements: [10] })
  },
)
