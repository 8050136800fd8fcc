import { Field, ObjectType } from 'type-graphql'
import { Meta } from '../meta.ts'

@ObjectType({ description: 'How fast and how reliably the platform answers, and the models behind it.' })
export class Performance {
  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}
