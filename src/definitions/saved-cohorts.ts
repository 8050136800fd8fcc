import { checkAskable } from '../analytics/cohorts.ts'
import { type Asker } from '../analytics/query/asker.ts'
import { type Listing } from '../analytics/query/listing.ts'
import { page } from '../analytics/query/page.ts'
import { Definition } from '../entities/definition.ts'
import { withUserErrors } from '../ingest/user-errors.ts'
import { type DeletePayload } from '../schema/definition.ts'
import { type PageArgs } from '../schema/page-args.ts'
import {
  type CohortDefinition,
  type SaveCohortsInput,
  type SaveCohortsPayload,
  type UpdateCohortsInput,
} from '../schema/saved-cohorts.ts'
import { type Definer, define, redefine, undefine } from './define.ts'

/** Saves a question about cohorts, once it is known to be one that can be asked. */
export const saveCohorts = (definer: Definer & Asker, { cohorts, ...named }: SaveCohortsInput) =>
  saved(async () => {
    await checkAskable(definer, cohorts)
    return define(definer, 'cohorts', { ...named, content: cohorts })
  })

/** Changes what is given and leaves the rest. */
export const updateCohorts = (definer: Definer & Asker, { cohorts, name, ...changes }: UpdateCohortsInput) =>
  saved(async () => {
    if (cohorts) await checkAskable(definer, cohorts)
    return redefine(definer, 'cohorts', {
      ...changes,
      name: name ?? undefined,
      content: cohorts ?? undefined,
    })
  })

export function deleteCohorts(definer: Definer, id: string): Promise<DeletePayload> {
  return withUserErrors<DeletePayload>(
    async () => ({ deletedId: await undefine(definer, 'cohorts', id), userErrors: [] }),
    userErrors => ({ deletedId: null, userErrors }),
  )
}

const listing: Listing<Definition> = { of: Definition, time: 'createdAt', number: 'id' }

/** The questions about cohorts that were saved, newest first. */
export const cohortDefinitions = ({ em }: Definer, args: PageArgs) =>
  page(em, listing, { kind: 'cohorts' }, args)

const saved = (save: () => Promise<CohortDefinition>): Promise<SaveCohortsPayload> =>
  withUserErrors<SaveCohortsPayload>(
    async () => ({ cohorts: await save(), userErrors: [] }),
    userErrors => ({ cohorts: null, userErrors }),
  )
