import { type Calendar, checkedTimeZone } from '../analytics/query/calendar.ts'
import { checkLength } from '../analytics/query/check-text.ts'
import { definition } from '../analytics/query/definition.ts'
import { filterCondition } from '../analytics/query/filter.ts'
import { toRange } from '../analytics/query/range.ts'
import { at, checkAll, collected, collectedInTurn } from '../checks/collect.ts'
import { badInput } from '../errors.ts'
import { keyOf } from '../questions/answer-type.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type DashboardInput, type WidgetInput, WidgetKind } from '../schema/dashboards/dashboard-input.ts'
import { CalendarUnit, WeekStart } from '../schema/date-range-input.ts'
import { largest } from '../schema/largest.ts'
import { type QuestionInput } from '../schema/questions/question-input.ts'
import { checkLayouts } from './layout.ts'
import { keysOf } from './widget-keys.ts'

const longest = { title: 100, text: 10_000 }

/**
 * Refuses a dashboard that could not be shown. Its questions are checked when they are asked: a widget that fails then fails alone.
 * @throws TOO_MANY, NAME_TAKEN, INVALID_NAME, TOO_LONG, INVALID_TEXT, OVERLAP, OUT_OF_RANGE, REQUIRED, INVALID_QUESTION,
 * INVALID_RANGE, INVALID_TIME_ZONE, INVALID_FILTER, NOT_FOUND
 */
export async function checkDashboard(scope: RequestScope, dashboard: DashboardInput): Promise<void> {
  const { widgets, segmentId } = dashboard
  if (widgets.length > largest.widgets)
    throw badInput('TOO_MANY', 'widgets', `A dashboard may have at most ${largest.widgets} widgets.`)
  const checks: (() => unknown)[] = [
    () => checkKeys(widgets),
    () => collected(widgets, (widget, i) => at(['widgets', i], () => checkWidget(scope, widget))),
    () => checkLayouts(widgets),
    () => checkNarrowing(scope, dashboard),
    () => dashboard.timeZone != null && checkedTimeZone(dashboard.timeZone),
    () => segmentId != null && definition(scope.em, 'segment', segmentId, 'segmentId'),
  ]
  await collectedInTurn(checks, check => check())
}

function checkKeys(widgets: readonly WidgetInput[]): void {
  const seen = new Set<string>()
  collected(keysOf(widgets), (key, i) =>
    at(['widgets', i], () => {
      if (!/^[a-z0-9_-]{1,63}$/.test(key))
        throw badInput('INVALID_NAME', 'key', 'key must have 1 to 63 of the characters a-z, 0-9, _ and -.')
      if (seen.has(key)) throw badInput('NAME_TAKEN', 'key', `Another widget has the key "${key}".`)
      seen.add(key)
    }),
  )
}

function checkWidget(scope: RequestScope, widget: WidgetInput): void {
  const { title, text } = widget
  checkAll(
    () => checkTitle(title),
    () => checkLength(text, 'text', longest.text),
    () => checkContent(widget),
    () => at(['question', 'measure'], () => checkHours(widget)),
    () => checkNarrowing(scope, widget),
  )
}

function checkTitle(title: string): void {
  if (!title.trim()) throw badInput('INVALID_NAME', 'title', 'title must not be empty.')
  checkLength(title, 'title', longest.title)
}

const series: (keyof QuestionInput)[] = ['measure', 'timeSeries', 'lifecycle', 'stickiness']

/** The questions whose answers a kind of widget can show; any, where none are named. */
const shown: Partial<Record<WidgetKind, (keyof QuestionInput)[]>> = {
  METRIC: ['measure'],
  LINE: series,
  AREA: series,
  BAR: series,
  STACKED_BAR: series,
  FUNNEL: ['funnel', 'funnelId'],
  COHORTS: ['cohorts', 'cohortsId'],
  PATHS: ['paths'],
  HEAT_MAP: ['measure'],
}

function checkContent({ kind, question, text }: WidgetInput): void {
  if (kind === WidgetKind.TEXT) {
    if (question) throw badInput('INVALID_QUESTION', 'question', 'A TEXT has no question.')
    if (!text?.trim()) throw badInput('REQUIRED', 'text', 'A TEXT needs its text.')
    return
  }
  if (!question) throw badInput('REQUIRED', 'question', `A ${kind} needs a question.`)
  const answered = shown[kind]
  if (answered && !answered.includes(keyOf(question)))
    throw badInput(
      'INVALID_QUESTION',
      'question',
      `A ${kind} shows the answer to ${answered.join(', ')}, not to ${keyOf(question)}. A TABLE shows any answer.`,
    )
}

function checkHours({ kind, question }: WidgetInput): void {
  if (kind === WidgetKind.HEAT_MAP && question?.measure && question.measure.interval !== CalendarUnit.HOUR)
    throw badInput('INVALID_INTERVAL', 'interval', 'A HEAT_MAP shows a measure with the interval HOUR.')
}

/** The range, the comparison and the filter of a dashboard or of a widget. */
type Narrowing = Pick<WidgetInput, 'range' | 'compare' | 'filter'>

function checkNarrowing({ project, asOf }: RequestScope, { range, compare, filter }: Narrowing): void {
  checkAll(
    () => range && at(['range'], () => toRange(range, anyCalendar, asOf)),
    () => compare?.range && at(['compare'], () => toRange(compare.range!, anyCalendar, asOf)),
    () => filterCondition(project, filter),
  )
}

const anyCalendar: Calendar = { timeZone: 'UTC', weekStart: WeekStart.MONDAY }
