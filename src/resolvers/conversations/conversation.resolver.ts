import { Arg, Args, Ctx, FieldResolver, Float, ID, Resolver, Root } from 'type-graphql'
import { conversation } from '../../analytics/conversations/conversation.ts'
import { conversations } from '../../analytics/conversations/conversations.ts'
import { type Conversation as ConversationEntity } from '../../entities/conversation.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Connection } from '../../schema/connection.ts'
import {
  Conversation,
  ConversationConnection,
  ConversationsArgs,
} from '../../schema/conversations/conversation.ts'
import { Count, Decimal } from '../../schema/scalars.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { givenId } from '../given-id.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { plusFields } from '../question-cost/question.ts'
import { weights } from '../question-cost/weights.ts'
import { withUser } from '../users/with-user.ts'

const lookedUp = { complexity: weights.lookup }

@Resolver(() => Conversation)
export class ConversationResolver extends withUser(Conversation) {
  @AdminQuery(() => ConversationConnection, {
    description: 'Conversations with their current state, the latest start first.',
    cost: pageCost,
  })
  conversations(
    @Ctx('scope') scope: RequestScope,
    @Args(() => ConversationsArgs) args: ConversationsArgs,
  ): Promise<Connection<ConversationEntity>> {
    return conversations(scope, args)
  }

  @AdminQuery(() => Conversation, {
    nullable: true,
    description: 'One conversation; null when the project has none with this id.',
    cost: plusFields(() => weights.statement),
  })
  conversation(
    @Ctx('scope') scope: RequestScope,
    @Arg('conversationId', () => ID, {
      nullable: true,
      description: 'Required. The `conversationId` of the conversation, such as `c-17`.',
    })
    conversationId?: string | null,
    @Arg('id', () => ID, {
      nullable: true,
      description: 'The former name of `conversationId`.',
      deprecationReason: 'Use `conversationId`.',
    })
    id?: string | null,
  ): Promise<ConversationEntity | null> {
    return conversation(scope, givenId('conversationId', conversationId, id))
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'The time from start to end, in seconds; null while the conversation is open.',
  })
  durationSeconds(@Root() { startedAt, endedAt }: ConversationEntity): number | null {
    return endedAt && (endedAt.getTime() - startedAt.getTime()) / 1_000
  }

  @FieldResolver(() => Count, {
    description: 'Messages of every role in this conversation so far, for example 12.',
    ...lookedUp,
  })
  async messageCount(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() root: ConversationEntity,
  ): Promise<number> {
    return (await loaders.conversationMetrics.load(root)).messages
  }

  @FieldResolver(() => Count, {
    description: 'Input, cached and output tokens of the messages.',
    ...lookedUp,
  })
  async totalTokens(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() root: ConversationEntity,
  ): Promise<number> {
    return (await loaders.conversationMetrics.load(root)).tokens
  }

  @FieldResolver(() => Decimal, {
    nullable: true,
    description:
      'The known cost of the messages, in US dollars; null when no message has a known cost. See `unpricedCalls`.',
    ...lookedUp,
  })
  async costUsd(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() root: ConversationEntity,
  ): Promise<string | null> {
    return (await loaders.conversationMetrics.load(root)).costUsd
  }

  @FieldResolver(() => Count, {
    description:
      'Messages whose cost is unknown or a lower bound: no price, or not all tokens were reported.',
    ...lookedUp,
  })
  async unpricedCalls(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() root: ConversationEntity,
  ): Promise<number> {
    return (await loaders.conversationMetrics.load(root)).unpricedCalls
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Mean response time of the messages that have one, in milliseconds; null when none has.',
    ...lookedUp,
  })
  async averageResponseTimeMs(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() root: ConversationEntity,
  ): Promise<number | null> {
    return (await loaders.conversationMetrics.load(root)).responseTimeMs
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'The former name of `averageResponseTimeMs`.',
    deprecationReason: 'Use `averageResponseTimeMs`.',
    ...lookedUp,
  })
  avgResponseTimeMs(
    @Ctx('scope') scope: RequestScope,
    @Root() root: ConversationEntity,
  ): Promise<number | null> {
    return this.averageResponseTimeMs(scope, root)
  }
}
