import { type DefinitionKindName } from '../../entities/definition.ts'
import { type DefinitionKind } from '../definition-kind.ts'
import { cohorts } from './cohorts.ts'
import { funnel } from './funnel.ts'
import { report } from './report.ts'
import { segment } from './segment.ts'

const byName: Record<DefinitionKindName, DefinitionKind> = { segment, funnel, cohorts, report }

/** Every kind of saved definition. */
export const definitionKinds = Object.values(byName)
