import { ObjectType } from 'type-graphql'
import { Event } from './event.ts'

@ObjectType({
  implements: Event,
  description: 'A custom event, such as `signup`, sent with `trackEvent`.',
})
export class CustomEvent extends Event {}
