import { Arg, Ctx, ID, Resolver, Root } from 'type-graphql'
import { isRowId } from '../../analytics/query/definition.ts'
import { Job as JobEntity } from '../../entities/job.ts'
import { readNodeId } from '../../entities/node-id.ts'
import { badInput } from '../../errors.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { Job } from '../../schema/access/job.ts'
import { happeningsOf } from '../../streams/happenings-of.ts'
import { AdminSubscription } from '../decorators/for-admins.ts'
import { objectCost } from '../question-cost/answer-cost.ts'

@Resolver()
export class JobChangedResolver {
  @AdminSubscription<{ id?: string | null }>(() => Job, {
    nullable: true,
    description:
      'A job whenever its state, its progress, its attempts or its error has changed; null for one that was deleted. With an `id` ' +
      'that job, also as it is now; otherwise each job of the project, from now on.',
    cost: objectCost,
    happenings: async ({ id }, { scope, listening }) =>
      happeningsOf(listening, 'job', id == null ? undefined : await rowIdOf(scope, id)),
  })
  jobChanged(
    @Ctx('scope') { em }: RequestScope,
    @Root() id: string,
    @Arg('id', () => ID, {
      nullable: true,
      description: 'The `id` of one job, as `jobs` or `startExport` gave it. Default: every job.',
    })
    _id: string | null | undefined,
  ): Promise<JobEntity | null> {
    return em.findOne(JobEntity, { id })
  }
}

/** @throws NOT_FOUND */
async function rowIdOf({ em }: RequestScope, id: string): Promise<string> {
  const named = readNodeId(id)
  const isJob = named?.type === 'Job' && isRowId(named.key)
  const job = isJob ? await em.findOne(JobEntity, { id: named.key }) : null
  if (!job) throw badInput('NOT_FOUND', 'id', 'This project has no job with this id.')
  return job.id
}
