import { type Definer, redefine } from '../definitions/define.ts'
import { withUserErrors } from '../ingest/user-errors.ts'
import { type SavedFunnelPayload, type UpdateFunnelInput } from '../schema/saved-funnel.ts'
import { checkSaved } from './save-funnel.ts'

/** Changes what is given of a saved funnel, unless somebody changed it since it was read. */
export function updateFunnel(
  definer: Definer,
  { funnel, name, ...input }: UpdateFunnelInput,
): Promise<SavedFunnelPayload> {
  return withUserErrors<SavedFunnelPayload>(
    async () => {
      if (funnel) checkSaved(definer, funnel)
      const changes = { ...input, name: name ?? undefined, content: funnel ?? undefined }
      return { funnel: await redefine(definer, 'funnel', changes), userErrors: [] }
    },
    userErrors => ({ funnel: null, userErrors }),
  )
}
