import { type Env } from '../../env.ts'
import { type Told } from './told.ts'

/** The address of the page about the cause of a message, such as `https://…/app/alerts/17`; undefined without one that readers reach. */
export function pageOf(
  { publicUrl, web }: Pick<Env, 'publicUrl' | 'web'>,
  { type, data }: Told,
): string | undefined {
  const path = web ? paths[type]?.(data) : undefined
  return publicUrl === undefined ? undefined : path && `${publicUrl}/app${path}`
}

const alertPath = ({ alertId }: Told['data']) => alertId && `/alerts/${encodeURIComponent(alertId)}`
const segmentPath = ({ segmentId }: Told['data']) => segmentId && `/segments/${encodeURIComponent(segmentId)}`

/** The pages of `web/pages` that show what a message is about. */
const paths: Record<string, (data: Told['data']) => string | undefined> = {
  'alert.firing': alertPath,
  'alert.resolved': alertPath,
  'anomaly.detected': alertPath,
  'milestone.reached': alertPath,
  'segment.entered': segmentPath,
  'segment.left': segmentPath,
  'budget.threshold': () => '/settings?tab=budgets',
  'export.done': () => '/exports',
  'webhook.disabled': () => '/settings?tab=webhooks',
}
