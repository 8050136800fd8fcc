import { type ClassType, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { type RequestScope } from '../../request/request-scope.ts'

/** The field `userId` of a type that belongs to a user: the tables hold the number of the user. */
export function withUserId(type: abstract new () => object, description: string) {
  @Resolver(() => type)
  abstract class UserIdResolver {
    @FieldResolver(() => String, { nullable: true, description })
    async userId(
      @Ctx('scope') { loaders }: RequestScope,
      @Root() { userNo }: { userNo: number | null },
    ): Promise<string | null> {
      return userNo === null ? null : ((await loaders.userByNo.load(userNo))?.externalId ?? null)
    }
  }
  // TypeGraphQL makes instances of what extends it.
  return UserIdResolver as unknown as ClassType<object>
}
