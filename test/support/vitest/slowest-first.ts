import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The test files that take 10 s and more on two cores. A slow file that starts last would run alone at the end. */
const slowest = [
  'e2e/processes/commands',
  'integration/engines/postgres-folder',
  'e2e/processes/process',
  'e2e/processes/stores',
  'e2e/analytics/demo',
  'integration/paths-differential',
  'integration/lifecycle-differential',
  'e2e/http/largest',
  'e2e/pricing/recompute-costs-killed',
  'integration/projection',
  'integration/daily-stats-rollup',
  'e2e/auth/audit',
  'e2e/auth/tokens',
  'integration/cancel',
  'e2e/http/cost-follows-work',
  'integration/cost-corrections',
  'integration/verify',
  'integration/engines/postgres-supervisor',
  'e2e/http/limits',
  'integration/totals',
  'integration/segment-differential',
  'integration/text',
  'e2e/auth/accounts',
  'integration/questions/metrics-differential',
  'e2e/processes/postgres-restart',
  'integration/funnel-differential',
  'e2e/http/attacks',
]

/** Runs the slow test files first, even in a clone without recorded durations. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) =>
      slowest.findIndex(name => moduleId.endsWith(`/test/${name}.test.ts`)) + 1 || Infinity
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other) || 0)
  }
}
