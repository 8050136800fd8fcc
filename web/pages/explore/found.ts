import { type Exploration } from './exploration.ts'
import { type ExploreQueryVariables } from './explore.graphql.ts'

/** What every dialog knows of the question. */
export interface Found {
  title: string
  exploration: Exploration
  asked: ExploreQueryVariables
}
