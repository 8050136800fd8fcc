import { ArgsType, Field, Int } from 'type-graphql'
import { TimesArgs } from '../questions/times-args.ts'

@ArgsType()
export class AnswerArgs extends TimesArgs {
  @Field(() => Int, {
    defaultValue: 5,
    description:
      'The shortest time between two answers in seconds, from 5 to 3600, such as 30. Answers that did not change are left out.',
  })
  intervalSeconds: number
}
