import { type DashboardInput, type WidgetInput } from '../../schema/dashboards/dashboard-input.ts'

/** A dashboard as a client would send it: enums and instants are texts, and defaults are left out. */
export interface BuiltInDashboard extends Pick<DashboardInput, 'range' | 'compare'> {
  name: string
  description: string
  widgets: BuiltInWidget[]
}

interface BuiltInWidget extends Pick<WidgetInput, 'key' | 'title' | 'kind' | 'text' | 'layout'> {
  question?: object
}
