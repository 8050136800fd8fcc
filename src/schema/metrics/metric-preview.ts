import { Field, Int, ObjectType } from 'type-graphql'
import { UserErrorCode } from '../../codes/user-error-code.ts'
import { MetricAnswer } from './metric-answer.ts'

@ObjectType({ description: 'A place in the text of a formula, such as line 1, column 9.' })
export class TextPosition {
  @Field(() => Int, { description: 'The line of the place, from 1.' })
  line: number

  @Field(() => Int, { description: 'The column of the place within its line, from 1, in UTF-16 units.' })
  column: number

  @Field(() => Int, {
    description: 'The number of UTF-16 units before the place, such as 8 for column 9 of line 1.',
  })
  offset: number
}

@ObjectType({ description: 'Something that keeps a formula from being computed.' })
export class FormulaProblem {
  @Field(() => UserErrorCode, { description: 'The kind of the problem, such as `INVALID_FORMULA`.' })
  code: UserErrorCode

  @Field(() => String, { description: 'The problem in a sentence, such as "There is no metric “mesages”."' })
  message: string

  @Field(() => TextPosition, { description: 'The place in the formula, for an editor to mark.' })
  position: TextPosition
}

@ObjectType({ description: 'A formula that is not saved: its errors, or its numbers.' })
export class MetricPreview {
  @Field(() => [FormulaProblem], { description: 'The problems of the formula; empty if it can be computed.' })
  errors: FormulaProblem[]

  @Field(() => MetricAnswer, {
    nullable: true,
    description: 'The numbers of the formula; null if there are errors.',
  })
  answer: MetricAnswer | null
}
