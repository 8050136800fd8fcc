import { type ComponentType, lazy, Suspense } from 'react'
import { hrefOf, useAsked, useChoice } from '../../address/location.ts'
import { Link } from '../../parts/link.tsx'
import { useViewer } from '../../session/viewer.tsx'

interface Tab {
  name: string
  /** What the tab answers. */
  title: string
  Content: ComponentType
  /** Whether only super-admins may see it. */
  isForAll?: false
}

const tabs = {
  keys: { name: 'Keys', title: 'Who may send and ask?', Content: lazy(() => import('./keys/keys.tsx')) },
  prices: {
    name: 'Prices',
    title: 'What does a token cost?',
    Content: lazy(() => import('./prices/prices.tsx')),
  },
  budgets: {
    name: 'Budgets',
    title: 'Will the money last?',
    Content: lazy(() => import('./budgets/budgets.tsx')),
  },
  webhooks: {
    name: 'Webhooks',
    title: 'Do messages arrive?',
    Content: lazy(() => import('./webhooks/webhooks.tsx')),
  },
  destinations: {
    name: 'Destinations',
    title: 'Where do events go on to?',
    Content: lazy(() => import('./destinations/destinations.tsx')),
  },
  audit: { name: 'Audit log', title: 'Who did what?', Content: lazy(() => import('./audit/audit.tsx')) },
  limits: {
    name: 'Limits',
    title: 'How much is left, and what is running?',
    Content: lazy(() => import('./limits/limits.tsx')),
  },
  projects: {
    name: 'Projects',
    title: 'Which projects are there?',
    Content: lazy(() => import('./projects/projects.tsx')),
    isForAll: false,
  },
} satisfies Record<string, Tab>

type TabKey = keyof typeof tabs
const keys = Object.keys(tabs) as TabKey[]

/** What the project is run with. Each tab loads and asks alone. */
export default function Settings() {
  const { question } = useAsked()
  const { viewer } = useViewer()
  const shown = keys.filter(key => !('isForAll' in tabs[key]) || viewer.roles.includes('SUPER_ADMIN'))
  const [tab] = useChoice('tab', shown)
  const { title, Content } = tabs[tab]
  return (
    <>
      <nav className="tabs" aria-label="Settings">
        {shown.map(key => (
          <Link
            key={key}
            href={hrefOf('/settings', question, { tab: key })}
            aria-current={key === tab ? 'page' : undefined}
          >
            {tabs[key].name}
          </Link>
        ))}
      </nav>
      <h1 className="page-title">{title}</h1>
      <Suspense fallback={<div className="skeleton" aria-hidden="true" />}>
        <Content />
      </Suspense>
    </>
  )
}
