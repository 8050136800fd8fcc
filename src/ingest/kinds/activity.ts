import { isIP } from 'node:net'
import { Field, InputType } from 'type-graphql'
import { Rejection } from '../../checks/rejection.ts'
import { textOf } from '../../checks/text.ts'
import { JsonObject } from '../../schema/scalars.ts'
import { type CheckedEvent, KindInput, nameOf, sharedColumns } from './every-kind.ts'
import { type Kind } from './kind.ts'
import { type Received } from './received.ts'
import { readUserAgent } from './user-agent.ts'

@InputType({
  description:
    'An activity of a user with their account, such as a login. Default of `userId`: the `sub` of your token.',
})
export class ActivityInput extends KindInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Required. The type of the activity: `login`, `logout`, `registration` or any other, up to 200 characters.',
  })
  type?: string | null

  @Field(() => String, { nullable: true, description: 'The name of the user, up to 255 characters.' })
  username?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The IPv4 or IPv6 address of the user. The server stores it only if the operator allows that.',
  })
  ipAddress?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The `User-Agent` header of the user, up to 1,000 characters. Browser, operating system and device are read ' +
      'from it. Activities of crawlers are marked, and do not count as activity. Libraries of apps, such as ' +
      '`okhttp`, `CFNetwork` or `Dart`, are no crawlers.',
  })
  userAgent?: string | null

  @Field(() => JsonObject, { nullable: true, description: 'Another name for `properties`, merged into it.' })
  metadata?: Record<string, unknown> | null
}

export const activity = {
  stored: 'activity',
  input: ActivityInput,
  check: checkedActivity,
  mutations: { one: 'trackActivity', many: 'trackActivities', list: 'activities' },
  words: { one: 'an activity of a user with their account, such as a login', many: 'user activities' },
} satisfies Kind<ActivityInput>

function checkedActivity(input: ActivityInput, received: Received): CheckedEvent {
  const username = textOf(input.username, 'username', 255)
  const event = sharedColumns(
    {
      ...input,
      userId: input.userId ?? (input.anonymousId ? null : received.subject),
      properties: { ...input.properties, ...input.metadata, ...(username !== null && { username }) },
    },
    received,
    'activity',
    nameOf(input.type, 'type'),
  )
  const userAgent = textOf(input.userAgent, 'userAgent', 1_000)
  const ip = addressOf(input.ipAddress)
  return { ...event, ip: received.storeIp ? ip : null, ...readUserAgent(userAgent) }
}

function addressOf(address: string | null | undefined): string | null {
  const text = textOf(address, 'ipAddress', 45)
  if (text !== null && !isIP(text))
    throw new Rejection('INVALID_ADDRESS', 'ipAddress', 'ipAddress must be an IPv4 or IPv6 address.')
  return text
}
