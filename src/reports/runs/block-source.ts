import { type GraphQLSchema } from 'graphql'
import { toRange } from '../../analytics/query/range.ts'
import { askedDashboard, questionOf } from '../../dashboards/asked-dashboard.ts'
import { placesOf } from '../../dashboards/layout.ts'
import { type Beside } from '../../questions/times.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type CompareInput } from '../../schema/compare.ts'
import { type DashboardInput, type WidgetInput } from '../../schema/dashboards/dashboard-input.ts'
import { WeekStart } from '../../schema/date-range-input.ts'
import { type ReportBlockInput, type ReportContent } from '../../schema/reports/report-input.ts'
import { periodText } from '../sending/dated-run.ts'

/** A block, and what its question is asked with. */
interface AskedBlock {
  block: ReportBlockInput
  beside: Beside
}

/** What the blocks of a run are asked with: its period as `range`, and the comparison as instants or as it was given. */
interface RunTimes extends Beside {
  timeZone: string
  weekStart: WeekStart
}

/** The blocks of a report, and the settings that it leaves to them. */
export interface BlockSource {
  compare: CompareInput | null
  weekStart: WeekStart
  blocks(times: RunTimes): AskedBlock[]
}

/** The blocks of a report: its own, or the widgets of a dashboard as it is now. @throws NOT_FOUND */
export async function blockSource(
  schema: GraphQLSchema,
  scope: RequestScope,
  { blocks, dashboardId, compare, weekStart }: ReportContent,
): Promise<BlockSource> {
  if (dashboardId == null) {
    const askedWith = (beside: RunTimes) => (blocks ?? []).map(block => ({ block, beside }))
    return { compare: compare ?? null, weekStart: weekStart ?? WeekStart.MONDAY, blocks: askedWith }
  }
  const { content } = await askedDashboard(scope, { schema }, dashboardId, {})
  return {
    compare: compare ?? content.compare ?? null,
    weekStart: weekStart ?? content.weekStart ?? WeekStart.MONDAY,
    blocks: times =>
      byPlace(content.widgets).map(widget => blockOf(scope, { content, compare }, widget, times)),
  }
}

/** The widgets as a reader meets them: row by row. */
function byPlace(widgets: readonly WidgetInput[]): WidgetInput[] {
  const places = placesOf(widgets)
  return widgets
    .map((widget, i) => ({ widget, ...places[i]! }))
    .sort((one, other) => one.y - other.y || one.x - other.x)
    .map(({ widget }) => widget)
}

/** A widget with a range of its own keeps it, and says so: the heading of the report has another period. */
function blockOf(
  { asOf }: RequestScope,
  { content, compare }: { content: DashboardInput; compare: CompareInput | null | undefined },
  widget: WidgetInput,
  times: RunTimes,
): AskedBlock {
  const { title, text, question, range } = widget
  const args = range ? { ...times, compare } : times
  const beside = questionOf({ content, args, fixed: null }, widget)?.beside ?? times
  const period = range && periodText({ ...toRange(range, times, asOf), timeZone: times.timeZone })
  return {
    block: { title: period ? `${title}: ${period}` : title, text: text ?? null, question: question ?? null },
    beside,
  }
}
