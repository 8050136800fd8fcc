import { Field, ObjectType } from 'type-graphql'
import { WarningCode } from '../codes/warning-code.ts'

@ObjectType({ description: 'A reason why an answer is not exact or not complete.' })
export class Warning {
  @Field(() => WarningCode, { description: 'The subject of the warning, such as `NOT_ALL_SHOWN`.' })
  code: WarningCode

  @Field(() => String, {
    description: 'The warning as a sentence, such as `The largest 50 of 70 groups are shown.`',
  })
  message: string

  @Field(() => String, {
    nullable: true,
    description: 'The argument that the warning is about, such as `first`; null if it is about none.',
  })
  field: string | null
}
