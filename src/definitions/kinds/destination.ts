import { Field, Float, ObjectType } from 'type-graphql'
import { checkDestination } from '../../forwarding/changes/check-destination.ts'
import { saveDestination, withoutSecrets } from '../../forwarding/changes/save-destination.ts'
import { products } from '../../forwarding/products/index.ts'
import { type DestinationContent } from '../../forwarding/stored-destination.ts'
import { Definition } from '../../schema/definition.ts'
import { type DestinationInput, destinationFields } from '../../schema/forwarding/destination-input.ts'
import { DestinationKind, DestinationRegion } from '../../schema/forwarding/destination-kind.ts'
import { Node } from '../../schema/node.ts'
import { JsonObject } from '../../schema/scalars.ts'
import { definitionKind } from '../definition-kind.ts'

@ObjectType({
  implements: Node,
  description:
    'Another product or server to which events and users are sent as they arrive, at least once each.',
})
export class Destination extends Definition {
  content: DestinationContent

  @Field(() => DestinationKind, { name: 'kind', description: 'The product or protocol, such as `SEGMENT`.' })
  product(): DestinationKind {
    return this.content.kind
  }

  @Field(() => String, {
    description:
      'The URL that gets the requests, or the host of the product, such as `https://api.segment.io`.',
  })
  url(): string {
    const { url, kind, region } = this.content
    return url ?? products[kind].host?.(region ?? 'US') ?? ''
  }

  @Field(() => DestinationRegion, { description: 'The region of the product, such as `US`.' })
  region(): DestinationRegion {
    return this.content.region ?? 'US'
  }

  @Field(() => [String], {
    description:
      'The names of the headers of its own, such as `["X-Api-Key"]`. Their values are never shown.',
  })
  headerNames(): string[] {
    return (this.content.headers ?? []).map(({ name }) => name)
  }

  @Field(() => JsonObject, {
    nullable: true,
    description: 'The events that are sent, as saved, such as `{"names": ["signup"]}`; null for all.',
  })
  filter(): object | null {
    return this.content.filter ?? null
  }

  @Field(() => Float, { description: 'The share of users whose rows are sent, such as 0.1; 1 for all.' })
  sampleRate(): number {
    return this.content.sampleRate ?? 1
  }

  @Field(() => [String], { description: 'The fields that are left out, such as `["properties.email"]`.' })
  dropFields(): string[] {
    return this.content.dropFields ?? []
  }

  @Field(() => [String], { description: 'The fields that are hashed, such as `["properties.email"]`.' })
  hashFields(): string[] {
    return this.content.hashFields ?? []
  }

  @Field(() => Boolean, { description: 'Whether the ids of users are hashed.' })
  hashUsers(): boolean {
    return this.content.hashUsers ?? false
  }

  @Field(() => Boolean, { description: 'Whether names, traits and aliases of users are sent.' })
  sendsUsers(): boolean {
    return this.content.sendsUsers ?? true
  }
}

export const destination = definitionKind<DestinationInput>({
  kind: 'destination',
  type: Destination,
  plural: 'destinations',
  content: { fields: destinationFields },
  fields: {
    list: 'destinations',
    get: 'destination',
    create: 'createDestination',
    update: 'updateDestination',
    delete: 'deleteDestination',
  },
  notes: {
    create: 'It gets what happens from then on, or from `startAt` on. `testDestination` tries it.',
    update:
      'What waits is sent with the new settings. One that was stopped runs again after `resumeDestination`.',
    delete: 'Its place in the log and its dead letters are deleted with it.',
  },
  check: checkDestination,
  stored: withoutSecrets,
  saved: saveDestination,
})
