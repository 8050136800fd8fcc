import { Field, InputType } from 'type-graphql'
import { JsonObject } from '../scalars.ts'
import { FactInput } from './fact-input.ts'

@InputType({
  description: 'What a user did with their account. `userId` is the caller’s own `sub` by default.',
})
export class ActivityInput extends FactInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Required. What they did: `login`, `logout`, `registration` or any other, up to 200 characters.',
  })
  type?: string | null

  @Field(() => String, { nullable: true, description: 'Their name, up to 255 characters.' })
  username?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The IPv4 or IPv6 address they came from. It is stored only where the operator allows it.',
  })
  ipAddress?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'Their `User-Agent` header, up to 1,000 characters. Browser, operating system and device are read from it, ' +
      'and crawlers are marked, so that they count as nobody’s activity.',
  })
  userAgent?: string | null

  @Field(() => JsonObject, { nullable: true, description: 'Another name for `properties`, merged into it.' })
  metadata?: Record<string, unknown> | null
}

@InputType({ description: 'A batch of user activities.' })
export class TrackActivitiesInput {
  @Field(() => [ActivityInput], { description: '1 to 1,000 activities. Each is answered for itself.' })
  activities: ActivityInput[]
}
