import { Args, Ctx, Resolver, Root } from 'type-graphql'
import { type AiCall } from '../../entities/ai-call.ts'
import { type ApiCall } from '../../entities/api-call.ts'
import { type Message } from '../../entities/message.ts'
import { type User as UserEntity } from '../../entities/user.ts'
import { type OrderedPage } from '../../lists/page.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Connection } from '../../schema/connection.ts'
import { MessageConnection } from '../../schema/conversations/message.ts'
import { EventPageArgs } from '../../schema/overview/event.ts'
import { AiCallConnection } from '../../schema/performance/ai-call.ts'
import { ApiCallConnection } from '../../schema/performance/api-call.ts'
import { User } from '../../schema/users/user.ts'
import { AdminField } from '../decorators/for-admins.ts'
import { nestedPage } from '../question-cost/conversations/nested-page-cost.ts'

/** These lists are for administrators too: see `UserResolver`. */
@Resolver(() => User)
export class UserEventsResolver {
  @AdminField(() => MessageConnection, {
    description:
      'The messages of the conversations of the user, newest first, with response time, tokens and cost.',
    ...nestedPage,
  })
  messages(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { no }: UserEntity,
    @Args(() => EventPageArgs) page: OrderedPage,
  ): Promise<Connection<Message>> {
    return loaders.messagesOfUser(page).load(no)
  }

  @AdminField(() => AiCallConnection, {
    description: 'The AI calls for the user, newest first, with tokens, cost, duration and error.',
    ...nestedPage,
  })
  aiCalls(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { no }: UserEntity,
    @Args(() => EventPageArgs) page: OrderedPage,
  ): Promise<Connection<AiCall>> {
    return loaders.aiCallsOfUser(page).load(no)
  }

  @AdminField(() => ApiCallConnection, {
    description: 'The API calls of the user, newest first, with status, duration and error.',
    ...nestedPage,
  })
  apiCalls(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { no }: UserEntity,
    @Args(() => EventPageArgs) page: OrderedPage,
  ): Promise<Connection<ApiCall>> {
    return loaders.apiCallsOfUser(page).load(no)
  }
}
