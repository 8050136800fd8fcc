import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The test files that take 10 s and more on two cores. A slow file that starts last would run alone at the end. */
const slowest = [
  'e2e/commands',
  'integration/postgres-folder',
  'e2e/process',
  'e2e/stores',
  'integration/paths-differential',
  'integration/lifecycle-differential',
  'e2e/largest',
  'e2e/recompute-costs-killed',
  'integration/projection',
  'integration/daily-stats-rollup',
  'e2e/audit',
  'e2e/tokens',
  'integration/cancel',
  'e2e/cost-follows-work',
  'integration/cost-corrections',
  'integration/verify',
  'integration/postgres-supervisor',
  'e2e/limits',
  'integration/totals',
  'integration/segment-differential',
  'integration/text',
  'e2e/accounts',
  'integration/metrics-differential',
  'e2e/postgres-restart',
  'integration/funnel-differential',
  'e2e/attacks',
]

/** Runs the slow test files first, even in a clone without recorded durations. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) =>
      slowest.findIndex(name => moduleId.endsWith(`/test/${name}.test.ts`)) + 1 || Infinity
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other) || 0)
  }
}
