import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  test: {
    include: ['test/{unit,integration,e2e}/**/*.test.ts'],
    globalSetup: 'test/support/global-setup.ts',
    // A process has one ClickHouse: every file gets a process of its own.
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
