import { type ClassType, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql'
import { type User as UserEntity } from '../../entities/user.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { User } from '../../schema/users/user.ts'
import { AdminField } from '../decorators/for-admins.ts'
import { edge } from '../question-cost/edge.ts'

/** The fields `userId` and `user` of a type that belongs to a user: the tables hold the number of the user. */
export function withUser(type: abstract new () => object) {
  @Resolver(() => type)
  abstract class WithUserResolver {
    @FieldResolver(() => ID, {
      nullable: true,
      description: 'The `userId` as sent, such as `ann`; null if there is no user.',
    })
    async userId(
      @Ctx('scope') { loaders }: RequestScope,
      @Root() { userNo }: { userNo: number | null },
    ): Promise<string | null> {
      return userNo === null ? null : ((await loaders.userByNo.load(userNo))?.externalId ?? null)
    }

    @AdminField(() => User, {
      nullable: true,
      description: 'The user, with name, traits and lists; null without a user.',
      ...edge,
    })
    user(
      @Ctx('scope') { loaders }: RequestScope,
      @Root() { userNo }: { userNo: number | null },
    ): Promise<UserEntity | null> | null {
      return userNo === null ? null : loaders.currentUserByNo.load(userNo)
    }
  }
  // TypeGraphQL makes instances of what extends it.
  return WithUserResolver as unknown as ClassType<object>
}
