import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql'
import { type User as UserEntity } from '../../entities/user.ts'
import { measuresOf, numbersOf, sameNames, statsOf } from '../numbers.ts'
import { StatsArgs } from '../question-args.ts'
import { User } from '../users/user.ts'
import { CallMeasures, ResponseTimeMeasures } from './call-measures.ts'

/** The numbers of any set of API calls. */
export const apiFields = {
  calls: 'apiCalls',
  callsPerMinute: 'apiCallsPerMinute',
  errors: 'apiErrors',
  errorRate: 'apiErrorRate',
  ...sameNames('clientErrors', 'serverErrors'),
  timedCalls: 'timedApiCalls',
  averageResponseTimeMs: 'apiResponseTimeMs',
  p50Ms: 'apiP50Ms',
  p75Ms: 'apiP75Ms',
  p90Ms: 'apiP90Ms',
  p95Ms: 'apiP95Ms',
  p99Ms: 'apiP99Ms',
} as const

const description = 'API calls: requests to HTTP endpoints of the platform.'

const ApiMeasures = measuresOf('Api', description, apiFields, CallMeasures, ResponseTimeMeasures)
const ApiNumbers = numbersOf('Api', description, ApiMeasures)
export const ApiStats = statsOf('Api', description, ApiNumbers)

@ObjectType({ description: 'The API calls to one endpoint with one method.' })
export class EndpointUsage extends ApiNumbers {
  @Field(() => String, { description: 'The route, such as `/v1/chats/:id`.' })
  endpoint: string

  @Field(() => String, { description: 'The HTTP method, such as `GET`.' })
  method: string

  @Field(() => Float, {
    nullable: true,
    description: 'The share of this endpoint in all API calls of the range, 0 to 1.',
  })
  share: number | null
}

@ObjectType({
  description: 'The API calls with one `userId` in numbers, or those without any.',
  implements: ApiMeasures,
})
export class ApiUsageUser extends ApiMeasures {
  @Field(() => User, {
    nullable: true,
    description:
      'The caller, with names, traits and lists; null for the calls that were sent without a `userId`.',
  })
  user: UserEntity | null

  @Field(() => Float, {
    nullable: true,
    description: 'The share of this user in all API calls of the range, 0 to 1.',
  })
  share: number | null
}

@ObjectType({ description: `${description} Together, over time, by endpoint and by user.` })
export class ApiUsage extends ApiStats {
  @Field(() => [EndpointUsage], { description: 'Each endpoint and method, the most frequent first.' })
  endpoints: EndpointUsage[]
}

@ArgsType()
export class ApiUsageArgs extends StatsArgs {
  @Field(() => String, { nullable: true, description: 'Only this endpoint, such as `/v1/chats/:id`.' })
  endpoint?: string | null

  @Field(() => String, { nullable: true, description: 'Only this HTTP method, such as `GET`.' })
  method?: string | null

  @Field(() => Int, {
    defaultValue: 50,
    description: 'The number of `endpoints`, 1 to 1,000, the most frequent first.',
  })
  first: number
}
