import { type GraphQLInputObjectType } from 'graphql'
import { commonMistakes, mistakenIds } from '../../checks/mistaken-id.ts'
import { Rejection } from '../../checks/rejection.ts'
import { readableEvent } from '../../graphql/sent-events/readable.ts'
import { type KindInput } from '../../ingest/kinds/every-kind.ts'
import { type KindName, kinds } from '../../ingest/kinds/index.ts'
import { sentAs } from '../../ingest/track.ts'
import { serviceSchema } from '../../resolvers/build-schema.ts'
import { type Batch, type PositionedEvent, type TrackAnswer } from './batches.ts'

const received = {
  project: 'none',
  subject: 'import',
  skewMs: 0,
  storeIp: false,
  isMistakenId: mistakenIds(commonMistakes),
}

/**
 * Checks each event as the service does, without sending it. The answer has no duplicates, because only the service knows
 * the ids that it has.
 */
export function dryRunOf(): (batch: Batch) => TrackAnswer {
  const item = serviceSchema().getType('AnyEventInput') as GraphQLInputObjectType // a type of our own schema
  return ({ events }) => {
    const receipts = events.map((event, index) => ({ index, ...verdict(event, item) }))
    const rejected = receipts.filter(({ status }) => status === 'REJECTED').length
    return { accepted: events.length - rejected, duplicates: 0, rejected, receipts }
  }
}

function verdict({ json }: PositionedEvent, item: GraphQLInputObjectType) {
  try {
    const [[kind, input]] = Object.entries(readableEvent(JSON.parse(json), item, 'event') as object) as [
      [KindName, KindInput],
    ]
    sentAs(kinds[kind], input).check({ ...received, at: Date.now() })
    return { status: 'ACCEPTED', code: null, field: null, message: null } as const
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    const { code, field, message } = error
    return { status: 'REJECTED', code, field, message } as const
  }
}
