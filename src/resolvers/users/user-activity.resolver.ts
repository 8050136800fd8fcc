import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { userActivities } from '../../analytics/users/user-activities.ts'
import { type UserActivity as UserActivityEntity } from '../../entities/user-activity.ts'
import { type Context } from '../../graphql/context.ts'
import { type Connection } from '../../schema/connection.ts'
import { UserActivitiesArgs, UserActivity, UserActivityConnection } from '../../schema/users/user-activity.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { withUserId } from './user-id.ts'

@Resolver(() => UserActivity)
export class UserActivityResolver extends withUserId(UserActivity, 'Who did it, under your id of them.') {
  @AdminQuery(() => UserActivityConnection, {
    description: 'What users did with their accounts, newest first: logins, registrations and the like.',
    cost: pageCost,
  })
  userActivities(
    @Ctx() ctx: Context,
    @Args(() => UserActivitiesArgs) args: UserActivitiesArgs,
  ): Promise<Connection<UserActivityEntity>> {
    return userActivities(ctx, args)
  }

  @FieldResolver(() => String, { nullable: true, description: 'What they were called, as it was sent.' })
  username(@Root() { properties }: UserActivityEntity): string | null {
    const username = properties?.username
    return typeof username === 'string' ? username : null
  }

  @FieldResolver(() => Boolean, { description: 'Whether a crawler or a program did it, by its user agent.' })
  isBot(@Root() { isBot }: UserActivityEntity): boolean {
    return isBot ?? false
  }
}
