import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql'
import { type UserActivity as UserActivityEntity } from '../../entities/user-activity.ts'
import { connectionOf } from '../connection.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { Event, EventPageArgs } from '../overview/event.ts'
import { JsonObject } from '../scalars.ts'

@ObjectType({
  implements: Event,
  description: 'An activity of a user with their account, such as a login.',
})
export class UserActivity
  extends Event
  implements Pick<UserActivityEntity, 'ip' | 'userAgent' | 'browser' | 'os' | 'device'>
{
  @Field(() => String, { name: 'type', description: 'The type of the activity, such as `login`.' })
  override name: string

  @Field(() => String, {
    name: 'ipAddress',
    nullable: true,
    description: 'The network address of the user; null if the operator does not store addresses.',
  })
  ip: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The `User-Agent` header as sent, which `browser`, `os`, `device` and `isBot` are read from.',
  })
  userAgent: string | null

  @Field(() => String, { nullable: true, description: 'The browser, such as `Firefox`.' })
  browser: string | null

  @Field(() => String, { nullable: true, description: 'The operating system, such as `Windows`.' })
  os: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The device type, such as `desktop`, `mobile` or `tablet`.',
  })
  device: string | null

  @Field(() => JsonObject, {
    name: 'metadata',
    nullable: true,
    description: 'The custom properties sent with the activity, such as `{"plan": "pro"}`.',
  })
  override properties: Record<string, unknown> | null
}

export const UserActivityConnection = connectionOf(UserActivity, {
  article: 'A',
  one: 'user activity',
  many: 'user activities',
})

@InputType({ description: 'The activities to list; all given conditions hold together.' })
export class UserActivityFilterInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Only activities of the user with this `userId`, such as `ann`.',
  })
  userId?: string | null

  @Field(() => String, { nullable: true, description: 'Only activities of this type, such as `login`.' })
  type?: string | null

  @Field(() => String, { nullable: true, description: 'Only activities on this channel, such as `web`.' })
  channel?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Only activities with this bot or assistant, such as `support-bot`.',
  })
  botId?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only activities of crawlers (true), or only activities not marked as a crawler’s (false).',
  })
  isBot?: boolean | null

  @Field(() => String, {
    nullable: true,
    description: 'Only activities with this browser, such as `Firefox`.',
  })
  browser?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Only activities on this device type, such as `mobile`.',
  })
  device?: string | null

  @Field(() => DateRangeInput, {
    nullable: true,
    description:
      'Only activities that happened in this range, such as `{ preset: TODAY }`; start inclusive, end exclusive.',
  })
  range?: DateRangeInput | null
}

@ArgsType()
export class UserActivitiesArgs extends EventPageArgs {
  @Field(() => UserActivityFilterInput, {
    nullable: true,
    description:
      'Conditions that the listed activities meet, all of them, such as `{ userId: "ann" }`. Default: all activities.',
  })
  filter?: UserActivityFilterInput | null
}
