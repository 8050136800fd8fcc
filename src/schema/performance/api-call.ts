import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql'
import { type ApiCall as ApiCallEntity } from '../../entities/api-call.ts'
import { connectionOf } from '../connection.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { Event, EventPageArgs } from '../overview/event.ts'

@ObjectType({
  implements: Event,
  description: 'A request to an HTTP endpoint of the platform, with its status, duration and error.',
})
class ApiCall
  extends Event
  implements
    Pick<ApiCallEntity, 'endpoint' | 'method' | 'statusCode' | 'success' | 'durationMs' | 'errorMessage'>
{
  @Field(() => String, { description: 'The route of the request, such as `/v1/chats/:id`.' })
  endpoint: string

  @Field(() => String, { description: 'The HTTP method in capitals, such as `GET`.' })
  method: string

  @Field(() => Int, {
    nullable: true,
    description: 'The HTTP status of the answer, such as 200; null if the request got no answer.',
  })
  statusCode: number | null

  @Field(() => Boolean, { description: 'Whether the request was answered with a status below 400.' })
  success: boolean

  @Field(() => Float, {
    nullable: true,
    description: 'The duration of the request, in milliseconds, such as 42.5; null if it was not sent.',
  })
  durationMs: number | null

  @Field(() => String, {
    nullable: true,
    description: 'The message of the failure, such as `upstream timed out`; null if none was sent.',
  })
  errorMessage: string | null
}

export const ApiCallConnection = connectionOf(ApiCall, { article: 'An', one: 'API call', many: 'API calls' })

@InputType({ description: 'The API calls to list; all given conditions hold together.' })
export class ApiCallFilterInput {
  @Field(() => String, { nullable: true, description: 'Only calls of this route, such as `/v1/chats/:id`.' })
  endpoint?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Only calls with this HTTP method, such as `GET`, ignoring case.',
  })
  method?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'Only calls with this HTTP status, such as 500; 0 finds calls that got no answer.',
  })
  statusCode?: number | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only calls answered with a status below 400 (true), or only the others (false).',
  })
  success?: boolean | null

  @Field(() => ID, { nullable: true, description: 'Only calls of this user, such as `ann`.' })
  userId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only calls in this conversation, such as `c-17`.' })
  conversationId?: string | null

  @Field(() => DateRangeInput, {
    nullable: true,
    description:
      'Only calls that happened in this range, such as `{ last: { count: 7, unit: DAY } }`; start inclusive, end exclusive.',
  })
  range?: DateRangeInput | null
}

@ArgsType()
export class ApiCallsArgs extends EventPageArgs {
  @Field(() => ApiCallFilterInput, {
    nullable: true,
    description:
      'Conditions that the listed API calls meet, all of them, such as `{ method: "GET" }`. Default: all API calls.',
  })
  filter?: ApiCallFilterInput | null
}
