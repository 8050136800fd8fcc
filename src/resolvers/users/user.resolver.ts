import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql'
import { user } from '../../analytics/users/user.ts'
import { users } from '../../analytics/users/users.ts'
import { type Conversation } from '../../entities/conversation.ts'
import { type Event } from '../../entities/event.ts'
import { type User as UserEntity } from '../../entities/user.ts'
import { type UserActivity } from '../../entities/user-activity.ts'
import { type Context } from '../../graphql/context.ts'
import { type Connection } from '../../schema/connection.ts'
import { ConversationConnection } from '../../schema/conversations/conversation.ts'
import { EventConnection } from '../../schema/overview/event.ts'
import { PageArgs } from '../../schema/page-args.ts'
import { QuestionArgs } from '../../schema/question-args.ts'
import { User, UserConnection, UsersArgs } from '../../schema/users/user.ts'
import { UserActivityConnection } from '../../schema/users/user-activity.ts'
import { UserAnalytics } from '../../schema/users/user-analytics.ts'
import { nestedPageCost } from '../question-cost/conversations/nested-page-cost.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { costBeside } from '../question-cost/question.ts'
import { selectedFields } from '../question-cost/selected-fields.ts'
import { userAnalyticsCost } from '../question-cost/users/user-analytics-cost.ts'
import { weights } from '../question-cost/weights.ts'

/** The lists of a user are for administrators, also where `identify` shows the user to a service. */
@Resolver(() => User)
export class UserResolver {
  @Authorized('admin')
  @Query(() => UserConnection, {
    description: 'Users, those heard of last first.',
    complexity: pageCost,
  })
  users(@Ctx() ctx: Context, @Args(() => UsersArgs) args: UsersArgs): Promise<Connection<UserEntity>> {
    return users(ctx, args)
  }

  @Authorized('admin')
  @Query(() => User, {
    nullable: true,
    description: 'One user; null when nobody has heard of them.',
    complexity: costBeside(() => weights.statement),
  })
  user(
    @Ctx() ctx: Context,
    @Arg('id', () => String, { description: 'Their `userId`.' }) id: string,
  ): Promise<UserEntity | null> {
    return user(ctx, id)
  }

  @Authorized('admin')
  @FieldResolver(() => UserActivityConnection, {
    description: 'What they did with their account, newest first.',
    complexity: nestedPageCost,
  })
  activities(
    @Ctx() { loaders }: Context,
    @Root() { no }: UserEntity,
    @Args(() => PageArgs) page: PageArgs,
  ): Promise<Connection<UserActivity>> {
    return loaders.activitiesOfUser(page).load(no)
  }

  @Authorized('admin')
  @FieldResolver(() => ConversationConnection, {
    description: 'Their conversations, newest start first.',
    complexity: nestedPageCost,
  })
  conversations(
    @Ctx() { loaders }: Context,
    @Root() { no }: UserEntity,
    @Args(() => PageArgs) page: PageArgs,
  ): Promise<Connection<Conversation>> {
    return loaders.conversationsOfUser(page).load(no)
  }

  @Authorized('admin')
  @FieldResolver(() => EventConnection, {
    description: 'Their facts of every kind, newest first.',
    complexity: nestedPageCost,
  })
  events(
    @Ctx() { loaders }: Context,
    @Root() { no }: UserEntity,
    @Args(() => PageArgs) page: PageArgs,
  ): Promise<Connection<Event>> {
    return loaders.eventsOfUser(page).load(no)
  }

  @Authorized('admin')
  @FieldResolver(() => UserAnalytics, {
    description: 'What they did, in numbers.',
    complexity: costBeside(userAnalyticsCost),
  })
  analytics(
    @Ctx() { loaders }: Context,
    @Info() info: GraphQLResolveInfo,
    @Root() { no }: UserEntity,
    @Args(() => QuestionArgs) args: QuestionArgs,
  ): Promise<Partial<UserAnalytics>> {
    return loaders.analyticsOfUser({ args, selected: selectedFields(info) }).load(no)
  }
}
