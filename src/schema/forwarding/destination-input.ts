import { Field, Float, InputType } from 'type-graphql'
import { type ContentField } from '../definition-types.ts'
import { FilterInput } from '../filter-input.ts'
import { DateTime } from '../scalars.ts'
import { EventKind } from '../tracking/event-kind.ts'
import { WebhookHeaderInput } from '../webhooks/webhook-input.ts'
import { DestinationKind, DestinationRegion } from './destination-kind.ts'

@InputType({ description: 'A property of events and the values of it that a destination gets.' })
export class DestinationPropertyInput {
  @Field(() => String, { description: 'The key of the property, such as `plan`.' })
  key: string

  @Field(() => [String], {
    description: 'The values, at least one, such as `["pro"]`; numbers and booleans as texts, such as `"5"`.',
  })
  values: string[]
}

@InputType({
  description: 'The events that a destination gets: all given conditions must hold. Users are not filtered.',
})
export class DestinationFilterInput {
  @Field(() => [EventKind], {
    nullable: true,
    description: 'The kinds of event, such as `[MESSAGE, AI_CALL]`. Default: all.',
  })
  kinds?: string[] | null

  @Field(() => [String], {
    nullable: true,
    description: 'The names of events, up to 100, such as `["signup"]`. Default: all.',
  })
  names?: string[] | null

  @Field(() => [String], {
    nullable: true,
    description: 'The bots, up to 100, such as `["support-bot"]`. Default: all, and events without a bot.',
  })
  botIds?: string[] | null

  @Field(() => [String], {
    nullable: true,
    description: 'The channels, up to 100, such as `["web"]`. Default: all, and events without a channel.',
  })
  channels?: string[] | null

  @Field(() => FilterInput, {
    nullable: true,
    description:
      'Conditions as in questions, such as `{ property: "plan", operator: IS_NOT, values: ["free"] }`: a question with these ' +
      'conditions counts the events that are sent. An event waits until ClickHouse has it.',
  })
  where?: FilterInput | null

  @Field(() => [DestinationPropertyInput], {
    nullable: true,
    deprecationReason: 'Use `where: { property: "plan", values: ["pro"] }`.',
    description: 'Properties that events must have, up to 20, such as `[{ key: "plan", values: ["pro"] }]`.',
  })
  properties?: DestinationPropertyInput[] | null
}

/** The content of a destination as it is sent. A header without a value keeps the one that is stored. */
export interface DestinationInput {
  kind: DestinationKind
  url?: string | null
  region?: DestinationRegion | null
  /** Undefined keeps the stored one; null removes it. */
  secret?: string | null
  headers?: { name: string; value?: string }[] | null
  mixpanelProject?: string | null
  filter?: DestinationFilterInput | null
  sampleRate?: number | null
  dropFields?: string[] | null
  hashFields?: string[] | null
  hashUsers?: boolean | null
  sendsUsers?: boolean | null
  startAt?: Date | null
}

export const destinationFields: Record<keyof DestinationInput, ContentField> = {
  kind: {
    type: () => DestinationKind,
    isFixed: true,
    description: 'The product or protocol, such as `SEGMENT`.',
  },
  url: {
    type: () => String,
    isOptional: true,
    description:
      'The URL that gets the requests, such as `https://collector.example.com/v1/traces`: `https` on the port 443 or 8443, with a ' +
      'public address. Null for the product itself in its region; required for `HTTP_NDJSON`, `WEBHOOK` and `OTLP`. Another URL ' +
      'needs the secret and the headers again.',
  },
  region: {
    type: () => DestinationRegion,
    isOptional: true,
    description: 'The region of the product, such as `EU`; null for `US`. Without effect beside a `url`.',
  },
  secret: {
    type: () => String,
    isOptional: true,
    description:
      'The write key of Segment, the project API key of PostHog, the project token of Mixpanel or `username:password` of a service ' +
      'account there, a bearer token for `HTTP_NDJSON` and `OTLP`, or the secret `whsec_…` of a webhook, which is made if absent. ' +
      'Up to 1,000 characters; stored encrypted and never shown.',
  },
  headers: {
    type: () => [WebhookHeaderInput],
    isOptional: true,
    description:
      'Headers of every request, up to 20, such as `[{ name: "X-Api-Key", value: "…" }]`; null for none. Their values are stored ' +
      'encrypted. An update replaces all of them.',
  },
  mixpanelProject: {
    type: () => String,
    isOptional: true,
    description: 'The number of the project in Mixpanel, such as `2195193`, which a service account needs.',
  },
  filter: {
    type: () => DestinationFilterInput,
    isOptional: true,
    description: 'The events that are sent, such as `{ names: ["signup"] }`; null for all.',
  },
  sampleRate: {
    type: () => Float,
    isOptional: true,
    description:
      'The share of users whose rows are sent, above 0 to 1, such as 0.1: always the same users, in every destination. Null for 1.',
  },
  dropFields: {
    type: () => [String],
    isOptional: true,
    description:
      'Fields that are left out, up to 100, such as `["ip", "errorMessage", "properties.email", "traits.phone"]`.',
  },
  hashFields: {
    type: () => [String],
    isOptional: true,
    description:
      'Fields of which the HMAC-SHA-256 is sent, with a salt of the destination, up to 100, such as `["properties.email"]`.',
  },
  hashUsers: {
    type: () => Boolean,
    isOptional: true,
    description: 'Whether the ids of users are sent in this way too, such as true. Null for false.',
  },
  sendsUsers: {
    type: () => Boolean,
    isOptional: true,
    description:
      'Whether names, traits and aliases of users are sent, such as false; null for true. `OTLP` has none.',
  },
  startAt: {
    type: () => DateTime,
    isOptional: true,
    isFixed: true,
    description:
      'The instant of receipt from which on events are sent, such as `2026-01-01T00:00:00Z`; null for now.',
  },
}
