import { type Delivery } from '../../entities/reports/delivery.ts'
import { type DeliveryError } from '../../schema/reports/report-run.ts'

/** The reason why the last attempt of a delivery failed; null if none has. */
export const deliveryError = ({
  errorCode,
  errorMessage,
}: Pick<Delivery, 'errorCode' | 'errorMessage'>): DeliveryError | null =>
  errorCode ? { code: errorCode, message: errorMessage ?? '' } : null
