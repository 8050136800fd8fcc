import { Field, ObjectType } from 'type-graphql'
import { Meta } from '../meta.ts'

@ObjectType({ description: 'The speed and reliability of the platform and of the AI models it uses.' })
export class Performance {
  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
