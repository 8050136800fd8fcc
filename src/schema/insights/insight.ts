import { createUnionType } from 'type-graphql'
import { AnomalyInsight } from './anomaly-insight.ts'
import { ChangeInsight } from './change-insight.ts'
import { CostInsight } from './cost-insight.ts'
import { DataQuality } from './data-quality.ts'
import { Milestone } from './milestone.ts'
import { type Unranked } from './noticed.ts'

/** The insights by the names of their types in the schema. */
const insightTypes = { AnomalyInsight, ChangeInsight, CostInsight, DataQuality, Milestone } as const

type InsightTypes = typeof insightTypes
type InsightType = keyof InsightTypes

/** An insight of any type, which says of which type it is, before it is ranked. */
export type FoundInsight = {
  [Type in InsightType]: { __typename: Type } & Unranked<InstanceType<InsightTypes[Type]>>
}[InsightType]

/** The same in its place among the others. */
export type Insight = FoundInsight & { share: number }

export const InsightUnion = createUnionType({
  name: 'Insight',
  description:
    'Something that the service noticed by itself. All types have the fields of `Milestone` named `severity`, `text`, ' +
    '`users`, `usd` and `share`.',
  types: () => Object.values(insightTypes),
  resolveType: insight => (insight as unknown as Insight).__typename,
})
