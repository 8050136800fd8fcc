import { type WidgetInput } from '../schema/dashboards/dashboard-input.ts'

/** The keys of widgets, aligned with them: their own, or those of their numbers. */
export const keysOf = (widgets: readonly Pick<WidgetInput, 'key'>[]): string[] =>
  widgets.map(({ key }, i) => key ?? `widget-${i + 1}`)
