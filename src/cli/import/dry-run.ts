import { type GraphQLInputObjectType } from 'graphql'
import { commonMistakes, mistakenIds } from '../../checks/mistaken-id.ts'
import { Rejection } from '../../checks/rejection.ts'
import { coercedEvent } from '../../graphql/sent-events/coerced.ts'
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
    const receipts = events.flatMap((event, index) => {
      const rejection = rejectionOf(event, item)
      return rejection ? [{ index, status: 'REJECTED' as const, ...rejection }] : []
    })
    const rejected = receipts.length
    return { accepted: events.length - rejected, duplicates: 0, rejected, receipts }
  }
}

function rejectionOf(
  { json }: PositionedEvent,
  item: GraphQLInputObjectType,
): Pick<Rejection, 'code' | 'field' | 'message'> | undefined {
  try {
    const [[kind, input]] = Object.entries(coercedEvent(JSON.parse(json), item, 'event')) as [
      [KindName, KindInput],
    ]
    sentAs(kinds[kind], input).check({ ...received, at: Date.now() })
    return undefined
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    const { code, field, message } = error
    return { code, field, message }
  }
}
