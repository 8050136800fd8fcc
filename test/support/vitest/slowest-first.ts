import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The test files that take 10 s and more on two cores. A slow file that starts last would run alone at the end. */
export const slowest = [
  'e2e/processes/process',
  'e2e/processes/stores',
  'e2e/processes/commands',
  'e2e/http/largest',
  'e2e/http/cost-follows-work',
  'e2e/auth/projects',
  'e2e/behavior/funnel-groups',
  'e2e/pricing/recompute-costs-killed',
  'integration/projection',
  'integration/engines/postgres-folder',
  'e2e/http/attacks',
  'integration/verify',
  'integration/funnel-differential',
  'integration/restate/links',
  'integration/engines/postgres-supervisor',
  'integration/cancel',
  'e2e/processes/postgres-restart',
  'e2e/analytics/demo',
  'integration/precomputed/days-differential',
  'integration/totals',
  'integration/questions/metrics-differential',
  'e2e/http/random-operations',
  'e2e/analytics/one-state',
  'unit/cli/demo-sample',
  'e2e/behavior/vectors-funnels',
  'integration/engines/engines',
  'integration/outage',
  'e2e/auth/accounts',
  'e2e/auth/audit',
  'e2e/definitions/segments',
  'integration/cost-corrections',
  'e2e/pricing/recompute-costs',
  'e2e/ingest/tracking',
  'integration/daily-stats-rollup',
  'e2e/ingest/conversations-shuffled',
  'integration/lifecycle-differential',
  'integration/segment-differential',
  'e2e/lists/lists',
  'integration/paths-differential',
  'e2e/http/limits',
]

/** Runs the slow test files first, even in a clone without recorded durations. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) =>
      slowest.findIndex(name => moduleId.endsWith(`/test/${name}.test.ts`)) + 1 || Infinity
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other) || 0)
  }
}
