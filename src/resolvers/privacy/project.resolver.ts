import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { type Job as JobEntity } from '../../entities/job.ts'
import { type Project as ProjectEntity } from '../../entities/project.ts'
import { type Context } from '../../graphql/context.ts'
import { projectListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { applyRetention, createProject, updateProject } from '../../privacy/projects/change-project.ts'
import { deleteProject } from '../../privacy/projects/delete-project.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type Connection } from '../../schema/connection.ts'
import { PageArgs } from '../../schema/page-args.ts'
import { StartedJobPayload } from '../../schema/privacy/erasure.ts'
import {
  ApplyRetentionInput,
  CreateProjectInput,
  DeleteProjectInput,
  Project,
  ProjectConnection,
  ProjectPayload,
  ProjectStatus,
  UpdateProjectInput,
} from '../../schema/privacy/project.ts'
import { ProjectLimits, shownLimits } from '../../schema/privacy/project-limits.ts'
import { Retention, shownRetention } from '../../schema/privacy/retention.ts'
import { SuperAdminMutation, SuperAdminQuery } from '../decorators/for-admins.ts'
import { WithUserErrors } from '../decorators/with-user-errors.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { plusFields } from '../question-cost/question.ts'
import { weights } from '../question-cost/weights.ts'

/** A project as the resolvers of its fields find it. */
interface FoundProject {
  project: ProjectEntity
}

@Resolver(() => Project)
export class ProjectResolver {
  @SuperAdminQuery(() => ProjectConnection, {
    description: 'All projects of the service, newest first. Only for the role `super-admin`.',
    cost: pageCost,
  })
  projects(
    @Ctx('scope') { em }: RequestScope,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Connection<ProjectEntity>> {
    return page(em, projectListing, {}, args)
  }

  @SuperAdminQuery(() => Project, {
    nullable: true,
    description:
      'One project with its settings; null when there is none, also once it is deleted. Only for the role `super-admin`.',
    cost: plusFields(() => weights.statement),
  })
  project(
    @Ctx('scope') { em }: RequestScope,
    @Arg('id', () => String, { description: 'The name of the project, such as `acme`.' }) id: string,
  ): Promise<ProjectEntity | null> {
    return em.findOne(projectListing.of, { id })
  }

  @SuperAdminMutation(() => ProjectPayload, {
    description: 'Creates a project with its settings. Only for the role `super-admin`.',
  })
  @WithUserErrors()
  async createProject(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => CreateProjectInput, {
      description: 'The name that tokens will have in their claim `project`, and the settings.',
    })
    input: CreateProjectInput,
  ): Promise<FoundProject> {
    return { project: await createProject(scope, input) }
  }

  @SuperAdminMutation(() => ProjectPayload, {
    description:
      'Changes the time zone, the limits and the retention of a project. Only for the role `super-admin`.',
  })
  @WithUserErrors()
  async updateProject(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => UpdateProjectInput, { description: 'The project, and the settings that change.' })
    input: UpdateProjectInput,
  ): Promise<FoundProject> {
    return { project: await updateProject(scope, input) }
  }

  @SuperAdminMutation(() => ProjectPayload, {
    description:
      'Removes the expired events of a project now, in the background, instead of in its next night. Only for the role ' +
      '`super-admin`.',
  })
  @WithUserErrors()
  async applyRetention(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => ApplyRetentionInput, { description: 'The project whose events expire.' })
    { id }: ApplyRetentionInput,
  ): Promise<FoundProject> {
    await applyRetention(scope, id)
    services.jobs.wake()
    return { project: await scope.em.findOneOrFail(projectListing.of, { id }) }
  }

  @SuperAdminMutation(() => StartedJobPayload, {
    description:
      'Deletes a project and everything that belongs to it for ever, in the background: `project` shows it until it is gone. ' +
      'Its requests are refused from now on. Only for the role `super-admin`.',
  })
  @WithUserErrors()
  async deleteProject(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => DeleteProjectInput, {
      description: 'The name of the project, and the same once more.',
    })
    input: DeleteProjectInput,
  ): Promise<{ job: JobEntity }> {
    const job = await deleteProject(scope, input)
    services.jobs.wake()
    return { job }
  }

  @FieldResolver(() => ProjectStatus, { description: 'Whether the project can be used, such as `ACTIVE`.' })
  status(@Root() { deletingSince }: ProjectEntity): ProjectStatus {
    return deletingSince ? ProjectStatus.DELETING : ProjectStatus.ACTIVE
  }

  @FieldResolver(() => ProjectLimits, { description: 'The limits instead of those of the service.' })
  limits(@Root() { limits }: ProjectEntity): ProjectLimits {
    return shownLimits(limits)
  }

  @FieldResolver(() => Retention, { description: 'For how many days events are kept, by their kind.' })
  retention(@Root() { retention }: ProjectEntity): Retention {
    return shownRetention(retention)
  }
}
