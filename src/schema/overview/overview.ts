import { ObjectType } from 'type-graphql'
import { type StatsArgs } from '../question-args.ts'

/** Holds the arguments for its parts. Each part is a field resolver, so that one can fail alone. */
@ObjectType({
  description:
    'A dashboard in one request. Each part is computed only if selected. A part that fails is null, with its error in ' +
    '`errors`; the other parts are answered.',
})
export class Overview {
  args: StatsArgs
}
