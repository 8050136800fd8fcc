import { ArgsType, Field, Float, ObjectType } from 'type-graphql'
import { Count } from './scalars.ts'

@ObjectType({
  description: 'The calls or messages with a response time between two edges: a bar of a histogram.',
})
export class ResponseTimeBucket {
  @Field(() => Float, {
    description: 'The shortest response time, in milliseconds (inclusive), such as 250.',
  })
  fromMs: number

  @Field(() => Float, {
    nullable: true,
    description:
      'The end of the response times, in milliseconds (exclusive), such as 500; null for the last bucket, which has no end.',
  })
  toMs: number | null

  @Field(() => Count, { description: 'The number of calls or messages with such a response time.' })
  count: number

  @Field(() => Float, {
    nullable: true,
    description: '`count` ÷ all calls or messages with a response time, 0 to 1; null if none has one.',
  })
  share: number | null
}

@ArgsType()
export class ResponseTimeHistogramArgs {
  @Field(() => [Float], {
    nullable: true,
    description:
      'The response times at which a new bucket begins, in milliseconds, ascending: 1 to 100 edges above 0, up to ' +
      '31,536,000,000 (a year). `[200, 1000]` gives under 200 ms, 200 ms to 1 s, and longer. Default: 50, 100, 250, 500, ' +
      '1000, 2500, 5000, 10000, 30000, 60000.',
  })
  edges?: number[] | null
}

@ObjectType({
  description: 'The ended conversations with a duration between two edges: a bar of a histogram.',
})
export class DurationBucket {
  @Field(() => Float, { description: 'The shortest duration, in seconds (inclusive), such as 60.' })
  fromSeconds: number

  @Field(() => Float, {
    nullable: true,
    description:
      'The end of the durations, in seconds (exclusive), such as 300; null for the last bucket, which has no end.',
  })
  toSeconds: number | null

  @Field(() => Count, { description: 'The ended conversations with such a duration, from start to end.' })
  conversations: number

  @Field(() => Float, {
    nullable: true,
    description: '`conversations` ÷ all ended conversations, 0 to 1; null if no conversation ended.',
  })
  share: number | null
}

@ArgsType()
export class DurationHistogramArgs {
  @Field(() => [Float], {
    nullable: true,
    description:
      'The durations at which a new bucket begins, in seconds, ascending: 1 to 100 edges above 0, up to 31,536,000 (a ' +
      'year). `[60, 300]` gives under a minute, 1 to 5 minutes, and longer. Default: 60, 300, 600, 1800, 3600, 14400, 86400.',
  })
  edges?: number[] | null
}
