import { type DefinitionKindName } from '../../entities/definition.ts'
import { type DefinitionKind } from '../definition-kind.ts'
import { alert } from './alert.ts'
import { budget } from './budget.ts'
import { cohorts } from './cohorts.ts'
import { dashboard } from './dashboard.ts'
import { destination } from './destination.ts'
import { funnel } from './funnel.ts'
import { metric } from './metric.ts'
import { query } from './query.ts'
import { report } from './report.ts'
import { segment } from './segment.ts'
import { webhook } from './webhook.ts'

const byName: Record<DefinitionKindName, DefinitionKind> = {
  segment,
  funnel,
  cohorts,
  metric,
  dashboard,
  report,
  alert,
  query,
  webhook,
  budget,
  destination,
}

/** Every kind of saved definition. */
export const definitionKinds = Object.values(byName)
