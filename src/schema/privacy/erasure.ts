import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { Job } from '../access/job.ts'
import { UserError } from '../user-error.ts'

@InputType({ description: 'The user of whom nothing is to be left.' })
export class EraseUserInput {
  @Field(() => ID, {
    description: 'Your id of the user, or of a visitor that turned out to be the user, such as `user-7`.',
  })
  userId: string

  @Field(() => String, { description: 'The same id once more, so that no other user is erased by mistake.' })
  confirmation: string
}

@InputType({ description: 'The user whose data is to be handed out.' })
export class ExportUserInput {
  @Field(() => ID, {
    description: 'Your id of the user, or of a visitor that turned out to be the user, such as `user-7`.',
  })
  userId: string
}

@ObjectType({ description: 'The work in the background that a mutation started.' })
export class StartedJobPayload {
  @Field(() => Job, {
    nullable: true,
    description:
      'The job, which `node(id:)` and `jobs` show until 30 days after its end; null if the input was refused.',
  })
  job: Job | null

  @Field(() => [UserError], { description: 'The problems with the input; empty if the job was started.' })
  userErrors: UserError[]
}
