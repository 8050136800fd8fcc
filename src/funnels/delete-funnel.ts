import { type Definer, undefine } from '../definitions/define.ts'
import { withUserErrors } from '../ingest/user-errors.ts'
import { type DeletePayload } from '../schema/definition.ts'

export function deleteFunnel(definer: Definer, id: string): Promise<DeletePayload> {
  return withUserErrors<DeletePayload>(
    async () => ({ deletedId: await undefine(definer, 'funnel', id), userErrors: [] }),
    userErrors => ({ deletedId: null, userErrors }),
  )
}
