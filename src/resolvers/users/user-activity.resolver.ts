import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { userActivities } from '../../analytics/users/user-activities.ts'
import { type UserActivity as UserActivityEntity } from '../../entities/user-activity.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Connection } from '../../schema/connection.ts'
import { UserActivitiesArgs, UserActivity, UserActivityConnection } from '../../schema/users/user-activity.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { pageCost } from '../question-cost/page-cost.ts'

@Resolver(() => UserActivity)
export class UserActivityResolver {
  @AdminQuery(() => UserActivityConnection, {
    description: 'Account activities of users, such as logins and registrations, newest first.',
    cost: pageCost,
  })
  userActivities(
    @Ctx('scope') scope: RequestScope,
    @Args(() => UserActivitiesArgs) args: UserActivitiesArgs,
  ): Promise<Connection<UserActivityEntity>> {
    return userActivities(scope, args)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The username as sent with this activity, such as `Ann`; the user may have another one by now.',
  })
  username(@Root() { properties }: UserActivityEntity): string | null {
    const username = properties?.username
    return typeof username === 'string' ? username : null
  }

  @FieldResolver(() => Boolean, { description: 'Whether the user agent is that of a crawler or a program.' })
  isBot(@Root() { isBot }: UserActivityEntity): boolean {
    return isBot ?? false
  }
}
