import { defineConfig } from 'vitest/config'
import { within } from './test/support/rounds.ts'
import { SlowestFirst } from './test/support/vitest/slowest-first.ts'
import { workers } from './test/support/vitest/workers.ts'

// As `src/engines/thread-pool.ts` does for the service; a worker of vitest has used its pool before that is loaded.
process.env.UV_THREADPOOL_SIZE ??= '24'

if (process.env.DEEP !== undefined) process.env.SEED ??= `${Date.now() % 2 ** 31}`

export default defineConfig({
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  // graphql's ES modules and CommonJS build are two copies with two sets of types; every package here takes the latter.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/{unit,integration,e2e,issues}/**/*.test.ts'],
    globalSetup: 'test/support/vitest/global-setup.ts',
    setupFiles: ['test/support/vitest/set-up-file.ts'],
    // A process can have one ClickHouse folder open, and every file closes its own.
    pool: 'forks',
    maxWorkers: workers,
    // Modules are loaded once for each worker, not once for each file.
    isolate: false,
    sequence: { sequencer: SlowestFirst },
    // The default of 1 s is too short on a busy machine.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: within(60_000),
    hookTimeout: 60_000,
  },
})
