import { ArgsType, Field, InputType, ObjectType } from 'type-graphql'
import { type UserActivity as UserActivityEntity } from '../../entities/user-activity.ts'
import { connectionOf } from '../connection.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { PageArgs } from '../page-args.ts'
import { JsonObject } from '../scalars.ts'
import { Fact } from '../tracking/fact.ts'

@ObjectType({ description: 'What a user did with their account.' })
export class UserActivity
  extends Fact
  implements
    Pick<UserActivityEntity, 'name' | 'ip' | 'userAgent' | 'browser' | 'os' | 'device' | 'properties'>
{
  @Field(() => String, { name: 'type', description: 'What they did, such as `login`.' })
  name: string

  @Field(() => String, {
    name: 'ipAddress',
    nullable: true,
    description: 'The address they came from; null where the operator does not store it.',
  })
  ip: string | null

  @Field(() => String, { nullable: true, description: 'Their `User-Agent` header.' })
  userAgent: string | null

  @Field(() => String, { nullable: true, description: 'The browser, such as `Firefox`.' })
  browser: string | null

  @Field(() => String, { nullable: true, description: 'The operating system, such as `Windows`.' })
  os: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The kind of device, such as `desktop`, `mobile` or `tablet`.',
  })
  device: string | null

  @Field(() => JsonObject, { name: 'metadata', nullable: true, description: 'What else was sent with it.' })
  properties: Record<string, unknown> | null
}

export const UserActivityConnection = connectionOf(UserActivity, {
  article: 'A',
  one: 'user activity',
  many: 'user activities',
})

@InputType({ description: 'Which user activities to list; all conditions hold together.' })
export class UserActivityFilterInput {
  @Field(() => String, { nullable: true, description: 'Only what this user did.' })
  userId?: string | null

  @Field(() => String, { nullable: true, description: 'Only activities of this type, such as `login`.' })
  type?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those of crawlers, or with false only those not marked as a crawler’s.',
  })
  isBot?: boolean | null

  @Field(() => String, { nullable: true, description: 'Only with this browser, such as `Firefox`.' })
  browser?: string | null

  @Field(() => String, { nullable: true, description: 'Only on this kind of device, such as `mobile`.' })
  device?: string | null

  @Field(() => DateRangeInput, { nullable: true, description: 'Only what happened in this range.' })
  range?: DateRangeInput | null
}

@ArgsType()
export class UserActivitiesArgs extends PageArgs {
  @Field(() => UserActivityFilterInput, { nullable: true, description: 'Which activities. Default: all.' })
  filter?: UserActivityFilterInput | null
}
