import { checkFunnel } from '../analytics/behavior/funnel/check-funnel.ts'
import { type Calendar, checkedTimeZone } from '../analytics/query/calendar.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { toRange } from '../analytics/query/range.ts'
import { withUserErrors } from '../checks/user-errors.ts'
import { type FunnelInput } from '../schema/behavior/funnel-input.ts'
import {
  type SavedFunnelPayload,
  type SaveFunnelInput,
  type UpdateFunnelInput,
} from '../schema/behavior/saved-funnel.ts'
import { WeekStart } from '../schema/date-range-input.ts'
import { type Definer, define, redefine } from './define.ts'

/** Saves a funnel that could be asked right now. */
export function saveFunnel(definer: Definer, input: SaveFunnelInput): Promise<SavedFunnelPayload> {
  return withUserErrors<SavedFunnelPayload>(
    async () => {
      const { name, description, funnel } = input
      checkSaved(definer, funnel)
      return {
        funnel: await define(definer, 'funnel', { name, description, content: funnel }),
        userErrors: [],
      }
    },
    userErrors => ({ funnel: null, userErrors }),
  )
}

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

/** @throws as asking it would: a funnel that is refused is not saved */
function checkSaved({ asOf }: Pick<QueryScope, 'asOf'>, funnel: FunnelInput): void {
  checkFunnel(funnel)
  if (funnel.timeZone != null) checkedTimeZone(funnel.timeZone)
  if (funnel.range) toRange(funnel.range, anyCalendar, asOf)
}

const anyCalendar: Calendar = { timeZone: 'UTC', weekStart: WeekStart.MONDAY }
