import { Arg, Args, Ctx, Resolver } from 'type-graphql'
import { type Job as JobEntity } from '../../entities/job.ts'
import { type Context } from '../../graphql/context.ts'
import { cancelByRequest } from '../../jobs/cancel-by-request.ts'
import { given } from '../../lists/conditions.ts'
import { jobListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { CancelJobInput, CancelJobPayload, JobArgs, JobConnection } from '../../schema/access/job.ts'
import { type Connection } from '../../schema/connection.ts'
import { AdminMutation, AdminQuery } from '../decorators/for-admins.ts'
import { type Accepted, WithUserErrors } from '../decorators/with-user-errors.ts'
import { pageCost } from '../question-cost/page-cost.ts'

@Resolver()
export class JobResolver {
  @AdminQuery(() => JobConnection, {
    description:
      'The work of the project in the background, newest first, also what has ended in the last 30 days.',
    cost: pageCost,
  })
  jobs(
    @Ctx('scope') { em }: RequestScope,
    @Args(() => JobArgs) { kind, state, ...args }: JobArgs,
  ): Promise<Connection<JobEntity>> {
    return page(em, jobListing, given({ kind, state }), args)
  }

  @AdminMutation(() => CancelJobPayload, {
    description:
      'Ends a job before it is done; nothing that it would have written appears afterwards. A job that has ended already, ' +
      'and one that erases a user, deletes a project or lets events expire, stays as it is.',
  })
  @WithUserErrors()
  async cancelJob(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => CancelJobInput, { description: 'The `id` of the job, in any process.' })
    { id }: CancelJobInput,
  ): Promise<Accepted<CancelJobPayload>> {
    return { job: await cancelByRequest(scope, services.jobs, id) }
  }
}
