import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { DateTime } from '../scalars.ts'

@ObjectType({
  description: 'A mail address whose owner has unsubscribed from a report by the link in one of its mails.',
})
export class ReportUnsubscribe {
  @Field(() => String, {
    description:
      'The mail address in lower case, such as `ann@example.com`. It may still be among the recipients.',
  })
  email: string

  @Field(() => DateTime, { description: 'The instant at which the owner unsubscribed.' })
  at: Date
}

@InputType({ description: 'The recipient who is to get the mails of a report again.' })
export class ResubscribeRecipientInput {
  @Field(() => ID, { description: 'The `id` of a report, as `reports` lists it and creating it returned.' })
  reportId: string

  @Field(() => String, {
    description: 'The mail address of somebody who asked to get the report again, such as `ann@example.com`.',
  })
  email: string
}
