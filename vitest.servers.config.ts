import { defineConfig, mergeConfig } from 'vitest/config'
import whole from './vitest.config.ts'

/** Tests of one server, or of a cluster. */
const own: Record<string, string> = {
  server: 'test/servers/server.test.ts',
  cluster: 'test/servers/cluster.test.ts',
}

/** The tests whose numbers must be the same on a server, and on a cluster, as in this process. */
const shared = [
  'test/e2e/behavior/vectors-*.test.ts',
  'test/integration/*-differential.test.ts',
  'test/integration/questions/*-differential.test.ts',
  'test/integration/totals.test.ts',
  'test/e2e/privacy/erase-user.test.ts',
]

const { include: _, ...test } = whole.test!

/** `TEST_CLICKHOUSE` says which. */
export default defineConfig(
  mergeConfig(defineConfig({ ...whole, test }), {
    test: { include: [...shared, own[process.env.TEST_CLICKHOUSE ?? 'server']!], hookTimeout: 120_000 },
  }),
)
