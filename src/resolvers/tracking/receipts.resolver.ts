import { Arg, FieldResolver, Resolver, Root } from 'type-graphql'
import { Receipt, ReceiptStatus, TrackPayload } from '../../schema/tracking/receipt.ts'

@Resolver(() => TrackPayload)
export class ReceiptsResolver {
  @FieldResolver(() => [Receipt], {
    description:
      'One receipt for each event, in the order of the batch; with `status`, only those with one of these outcomes.',
  })
  receipts(
    @Root() { receipts }: TrackPayload,
    @Arg('status', () => [ReceiptStatus], {
      nullable: true,
      description:
        'The outcomes to answer, such as `[REJECTED]`: a large batch has few receipts that matter to its sender. Default: all.',
    })
    statuses: ReceiptStatus[] | null,
  ): Receipt[] {
    return statuses ? receipts.filter(({ status }) => statuses.includes(status)) : receipts
  }
}
