import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import Overview from './overview/overview.tsx'

type Content = ComponentType<Record<string, string>>

/** A page: one line here, and a folder beside this file. */
export interface Page {
  /** Below `/app`; a part with a colon, as in `/users/:id`, is given to the page as a property. */
  path: string
  /** In the navigation and the title of the window. */
  name: string
  /** After `g`, this letter opens the page. Pages without one are not in the navigation. */
  key?: string
  component: Content | LazyExoticComponent<Content>
}

export const pages: Page[] = [
  // Most people open it first, so it is a part of the first scripts.
  { path: '/', name: 'Overview', key: 'o', component: Overview },
  { path: '/explore', name: 'Explore', key: 'x', component: lazy(() => import('./explore/explore.tsx')) },
  {
    path: '/dashboards',
    name: 'Dashboards',
    key: 'd',
    component: lazy(() => import('./dashboards/dashboards.tsx')),
  },
  { path: '/dashboards/:id', name: 'Dashboard', component: lazy(() => import('./dashboards/dashboard.tsx')) },
  {
    path: '/catalogue',
    name: 'Catalogue',
    key: 't',
    component: lazy(() => import('./catalogue/catalogue.tsx')),
  },
  { path: '/exports', name: 'Exports', key: 'e', component: lazy(() => import('./exports/exports.tsx')) },
  { path: '/sql', name: 'SQL', key: 'q', component: lazy(() => import('./sql/sql.tsx')) },
  { path: '/sql/:id', name: 'SQL', component: lazy(() => import('./sql/sql.tsx')) },
  { path: '/reports', name: 'Reports', key: 'r', component: lazy(() => import('./reports/reports.tsx')) },
  { path: '/reports/:id', name: 'Report', component: lazy(() => import('./reports/report.tsx')) },
  { path: '/users', name: 'Users', key: 'u', component: lazy(() => import('./users/users.tsx')) },
  { path: '/users/:id', name: 'User', component: lazy(() => import('./users/user.tsx')) },
  {
    path: '/conversations',
    name: 'Conversations',
    key: 'c',
    component: lazy(() => import('./conversations/conversations.tsx')),
  },
  {
    path: '/conversations/:id',
    name: 'Conversation',
    component: lazy(() => import('./conversations/conversation.tsx')),
  },
  { path: '/events', name: 'Events', key: 'v', component: lazy(() => import('./events/events.tsx')) },
  {
    path: '/models',
    name: 'Models and cost',
    key: 'm',
    component: lazy(() => import('./models/models.tsx')),
  },
  { path: '/api', name: 'API', key: 'a', component: lazy(() => import('./api/api.tsx')) },
  { path: '/funnels', name: 'Funnels', key: 'f', component: lazy(() => import('./funnels/funnels.tsx')) },
  { path: '/funnels/:id', name: 'Funnel', component: lazy(() => import('./funnels/funnels.tsx')) },
  { path: '/cohorts', name: 'Cohorts', key: 'h', component: lazy(() => import('./cohorts/cohorts.tsx')) },
  { path: '/cohorts/:id', name: 'Cohorts', component: lazy(() => import('./cohorts/cohorts.tsx')) },
  { path: '/segments', name: 'Segments', key: 's', component: lazy(() => import('./segments/segments.tsx')) },
  { path: '/segments/:id', name: 'Segment', component: lazy(() => import('./segments/segments.tsx')) },
  { path: '/paths', name: 'Paths', key: 'p', component: lazy(() => import('./paths/paths.tsx')) },
  { path: '/alerts', name: 'Alerts', key: 'w', component: lazy(() => import('./alerts/alerts.tsx')) },
  { path: '/alerts/:id', name: 'Alert', component: lazy(() => import('./alerts/alert.tsx')) },
  { path: '/live', name: 'Live', key: 'l', component: lazy(() => import('./live/live.tsx')) },
  { path: '/settings', name: 'Settings', key: ',', component: lazy(() => import('./settings/settings.tsx')) },
]
