import { Field, InputType } from 'type-graphql'
import { JsonObject } from '../scalars.ts'

/** What a service may say of any kind of fact. */
@InputType()
export class FactInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Your id of this fact, up to 255 characters, unique within the project for ever: sent again it counts once. ' +
      'Without one a UUIDv7 is given, which the receipt shows, and a retry would count twice.',
  })
  eventId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Who did it, under your id of them, up to 255 characters. Leave it out when nobody did.',
  })
  userId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The session it belongs to, up to 255 characters.',
  })
  sessionId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The conversation it belongs to, up to 255 characters.',
  })
  conversationId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The bot or assistant involved, up to 255 characters, such as `support-bot`.',
  })
  botId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Where it happened, up to 100 characters, such as `web`, `slack` or `whatsapp`.',
  })
  channel?: string | null

  @Field(() => JsonObject, {
    nullable: true,
    description:
      'Anything else worth asking about later: up to 32 kB, 255 keys and 8 levels, such as `{"plan": "pro"}`.',
  })
  properties?: Record<string, unknown> | null

  @Field(() => String, {
    nullable: true,
    description:
      'When it happened, as RFC 3339 with a zone, such as `2026-01-31T09:30:00.250Z`; between 1970 and a day ' +
      'from now. Default: when the server received it.',
  })
  timestamp?: string | null
}
