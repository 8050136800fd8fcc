import { Field, ObjectType } from 'type-graphql'
import { type Event as EventEntity } from '../entities/event.ts'
import { Event } from './event.ts'
import { PageInfo } from './page-info.ts'

@ObjectType({ description: 'An event and its place in the list.' })
export class EventEdge {
  @Field(() => Event, { description: 'The event.' })
  node: EventEntity

  @Field(() => String, { description: 'The place in the list.' })
  cursor: string
}

@ObjectType({ description: 'A page of events, newest first.' })
export class EventConnection {
  @Field(() => [EventEdge], { description: 'The events with their cursors.' })
  edges: EventEdge[]

  @Field(() => [Event], { description: 'The events.' })
  nodes: EventEntity[]

  @Field(() => PageInfo, { description: 'Where this page ends.' })
  pageInfo: PageInfo
}
