import { checkFunnel } from '../analytics/funnel/check-funnel.ts'
import { type Asker } from '../analytics/query/asker.ts'
import { type Calendar, checkedTimeZone } from '../analytics/query/calendar.ts'
import { toRange } from '../analytics/query/range.ts'
import { type Definer, define } from '../definitions/define.ts'
import { withUserErrors } from '../ingest/user-errors.ts'
import { WeekStart } from '../schema/date-range-input.ts'
import { type FunnelInput } from '../schema/funnel.ts'
import { type SavedFunnelPayload, type SaveFunnelInput } from '../schema/saved-funnel.ts'

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

/** @throws as asking it would: a funnel that is refused is not saved */
export function checkSaved({ asOf }: Pick<Asker, 'asOf'>, funnel: FunnelInput): void {
  checkFunnel(funnel)
  if (funnel.timeZone != null) checkedTimeZone(funnel.timeZone)
  if (funnel.range) toRange(funnel.range, anyCalendar, asOf)
}

const anyCalendar: Calendar = { timeZone: 'UTC', weekStart: WeekStart.MONDAY }
