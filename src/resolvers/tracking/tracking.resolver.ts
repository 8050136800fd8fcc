import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql'
import { type Context } from '../../graphql/context.ts'
import { checkedActivity } from '../../ingest/activity.ts'
import { checkedAiCall } from '../../ingest/ai-call.ts'
import { sentAnyFact } from '../../ingest/any-fact.ts'
import { checkedApiCall } from '../../ingest/api-call.ts'
import { checkedConversation } from '../../ingest/conversation.ts'
import { checkedEvent } from '../../ingest/event.ts'
import { identify } from '../../ingest/identify.ts'
import { checkedMessage } from '../../ingest/message.ts'
import { checkedSystemMetric } from '../../ingest/system-metric.ts'
import { track } from '../../ingest/track.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { ActivityInput, TrackActivitiesInput } from '../../schema/tracking/activity-input.ts'
import { AiCallInput, TrackAiCallsInput } from '../../schema/tracking/ai-call-input.ts'
import { TrackInput } from '../../schema/tracking/any-fact-input.ts'
import { ApiCallInput, TrackApiCallsInput } from '../../schema/tracking/api-call-input.ts'
import { ConversationInput, TrackConversationsInput } from '../../schema/tracking/conversation-input.ts'
import { EventInput, TrackEventsInput } from '../../schema/tracking/event-input.ts'
import { MessageInput, TrackMessagesInput } from '../../schema/tracking/message-input.ts'
import { TrackPayload } from '../../schema/tracking/receipt.ts'
import { SystemMetricInput, TrackSystemMetricsInput } from '../../schema/tracking/system-metric-input.ts'
import { IdentifyInput, IdentifyPayload } from '../../schema/users/identify.ts'
import { RatedAs } from '../access/rated-as.ts'
import { factResolver } from './fact-resolver.ts'

@Resolver()
class TrackingResolver {
  @Authorized('service', 'admin')
  @RatedAs('batch')
  @Mutation(() => TrackPayload, {
    description:
      'Records up to 1,000 facts of any kinds, each answered for itself: a bad one is rejected, its neighbours ' +
      'are stored. Send the same batch again after a failure: what was stored comes back as DUPLICATE.',
  })
  track(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => TrackInput, { description: 'The facts.' }) input: TrackInput,
  ): Promise<TrackPayload> {
    return track(scope, services, input.facts.map(sentAnyFact), 'facts')
  }

  @Authorized('service', 'admin')
  @RatedAs('track')
  @Mutation(() => IdentifyPayload, {
    description: 'Remembers who a user is. It is no event: it makes nobody active.',
  })
  identify(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => IdentifyInput, { description: 'The user and what is known about them.' })
    input: IdentifyInput,
  ): Promise<IdentifyPayload> {
    return identify(scope, input)
  }
}

export const trackingResolvers = [
  TrackingResolver,
  factResolver({
    one: 'trackEvent',
    many: 'trackEvents',
    input: EventInput,
    batch: TrackEventsInput,
    list: 'events',
    description: 'something that happened on the platform',
    check: checkedEvent,
  }),
  factResolver({
    one: 'trackActivity',
    many: 'trackActivities',
    input: ActivityInput,
    batch: TrackActivitiesInput,
    list: 'activities',
    description: 'what a user did with their account',
    check: checkedActivity,
  }),
  factResolver({
    one: 'trackConversation',
    many: 'trackConversations',
    input: ConversationInput,
    batch: TrackConversationsInput,
    list: 'conversations',
    description: 'a conversation that started, ended or changed',
    check: checkedConversation,
  }),
  factResolver({
    one: 'trackMessage',
    many: 'trackMessages',
    input: MessageInput,
    batch: TrackMessagesInput,
    list: 'messages',
    description: 'a message of a conversation',
    check: checkedMessage,
  }),
  factResolver({
    one: 'trackAiCall',
    many: 'trackAiCalls',
    input: AiCallInput,
    batch: TrackAiCallsInput,
    list: 'aiCalls',
    description: 'a request to a language model',
    check: checkedAiCall,
  }),
  factResolver({
    one: 'trackApiCall',
    many: 'trackApiCalls',
    input: ApiCallInput,
    batch: TrackApiCallsInput,
    list: 'apiCalls',
    description: 'a request to an HTTP endpoint of the platform',
    check: checkedApiCall,
  }),
  factResolver({
    one: 'trackSystemMetric',
    many: 'trackSystemMetrics',
    input: SystemMetricInput,
    batch: TrackSystemMetricsInput,
    list: 'systemMetrics',
    description: 'a measured value of a machine or process',
    check: checkedSystemMetric,
  }),
] as const
