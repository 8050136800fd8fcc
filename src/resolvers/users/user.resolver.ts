import { Arg, Args, Ctx, ID, Resolver, Root } from 'type-graphql'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { user } from '../../analytics/users/user.ts'
import { users } from '../../analytics/users/users.ts'
import { type Conversation } from '../../entities/conversation.ts'
import { type Event } from '../../entities/event.ts'
import { type User as UserEntity } from '../../entities/user.ts'
import { type UserActivity } from '../../entities/user-activity.ts'
import { type OrderedPage } from '../../lists/page.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Connection } from '../../schema/connection.ts'
import { ConversationConnection, ConversationPageArgs } from '../../schema/conversations/conversation.ts'
import { EventConnection, EventPageArgs } from '../../schema/overview/event.ts'
import { QuestionArgs } from '../../schema/question-args.ts'
import { User, UserConnection, UsersArgs } from '../../schema/users/user.ts'
import { UserActivityConnection } from '../../schema/users/user-activity.ts'
import { UserAnalytics } from '../../schema/users/user-analytics.ts'
import { AdminField, AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { givenId } from '../given-id.ts'
import { objectCost } from '../question-cost/answer-cost.ts'
import { nestedPage } from '../question-cost/conversations/nested-page-cost.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { plusFields } from '../question-cost/question.ts'
import { userAnalyticsCost } from '../question-cost/users/user-analytics-cost.ts'
import { weights } from '../question-cost/weights.ts'

/** The lists of a user are for administrators, also where `identify` shows the user to a service. */
@Resolver(() => User)
export class UserResolver {
  @AdminQuery(() => UserConnection, {
    description: 'Users, the newest first unless `orderBy` says otherwise.',
    cost: pageCost,
  })
  users(
    @Ctx('scope') scope: RequestScope,
    @Args(() => UsersArgs) args: UsersArgs,
  ): Promise<Connection<UserEntity>> {
    return users(scope, args)
  }

  @AdminQuery(() => User, {
    nullable: true,
    description: 'One user; null when the project has none with this id.',
    cost: plusFields(() => weights.statement),
  })
  user(
    @Ctx('scope') scope: RequestScope,
    @Arg('userId', () => ID, {
      nullable: true,
      description: 'Required. The `userId` of the user, such as `ann`.',
    })
    userId?: string | null,
    @Arg('id', () => ID, {
      nullable: true,
      description: 'The former name of `userId`.',
      deprecationReason: 'Use `userId`.',
    })
    id?: string | null,
  ): Promise<UserEntity | null> {
    return user(scope, givenId('userId', userId, id))
  }

  @AdminField(() => UserActivityConnection, {
    description: 'The account activities of the user, newest first.',
    ...nestedPage,
  })
  activities(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { no }: UserEntity,
    @Args(() => EventPageArgs) page: OrderedPage,
  ): Promise<Connection<UserActivity>> {
    return loaders.activitiesOfUser(page).load(no)
  }

  @AdminField(() => ConversationConnection, {
    description: 'The conversations of the user, the latest start first.',
    ...nestedPage,
  })
  conversations(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { no }: UserEntity,
    @Args(() => ConversationPageArgs) page: OrderedPage,
  ): Promise<Connection<Conversation>> {
    return loaders.conversationsOfUser(page).load(no)
  }

  @AdminField(() => EventConnection, {
    description: 'The events of the user, of every kind, newest first.',
    ...nestedPage,
  })
  events(
    @Ctx('scope') { loaders }: RequestScope,
    @Root() { no }: UserEntity,
    @Args(() => EventPageArgs) page: OrderedPage,
  ): Promise<Connection<Event>> {
    return loaders.eventsOfUser(page).load(no)
  }

  @AdminField(() => UserAnalytics, {
    description:
      'The use that the user made of the platform in a range: sessions, messages, topics, engagement.',
    cost: objectCost,
    once: userAnalyticsCost,
  })
  analytics(
    @Ctx('scope') { loaders }: RequestScope,
    @Selected() selected: Selection,
    @Root() { no }: UserEntity,
    @Args(() => QuestionArgs) args: QuestionArgs,
  ): Promise<Partial<UserAnalytics>> {
    return loaders.analyticsOfUser({ args, selected }).load(no)
  }
}
