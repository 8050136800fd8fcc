import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql'
import { CompareInput } from '../compare.ts'
import { DateRangeInput, WeekStart } from '../date-range-input.ts'
import { type ContentField } from '../definition-types.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { FilterInput } from '../filter-input.ts'
import { QuestionInput } from '../questions/question-input.ts'

export const WidgetKind = describedEnum('WidgetKind', 'The way in which a widget shows its answer.', {
  METRIC: 'One number, with its change since the compared range.',
  LINE: 'A line for each number or group, over time.',
  AREA: 'The same, with the area below each line filled.',
  BAR: 'A bar for each group, or for each bucket of time.',
  STACKED_BAR: 'The same, with the groups of a bucket on top of each other.',
  TABLE: 'The rows of any answer.',
  FUNNEL: 'The steps of a funnel, and the users who reach each of them.',
  COHORTS: 'A retention table: a row for each cohort, a column for each period.',
  PATHS: 'The events after or before an event, as a tree.',
  HEAT_MAP: 'A field for each hour of the week, from the hours of a measure.',
  TEXT: 'A text in Markdown, such as a heading; no question.',
})
export type WidgetKind = EnumOf<typeof WidgetKind>

const placeDescription =
  'The place of a widget on a grid of 12 columns: `{ x: 0, y: 0, w: 6, h: 4 }` is the left half of the first four rows.'

@ObjectType('WidgetLayout', { description: placeDescription })
@InputType('WidgetLayoutInput', { description: placeDescription })
export class WidgetLayout {
  @Field(() => Int, { description: 'The first column, 0 to 11, such as 6.' })
  x: number

  @Field(() => Int, { description: 'The first row, 0 to 1,000, such as 4.' })
  y: number

  @Field(() => Int, { description: 'The width in columns, 1 to 12, within the grid.' })
  w: number

  @Field(() => Int, { description: 'The height in rows, 1 to 24, such as 4.' })
  h: number
}

const displayDescription =
  'The drawing of a chart, such as `{ goal: 1000 }`. The answer does not depend on it.'

@ObjectType('WidgetDisplay', { description: displayDescription })
@InputType('WidgetDisplayInput', { description: displayDescription })
export class WidgetDisplay {
  @Field(() => Float, {
    nullable: true,
    description: 'A target to draw beside the number, in the unit of the number, such as 1000.',
  })
  goal?: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'The lowest value of the axis, in the unit of the number, such as 50. Default: 0.',
  })
  axisFrom?: number | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the axis is logarithmic. Default: it is linear.',
  })
  isLogarithmic?: boolean | null
}

@InputType({
  description:
    'A widget: a question with the way to show its answer, such as `{ title: "Active users", kind: METRIC, question: … }`, or ' +
    'a text.',
})
export class WidgetInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The name that stays when widgets are moved or retitled, 1 to 63 characters `a-z`, `0-9`, `_`, `-`, unique in the ' +
      'dashboard, such as `active-users`. Default: `widget-` and the number of the widget, such as `widget-3`.',
  })
  key?: string | null

  @Field(() => String, { description: 'The title, up to 100 characters, such as `Active users`.' })
  title: string

  @Field(() => WidgetKind, {
    defaultValue: WidgetKind.TABLE,
    description: 'The way to show the answer, such as `LINE`.',
  })
  kind: WidgetKind

  @Field(() => QuestionInput, {
    nullable: true,
    description:
      'The question that the widget answers, such as `{ topUsers: { by: COST } }`; none for a `TEXT`.',
  })
  question?: QuestionInput | null

  @Field(() => String, {
    nullable: true,
    description: 'Markdown, up to 10,000 characters, of a `TEXT`; of another kind, a note below its answer.',
  })
  text?: string | null

  @Field(() => WidgetLayout, {
    nullable: true,
    description: 'The place on the grid. Default: the first free place that is large enough for the kind.',
  })
  layout?: WidgetLayout | null

  @Field(() => DateRangeInput, {
    nullable: true,
    description:
      'A range of its own, such as `{ preset: TODAY }`, which no other one replaces. Default: that of the dashboard.',
  })
  range?: DateRangeInput | null

  @Field(() => CompareInput, {
    nullable: true,
    description:
      'A comparison of its own, such as `{ period: PREVIOUS_YEAR }`. Default: that of the dashboard.',
  })
  compare?: CompareInput | null

  @Field(() => FilterInput, {
    nullable: true,
    description: 'A condition on the events of this widget, beside that of the dashboard. Default: none.',
  })
  filter?: FilterInput | null

  @Field(() => WidgetDisplay, {
    nullable: true,
    description: 'How the chart is drawn. Default: with a linear axis from 0, without a goal.',
  })
  display?: WidgetDisplay | null
}

/** The content of a dashboard: its widgets, and the times and conditions that count for all of them by default. */
export interface DashboardInput {
  widgets: WidgetInput[]
  range?: DateRangeInput | null
  compare?: CompareInput | null
  timeZone?: string | null
  weekStart?: WeekStart | null
  filter?: FilterInput | null
  segmentId?: string | null
}

/** Its fields beside the name of the dashboard. `dashboard` may be asked with others. */
export const dashboardFields = {
  widgets: { type: () => [WidgetInput], description: 'The widgets, 0 to 50, in the order of reading.' },
  range: {
    type: () => DateRangeInput,
    description:
      'The usual range, such as `{ last: { count: 7, unit: DAY } }`; without one, the last 30 days.',
    isOptional: true,
  },
  compare: {
    type: () => CompareInput,
    description: 'The usual comparison, such as `{ period: PREVIOUS_PERIOD }`; without one, none.',
    isOptional: true,
  },
  timeZone: {
    type: () => String,
    description:
      'The usual time zone, such as `Europe/Berlin`; without one, the time zone of the project, or UTC.',
    isOptional: true,
  },
  weekStart: {
    type: () => WeekStart,
    description: 'The first day of a week, such as `SUNDAY`; without one, Monday.',
    isOptional: true,
  },
  filter: {
    type: () => FilterInput,
    description:
      'The condition on the events of all widgets, such as `{ dimension: CHANNEL, values: ["web"] }`.',
    isOptional: true,
  },
  segmentId: {
    type: () => ID,
    description: 'The saved segment whose users all widgets are about; without one, all users.',
    isOptional: true,
  },
} satisfies Record<keyof DashboardInput, ContentField>
