import { Field, ObjectType } from 'type-graphql'
import { type Warning } from '../../checks/warning.ts'
import { WarningCode } from '../../codes/warning-code.ts'

@ObjectType({ description: 'A warning about an event that is stored.', simpleResolvers: true })
export class ReceiptWarning implements Warning {
  @Field(() => WarningCode, { description: 'The subject of the warning, such as `CLOCK_CORRECTED`.' })
  code: WarningCode

  @Field(() => String, {
    description: 'The field that the warning is about, such as `properties` or `eventId`.',
  })
  field: string

  @Field(() => String, { description: 'The change to make, as a sentence.' })
  message: string
}
