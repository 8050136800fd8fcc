import { Field, InputType, ObjectType } from 'type-graphql'
import { connectionOf } from '../connection.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { DateTime } from '../scalars.ts'
import { UserError } from '../user-error.ts'
import { ProjectLimitsInput } from './project-limits.ts'
import { RetentionInput } from './retention.ts'

export const ProjectStatus = describedEnum('ProjectStatus', 'Whether a project can be used.', {
  ACTIVE: 'Requests with tokens and keys of the project are answered.',
  DELETING: 'The project and all that belongs to it is being deleted; requests of the project are refused.',
})
export type ProjectStatus = EnumOf<typeof ProjectStatus>

@ObjectType({ description: 'A project: a tenant of the service, whose data no other project can read.' })
export class Project {
  @Field(() => String, { description: 'The name that tokens have in their claim `project`, such as `acme`.' })
  id: string

  @Field(() => String, { description: 'The time zone in which days begin, such as `Europe/Berlin`.' })
  timeZone: string

  @Field(() => DateTime, {
    description: 'The time of `createProject`, or of the first request with a token of the project.',
  })
  createdAt: Date

  @Field(() => Boolean, {
    description: 'Whether the first token of the project created it, not an operator.',
  })
  fromToken: boolean

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The instant before which events have expired, the end of the last kept day; null if none has. Daily statistics ' +
      'reach further back.',
  })
  keptUntil: Date | null
}

export const ProjectConnection = connectionOf(Project, { article: 'A', one: 'project', many: 'projects' })

@InputType({ description: 'A tenant that is to be added, with its settings.' })
export class CreateProjectInput {
  @Field(() => String, {
    description:
      'The name of the project, 1 to 100 printable characters, such as `acme`. It cannot be changed.',
  })
  id: string

  @Field(() => String, {
    nullable: true,
    description: 'The time zone in which days begin, such as `Europe/Berlin`. Default: `UTC`.',
  })
  timeZone?: string | null

  @Field(() => ProjectLimitsInput, {
    nullable: true,
    description: 'The limits instead of those of the service. Default: none.',
  })
  limits?: ProjectLimitsInput | null

  @Field(() => RetentionInput, {
    nullable: true,
    description: 'For how many days events are kept. Default: for ever.',
  })
  retention?: RetentionInput | null
}

@InputType({
  description: 'The settings of a project that change; fields that are left out stay as they are.',
})
export class UpdateProjectInput {
  @Field(() => String, { description: 'The name of the project, such as `acme`.' })
  id: string

  @Field(() => String, {
    nullable: true,
    description:
      'The time zone in which days begin, such as `Europe/Berlin`. The daily statistics are computed anew, so that it cannot ' +
      'change once events have expired.',
  })
  timeZone?: string | null

  @Field(() => ProjectLimitsInput, {
    nullable: true,
    description: 'The limits that change. Every server process applies them within 5 seconds.',
  })
  limits?: ProjectLimitsInput | null

  @Field(() => RetentionInput, {
    nullable: true,
    description:
      'The kinds whose days change. Events expire in the next night of the project, or by `applyRetention`.',
  })
  retention?: RetentionInput | null
}

@InputType({ description: 'The project whose expired events are to be removed.' })
export class ApplyRetentionInput {
  @Field(() => String, { description: 'The name of the project, such as `acme`.' })
  id: string
}

@InputType({ description: 'The project that is to be deleted with everything that belongs to it.' })
export class DeleteProjectInput {
  @Field(() => String, { description: 'The name of the project, such as `acme`.' })
  id: string

  @Field(() => String, {
    description: 'The same name once more, so that no other project is deleted by mistake.',
  })
  confirmation: string
}

@ObjectType({ description: 'A project after it was created or changed.' })
export class ProjectPayload {
  @Field(() => Project, { nullable: true, description: 'The project; null if the input was refused.' })
  project: Project | null

  @Field(() => [UserError], { description: 'The problems with the input; empty if it was accepted.' })
  userErrors: UserError[]
}
