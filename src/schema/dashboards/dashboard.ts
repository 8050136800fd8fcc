import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { type Answer, AnswerUnion } from '../questions/answer.ts'
import { JsonObject } from '../scalars.ts'
import { WidgetDisplay, WidgetKind, WidgetLayout } from './dashboard-input.ts'

@ObjectType({ description: 'The reason why a widget has no answer. The other widgets are answered.' })
export class WidgetError {
  @Field(() => String, {
    description: 'The code, as `extensions.code` of an error has it, such as `QUERY_TIMEOUT`.',
  })
  code: string

  @Field(() => String, {
    nullable: true,
    description:
      'The part of the question that is wrong, as a code of `UserErrorCode`, such as `NOT_FOUND`; null for other errors.',
  })
  reason: string | null

  @Field(() => String, { description: 'A sentence that says what to change, or what happened.' })
  message: string
}

@ObjectType({ description: 'A widget of a dashboard with the answer to its question.' })
export class Widget {
  @Field(() => ID, {
    description: 'The id of the dashboard and the key, such as `12.active-users`, for caches of clients.',
  })
  id: string

  @Field(() => String, { description: 'The key, unique in the dashboard, such as `active-users`.' })
  key: string

  @Field(() => String, { description: 'The title, such as `Active users`. It is text, not HTML.' })
  title: string

  @Field(() => WidgetKind, { description: 'The way to show the answer, such as `LINE`.' })
  kind: WidgetKind

  @Field(() => JsonObject, {
    nullable: true,
    description:
      'The `QuestionInput` of the widget, such as `{"funnelId": "7"}`; null for a `TEXT`, and through a share link.',
  })
  question: object | null

  @Field(() => String, {
    nullable: true,
    description: 'The Markdown of a `TEXT`, or a note below the answer; null without any.',
  })
  text: string | null

  @Field(() => WidgetLayout, {
    description: 'The place on the grid of 12 columns, such as `{ x: 0, y: 0, w: 6, h: 4 }`.',
  })
  layout: WidgetLayout

  @Field(() => WidgetDisplay, {
    nullable: true,
    description: 'The drawing of the chart; null if the widget leaves it to the page.',
  })
  display: WidgetDisplay | null

  @Field(() => AnswerUnion, {
    nullable: true,
    description:
      'The answer to the question, such as `... on Funnel { completionRate }`; null for a `TEXT`, and where `error` says why. ' +
      'The questions of all widgets run side by side.',
  })
  answer: Answer | null

  @Field(() => WidgetError, {
    nullable: true,
    description: 'The reason why the `answer` is missing; null if there is one, or if it is not selected.',
  })
  error: WidgetError | null
}

@ObjectType({ description: 'A dashboard, saved or built in, with the answers of its widgets.' })
export class Dashboard {
  @Field(() => ID, {
    description: 'The id of the dashboard, such as `12`; a word if built in, as `platform`.',
  })
  id: string

  @Field(() => String, { description: 'The name, unique among the saved dashboards of the project.' })
  name: string

  @Field(() => String, {
    nullable: true,
    description: 'A note on the purpose of the dashboard; null if there is none.',
  })
  description: string | null

  @Field(() => Boolean, {
    description: 'Whether the dashboard comes with Convograph. It can be duplicated, not changed.',
  })
  isBuiltIn: boolean

  @Field(() => Int, { description: '1 after creation, one more with each update.' })
  version: number

  @Field(() => [Widget], { description: 'The widgets in their order, up to 50.' })
  widgets: Widget[]
}

@InputType({ description: 'The dashboard to copy, saved or built in, and the name of the copy.' })
export class DuplicateDashboardInput {
  @Field(() => ID, {
    description: 'The `id` of the dashboard, such as `12`, or `platform` of a built-in one.',
  })
  id: string

  @Field(() => String, {
    nullable: true,
    description: 'The name of the copy, up to 100 characters. Default: `Copy of` and the name.',
  })
  name?: string | null
}

@InputType({ description: 'A dashboard as `json` of `SavedDashboard` has it, from this or another project.' })
export class ImportDashboardInput {
  @Field(() => JsonObject, {
    description:
      'The JSON of an exported dashboard, such as `{"format": "convograph/dashboard/1", "name": …}`.',
  })
  json: Record<string, unknown>

  @Field(() => String, {
    nullable: true,
    description: 'The name to save it under, up to 100 characters. Default: the name in the JSON.',
  })
  name?: string | null
}
