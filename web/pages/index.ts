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
]
