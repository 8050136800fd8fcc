import { type GraphQLResolveInfo } from 'graphql'
import { type SharedDashboard, type Viewer } from '../auth/viewer.ts'
import { type Definition } from '../entities/definition.ts'
import { forbidden } from '../errors.ts'
import { type Beside } from '../questions/times.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { savedInput } from '../resolvers/saved-input.ts'
import { type DashboardArgs } from '../schema/dashboards/dashboard-args.ts'
import { type DashboardInput, type WidgetInput } from '../schema/dashboards/dashboard-input.ts'
import { type FilterInput, FilterOperator } from '../schema/filter-input.ts'
import { type QuestionInput } from '../schema/questions/question-input.ts'
import { type SegmentInput } from '../schema/users/segment-input.ts'
import { dashboardWith } from './dashboard-with.ts'

type Schema = Pick<GraphQLResolveInfo, 'schema'>

/** A dashboard and what it is asked with. */
export interface AskedDashboard extends Pick<Definition, 'id' | 'name' | 'description' | 'version'> {
  content: DashboardInput
  args: DashboardArgs
  /** The condition that the share link fixes. */
  fixed: FilterInput | null
}

/** @throws NOT_FOUND; FORBIDDEN for another dashboard than that of a share link, or arguments that the link does not allow */
export async function askedDashboard(
  { em, viewer }: RequestScope,
  info: Schema,
  id: string,
  args: DashboardArgs,
): Promise<AskedDashboard> {
  const shared = viewer?.shared
  if (shared) checkShared(shared, id, args)
  const { name, description, version, content } = await dashboardWith(em, id)
  return {
    id,
    name,
    description,
    version,
    content: contentOf(info, content),
    args,
    fixed: fixedBy(viewer, info),
  }
}

/** The content of a dashboard as it was saved: the fields beside the name. */
export const contentOf = (info: Schema, content: object) =>
  savedInput<DashboardInput>(info, 'CreateDashboardInput', { name: '', ...content })

/** The condition that the share link of the viewer fixes. */
export const fixedBy = (viewer: Viewer | null, info: Schema): FilterInput | null =>
  viewer?.shared?.filter ? savedInput<FilterInput>(info, 'FilterInput', viewer.shared.filter) : null

const timeArguments = ['range', 'compare', 'timeZone', 'weekStart'] as const
const otherArguments = ['filter', 'segmentId'] as const

function checkShared({ dashboardId, allowsRange }: SharedDashboard, id: string, args: DashboardArgs): void {
  if (id !== dashboardId) throw forbidden('The share link shows another dashboard.')
  const refused = allowsRange ? otherArguments : [...timeArguments, ...otherArguments]
  const given = refused.find(name => args[name] != null)
  if (given) throw forbidden(`The share link does not allow the argument ${given}.`)
}

/** A question of a widget, and what it is asked with. */
interface WidgetQuestion {
  question: QuestionInput
  beside: Beside
}

/** The questions of the widgets by their text. Widgets with equal ones share their answer. */
export const questionsOf = (dashboard: Narrowing): Map<string, WidgetQuestion> =>
  new Map(
    dashboard.content.widgets
      .flatMap(widget => questionOf(dashboard, widget) ?? [])
      .map(asked => [textOf(asked), asked]),
  )

export const textOf = (asked: WidgetQuestion) => JSON.stringify(asked)

/** Undefined for a widget without a question. */
export const questionOf = (dashboard: Narrowing, widget: WidgetInput): WidgetQuestion | undefined =>
  widget.question ? { question: widget.question, beside: besideOf(dashboard, widget) } : undefined

type Narrowing = Pick<AskedDashboard, 'content' | 'args' | 'fixed'>

/** The times of a widget, and the conditions on its events: those of all places hold together. */
function besideOf({ content, args, fixed }: Narrowing, widget: WidgetInput): Beside {
  return {
    range: widget.range ?? args.range ?? content.range,
    compare: widget.compare ?? args.compare ?? content.compare,
    timeZone: args.timeZone ?? content.timeZone,
    weekStart: args.weekStart ?? content.weekStart,
    filter: allFilters([content.filter, widget.filter, args.filter, fixed]),
    segment: allSegments([content.segmentId, args.segmentId]),
  }
}

function allFilters(filters: (FilterInput | null | undefined)[]): FilterInput | null {
  const given = filters.filter(filter => filter != null)
  return given.length > 1 ? { and: given, operator: FilterOperator.IS } : (given[0] ?? null)
}

function allSegments(ids: (string | null | undefined)[]): SegmentInput | null {
  const given = [...new Set(ids)].filter(id => id != null).map(segmentId => ({ segmentId }))
  return given.length > 1 ? { and: given } : (given[0] ?? null)
}
