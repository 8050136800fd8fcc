import { globSync, readFileSync } from 'node:fs'
import { dirname, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'

/**
 * The folders and files of `src` and of `web`, from the bottom layer up: each imports only from itself and from those above it
 * in its list.
 */
const floorsOf = {
  src: [
    'schema/described-enum.ts',
    'codes',
    'errors.ts',
    'package-folder.ts',
    'statistics.ts',
    'durations.ts',
    'entities',
    'metrics-catalogue',
    'clickhouse/topology',
    'clickhouse',
    'schema/instant.ts',
    'schema/unreadable.ts',
    'schema/scalars.ts',
    'schema/user-error.ts',
    'schema/largest.ts',
    'checks',
    'tables',
    'ingest/kinds',
    'schema',
    'analytics/query',
    'lists',
    'analytics/measures/metric-expression.ts',
    'formulas',
    'analytics',
    'anomalies',
    'env',
    'env.ts',
    'postgres',
    'auth/viewer.ts',
    'auth/tokens',
    'auth/api-keys/api-keys.ts',
    'auth/share-links',
    'auth/projects',
    'auth',
    'metrics.ts',
    'audit',
    'limits',
    'delivery',
    'request',
    'custom-queries',
    'jobs',
    'webhooks',
    'streams',
    'auth/api-keys',
    'auth/accounts',
    'postgres/embedded',
    'engines',
    'http',
    'pricing',
    'ingest',
    'otlp',
    'budgets',
    'rollup',
    'projection',
    'forwarding',
    'personal-data',
    'health',
    'services.ts',
    'graphql',
    'logged-error.ts',
    'resolvers/saved-input.ts',
    'questions',
    'dashboards',
    'reports',
    'alerts',
    'exports',
    'privacy',
    'definitions',
    'watched-segments',
    'insights',
    'resolvers/question-cost',
    'resolvers',
    'graphql/plugins',
    'graphql/subscriptions',
    'graphql/apollo.ts',
    'mcp',
    'http/routes',
    'server.ts',
    'job-kinds.ts',
    'app.ts',
    'projection/verify',
    'cli/import',
    'cli/demo',
    'cli',
    'main.ts',
  ],
  web: [
    'api/operation.ts',
    'address',
    'format',
    'api/failure.ts',
    'api/cut.ts',
    'session/session.graphql.ts',
    'session/session.ts',
    'session/tokens.ts',
    'api',
    'parts/failure-note.tsx',
    'session',
    'charts/use-width.ts',
    'charts/sparkline.tsx',
    'parts',
    'charts',
    'answers',
    'pages/overview',
    'pages/alerts',
    'pages/live',
    'pages/settings',
    'pages/explore',
    'pages/dashboards',
    'pages/catalogue',
    'pages/exports',
    'pages/users',
    'pages/conversations',
    'pages/models',
    'pages/api',
    'pages/funnels',
    'pages/cohorts',
    'pages/segments',
    'pages/paths',
    'pages/events',
    'pages/sql',
    'pages/reports',
    'pages/shared',
    'pages',
    'shell',
    'app.tsx',
    'main.tsx',
    'codegen',
    'vite.config.ts',
    'explorer',
    'build',
  ],
}

describe.each(Object.entries(floorsOf))('%s', (root, floors) => {
  const files = globSync(`${root}/**/*.{ts,tsx}`).map(file => file.slice(`${root}/`.length))
  const importsOf = (file: string): string[] =>
    [...readFileSync(`${root}/${file}`, 'utf8').matchAll(/(?:from |import |import\()'(\.[^']+)'/g)]
      .map(([, path]) => normalize(`${dirname(file)}/${path}`))
      .filter(path => !path.startsWith('..'))

  /** A file belongs to the layer with the longest matching path. */
  function floorOf(file: string): number {
    const under = floors.filter(floor => file === floor || file.startsWith(`${floor}/`))
    return floors.indexOf(under.sort((one, other) => other.length - one.length)[0] ?? '')
  }

  test('every file belongs to a layer', () => {
    expect(files.filter(file => floorOf(file) < 0)).toEqual([])
  })

  test('no file imports from a higher layer', () => {
    const upward = files.flatMap(file =>
      importsOf(file)
        .filter(imported => floorOf(imported) > floorOf(file))
        .map(imported => `${file} imports ${imported}`),
    )
    expect(upward).toEqual([])
  })

  test('no file imports itself, directly or through others', () => {
    const settled = new Set<string>()
    const circle = (file: string, way: string[]): string[] | undefined => {
      if (way.includes(file)) return [...way.slice(way.indexOf(file)), file]
      if (settled.has(file)) return undefined
      for (const imported of importsOf(file)) {
        const found = circle(imported, [...way, file])
        if (found) return found
      }
      settled.add(file)
      return undefined
    }
    expect(files.map(file => circle(file, [])).find(Boolean)).toBeUndefined()
  })
})

test('no folder has more than 30 files', () => {
  const sizes = new Map<string, number>()
  for (const file of globSync('{src,test,bench,migrations,web}/**/*.{ts,tsx,graphql,json,css}'))
    sizes.set(dirname(file), (sizes.get(dirname(file)) ?? 0) + 1)
  expect([...sizes].filter(([, size]) => size > 30)).toEqual([])
})
