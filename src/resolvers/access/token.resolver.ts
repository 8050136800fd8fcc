import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { obtainToken } from '../../auth/access/obtain-token.ts'
import { refreshToken } from '../../auth/access/refresh-token.ts'
import { type Context } from '../../graphql/context.ts'
import { TokenPayload } from '../../schema/access/token.ts'

/** Open to everybody: who asks for a token has none. */
@Resolver()
export class TokenResolver {
  @Mutation(() => TokenPayload, {
    description:
      'Logs in with an account of this service, made by `npm run account`. Send it without an Authorization header. ' +
      'Ten attempts for an account and thirty from an address are allowed in five minutes.',
  })
  obtainToken(
    @Ctx() ctx: Context,
    @Arg('username', () => String, { description: 'The name of the account.' }) username: string,
    @Arg('password', () => String, { description: 'Its password. Send it in a variable.' }) password: string,
  ): Promise<TokenPayload> {
    return obtainToken(ctx, username, password)
  }

  @Mutation(() => TokenPayload, {
    description:
      'New tokens for a refresh token, which is used up by that. Sent a second time, it ends the session. Send it ' +
      'without an Authorization header.',
  })
  refreshToken(
    @Ctx() ctx: Context,
    @Arg('token', () => String, { description: 'The last refresh token.' }) token: string,
  ): Promise<TokenPayload> {
    return refreshToken(ctx, token)
  }
}
