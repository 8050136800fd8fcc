import { checkAskable } from '../analytics/behavior/cohorts.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { withUserErrors } from '../checks/user-errors.ts'
import {
  type CohortDefinition,
  type SaveCohortsInput,
  type SaveCohortsPayload,
  type UpdateCohortsInput,
} from '../schema/behavior/saved-cohorts.ts'
import { type Definer, define, redefine } from './define.ts'

/** Saves a question about cohorts, once it is known to be one that can be asked. */
export const saveCohorts = (definer: Definer & QueryScope, { cohorts, ...named }: SaveCohortsInput) =>
  saved(async () => {
    await checkAskable(definer, cohorts)
    return define(definer, 'cohorts', { ...named, content: cohorts })
  })

/** Changes what is given and leaves the rest. */
export const updateCohorts = (
  definer: Definer & QueryScope,
  { cohorts, name, ...changes }: UpdateCohortsInput,
) =>
  saved(async () => {
    if (cohorts) await checkAskable(definer, cohorts)
    return redefine(definer, 'cohorts', {
      ...changes,
      name: name ?? undefined,
      content: cohorts ?? undefined,
    })
  })

const saved = (save: () => Promise<CohortDefinition>): Promise<SaveCohortsPayload> =>
  withUserErrors<SaveCohortsPayload>(
    async () => ({ cohorts: await save(), userErrors: [] }),
    userErrors => ({ cohorts: null, userErrors }),
  )
