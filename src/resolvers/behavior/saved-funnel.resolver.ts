import { Arg, Args, Authorized, Ctx, Mutation, Resolver } from 'type-graphql'
import { definitions, undefine } from '../../definitions/define.ts'
import { saveFunnel, updateFunnel } from '../../definitions/saved-funnels.ts'
import { type Definition } from '../../entities/definition.ts'
import { type Context } from '../../graphql/context.ts'
import {
  DeleteFunnelInput,
  SavedFunnelConnection,
  SavedFunnelPayload,
  SaveFunnelInput,
  UpdateFunnelInput,
} from '../../schema/behavior/saved-funnel.ts'
import { type Connection } from '../../schema/connection.ts'
import { DeletePayload } from '../../schema/definition.ts'
import { PageArgs } from '../../schema/page-args.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { pageCost } from '../question-cost/page-cost.ts'

@Resolver()
export class SavedFunnelResolver {
  @AdminQuery(() => SavedFunnelConnection, {
    description: 'The funnels that were saved, newest first. `funnel(id)` answers one.',
    cost: pageCost,
  })
  funnels(@Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs): Promise<Connection<Definition>> {
    return definitions(ctx, 'funnel', args)
  }

  @Authorized('admin')
  @Mutation(() => SavedFunnelPayload, { description: 'Saves a funnel under a name.' })
  saveFunnel(
    @Ctx() ctx: Context,
    @Arg('input', () => SaveFunnelInput, { description: 'The funnel and its name.' }) input: SaveFunnelInput,
  ): Promise<SavedFunnelPayload> {
    return saveFunnel(ctx, input)
  }

  @Authorized('admin')
  @Mutation(() => SavedFunnelPayload, { description: 'Changes a saved funnel.' })
  updateFunnel(
    @Ctx() ctx: Context,
    @Arg('input', () => UpdateFunnelInput, { description: 'Which one, and what to change.' })
    input: UpdateFunnelInput,
  ): Promise<SavedFunnelPayload> {
    return updateFunnel(ctx, input)
  }

  @Authorized('admin')
  @Mutation(() => DeletePayload, { description: 'Deletes a saved funnel. What it asked of stays.' })
  deleteFunnel(
    @Ctx() ctx: Context,
    @Arg('input', () => DeleteFunnelInput, { description: 'Which one.' }) { id }: DeleteFunnelInput,
  ): Promise<DeletePayload> {
    return undefine(ctx, 'funnel', id)
  }
}
