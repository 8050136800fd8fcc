import { type ComponentType } from 'react'

/** A page: one line here, and a folder beside this file. */
export interface Page {
  /** Below `/app`; a part with a colon, as in `/users/:id`, is given to the page as a property. */
  path: string
  /** In the navigation and the title of the window. */
  name: string
  /** After `g`, this letter opens the page. Pages without one are not in the navigation. */
  key?: string
  load: () => Promise<{ default: ComponentType<Record<string, string>> }>
}

export const pages: Page[] = [
  { path: '/', name: 'Overview', key: 'o', load: () => import('./overview/overview.tsx') },
  { path: '/explore', name: 'Explore', key: 'x', load: () => import('./explore/explore.tsx') },
  { path: '/dashboards', name: 'Dashboards', key: 'd', load: () => import('./dashboards/dashboards.tsx') },
  { path: '/dashboards/:id', name: 'Dashboard', load: () => import('./dashboards/dashboard.tsx') },
  { path: '/catalogue', name: 'Catalogue', key: 't', load: () => import('./catalogue/catalogue.tsx') },
  { path: '/exports', name: 'Exports', key: 'e', load: () => import('./exports/exports.tsx') },
  { path: '/sql', name: 'SQL', key: 'q', load: () => import('./sql/sql.tsx') },
  { path: '/sql/:id', name: 'SQL', load: () => import('./sql/sql.tsx') },
  { path: '/reports', name: 'Reports', key: 'r', load: () => import('./reports/reports.tsx') },
  { path: '/reports/:id', name: 'Report', load: () => import('./reports/report.tsx') },
  { path: '/users', name: 'Users', key: 'u', load: () => import('./users/users.tsx') },
  { path: '/users/:id', name: 'User', load: () => import('./users/user.tsx') },
  {
    path: '/conversations',
    name: 'Conversations',
    key: 'c',
    load: () => import('./conversations/conversations.tsx'),
  },
  {
    path: '/conversations/:id',
    name: 'Conversation',
    load: () => import('./conversations/conversation.tsx'),
  },
  { path: '/events', name: 'Events', key: 'v', load: () => import('./events/events.tsx') },
  { path: '/models', name: 'Models and cost', key: 'm', load: () => import('./models/models.tsx') },
  { path: '/api', name: 'API', key: 'a', load: () => import('./api/api.tsx') },
  { path: '/funnels', name: 'Funnels', key: 'f', load: () => import('./funnels/funnels.tsx') },
  { path: '/funnels/:id', name: 'Funnel', load: () => import('./funnels/funnels.tsx') },
  { path: '/cohorts', name: 'Cohorts', key: 'h', load: () => import('./cohorts/cohorts.tsx') },
  { path: '/cohorts/:id', name: 'Cohorts', load: () => import('./cohorts/cohorts.tsx') },
  { path: '/segments', name: 'Segments', key: 's', load: () => import('./segments/segments.tsx') },
  { path: '/segments/:id', name: 'Segment', load: () => import('./segments/segments.tsx') },
  { path: '/paths', name: 'Paths', key: 'p', load: () => import('./paths/paths.tsx') },
  { path: '/alerts', name: 'Alerts', key: 'w', load: () => import('./alerts/alerts.tsx') },
  { path: '/alerts/:id', name: 'Alert', load: () => import('./alerts/alert.tsx') },
  { path: '/live', name: 'Live', key: 'l', load: () => import('./live/live.tsx') },
  { path: '/settings', name: 'Settings', key: ',', load: () => import('./settings/settings.tsx') },
]
