import { Arg, Ctx, Resolver } from 'type-graphql'
import { type Job } from '../../entities/job.ts'
import { badInput } from '../../errors.ts'
import { type Context } from '../../graphql/context.ts'
import { startErasure } from '../../privacy/erasure/start-erasure.ts'
import { EraseUserInput, StartedJobPayload } from '../../schema/privacy/erasure.ts'
import { AdminMutation } from '../decorators/for-admins.ts'
import { WithUserErrors } from '../decorators/with-user-errors.ts'

@Resolver()
export class ErasureResolver {
  @AdminMutation(() => StartedJobPayload, {
    description:
      'Erases a user for ever, in the background: events, traits, all ids, and every text that names the user, in both ' +
      'databases and in the files of exports. Events of the same id that are sent later are those of a new user; a retry of ' +
      'an erased event is a duplicate.',
  })
  @WithUserErrors()
  async eraseUser(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => EraseUserInput, { description: 'The id of the user, and the same once more.' })
    { userId, confirmation }: EraseUserInput,
  ): Promise<{ job: Job }> {
    if (userId !== confirmation)
      throw badInput('NOT_CONFIRMED', 'confirmation', 'confirmation must repeat the userId.')
    const job = await startErasure(scope, userId)
    services.jobs.wake()
    return { job }
  }
}
