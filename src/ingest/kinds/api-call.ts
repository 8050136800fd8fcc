import { Field, InputType } from 'type-graphql'
import { mostMs, numberOf, wholeOf } from '../../checks/number.ts'
import { required } from '../../checks/rejection.ts'
import { textOf } from '../../checks/text.ts'
import { Count, Quantity } from '../../schema/scalars.ts'
import { type Unreadable } from '../../schema/unreadable.ts'
import { type CheckedEvent, KindInput, sharedColumns } from './every-kind.ts'
import { type Kind } from './kind.ts'
import { type Received } from './received.ts'

@InputType({ description: 'An API call: a request to an HTTP endpoint of the platform.' })
export class ApiCallInput extends KindInput {
  @Field(() => String, {
    nullable: true,
    description: 'Required. The route, up to 500 characters, such as `/v1/chats/:id`.',
  })
  endpoint?: string | null

  @Field(() => String, { nullable: true, description: 'Required. The HTTP method, such as `GET`.' })
  method?: string | null

  @Field(() => Count, {
    nullable: true,
    description:
      'Required. The HTTP status, 100 to 599; 0 if the request got no answer, such as after a timeout. With an ' +
      '`errorMessage` it may be left out, which is the same.',
  })
  statusCode?: number | Unreadable | null

  @Field(() => Quantity, {
    nullable: true,
    description: 'The time from the request to the end of the answer, in milliseconds, such as 12.5.',
  })
  durationMs?: number | Unreadable | null

  @Field(() => String, { nullable: true, description: 'The message of the failure, up to 2,000 characters.' })
  errorMessage?: string | null
}

export const apiCall = {
  stored: 'api_call',
  input: ApiCallInput,
  check: checkedApiCall,
  mutations: { one: 'trackApiCall', many: 'trackApiCalls', list: 'apiCalls' },
  words: { one: 'an API call: a request to an HTTP endpoint', many: 'API calls' },
} satisfies Kind<ApiCallInput>

function checkedApiCall(input: ApiCallInput, received: Received): CheckedEvent {
  const status = statusOf(input)
  return {
    ...sharedColumns(input, received, 'api_call'),
    endpoint: required(textOf(input.endpoint, 'endpoint', 500), 'endpoint'),
    method: required(textOf(input.method, 'method', 20), 'method').toUpperCase(),
    status_code: status,
    success: status !== null && status < 400,
    duration_ms: numberOf(input.durationMs, 'durationMs', 0, mostMs),
    error_message: textOf(input.errorMessage, 'errorMessage', 2_000),
  }
}

/** The HTTP status of the answer, null if there was none: HTTP clients report a timeout or a refused connection as 0. */
function statusOf({ statusCode, errorMessage }: ApiCallInput): number | null {
  if (statusCode === 0) return null
  const status = wholeOf(statusCode, 'statusCode', 100, 599)
  return errorMessage ? status : required(status, 'statusCode')
}
