import { Field, ObjectType } from 'type-graphql'
import { CostAdvice } from '../performance/cost-advice.ts'
import { Noticed } from './noticed.ts'

@ObjectType({ description: 'Advice that would save money. Its `usd` is the saving in the range.' })
export class CostInsight extends Noticed {
  @Field(() => CostAdvice, {
    description: 'The numbers and the assumption of the saving, as in `costAdvice`.',
  })
  advice: CostAdvice
}
