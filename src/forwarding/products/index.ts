import { type DestinationKind } from '../../schema/forwarding/destination-kind.ts'
import { mixpanel } from './mixpanel.ts'
import { otlp } from './otlp.ts'
import { ndjson, webhook } from './plain.ts'
import { posthog } from './posthog.ts'
import { type Product } from './product.ts'
import { segment } from './segment.ts'

/** The products and protocols that destinations speak. */
export const products: Record<DestinationKind, Product> = {
  HTTP_NDJSON: ndjson,
  WEBHOOK: webhook,
  SEGMENT: segment,
  POSTHOG: posthog,
  MIXPANEL: mixpanel,
  OTLP: otlp,
}
