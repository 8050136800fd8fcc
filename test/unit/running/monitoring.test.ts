import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createMetrics } from '../../../src/metrics.ts'
import { partsOf } from '../../support/running/promql.ts'

interface Rule {
  alert: string
  expr: string
  for?: string
  labels: Record<string, string>
  annotations: Record<string, string>
}
interface Panel {
  id: number
  type: string
  title: string
  gridPos: { x: number; y: number; w: number; h: number }
  targets?: { expr: string; legendFormat: string }[]
}

const rules: Rule[] = parse(readFileSync('deploy/prometheus/convograph.rules.yml', 'utf8')).groups.flatMap(
  (group: { rules: Rule[] }) => group.rules,
)
const panels: Panel[] = JSON.parse(readFileSync('deploy/grafana/convograph.json', 'utf8')).panels
const targets = panels.flatMap(({ title, targets = [] }) => targets.map(target => ({ title, ...target })))

/** The series that `/metrics` shows, each with its labels, beside those that Prometheus adds. */
const series = new Map<string, string[]>([['up', []]])
const { registry } = createMetrics()
const types = new Map(
  [...(await registry.metrics()).matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, type]) => [name!, type!]),
)
for (const metric of registry.getMetricsAsArray()) {
  const labels = (metric as unknown as { labelNames: string[] }).labelNames
  if (types.get(metric.name) !== 'histogram') series.set(metric.name, labels)
  else {
    series.set(`${metric.name}_bucket`, [...labels, 'le'])
    for (const end of ['sum', 'count']) series.set(`${metric.name}_${end}`, labels)
  }
}

const functions = ['histogram_quantile', 'increase', 'max', 'min', 'rate', 'sum', 'topk', 'vector']

/** The labels of the result of a query, all of whose names are checked. */
function checkedLabels(query: string): string[] {
  const { selectors, functions: called, grouped } = partsOf(query)
  expect(called.filter(name => !functions.includes(name))).toEqual([])
  const known = selectors.flatMap(({ name, labels }) => {
    expect([...series.keys()]).toContain(name)
    const all = ['job', 'instance', ...series.get(name)!]
    expect(all).toEqual(expect.arrayContaining(labels))
    return all
  })
  if (grouped) expect(known).toEqual(expect.arrayContaining(grouped))
  if (called.includes('histogram_quantile')) expect(grouped).toContain('le')
  const isTotal = !grouped && called.some(name => ['max', 'min', 'sum'].includes(name))
  return grouped ?? (isTotal ? [] : known)
}

const named = (pattern: RegExp, text: string) => [...text.matchAll(pattern)].map(([, name]) => name!)

test('every metric has its series', () => {
  expect([...types.keys()].length).toBeGreaterThan(15)
  expect(series.get('convograph_request_duration_seconds_bucket')).toEqual(['operation', 'le'])
  expect(series.get('convograph_engine_up')).toEqual(['engine'])
})

test('the codes that alerts watch are counted from 0, so that the first error is an increase', async () => {
  const watched = rules.flatMap(({ expr }) => named(/errors_total\{code="(\w+)"/g, expr))
  expect(watched).not.toEqual([])
  const text = await registry.metrics()
  for (const code of watched) expect(text).toContain(`convograph_errors_total{code="${code}"} 0`)
})

test('a metric, a label or a bracket that does not exist is noticed', () => {
  expect(() => checkedLabels('convograph_engines_up == 0')).toThrow()
  expect(() => checkedLabels('sum by (code) (convograph_engine_up)')).toThrow()
  expect(() => checkedLabels('convograph_engine_up{name="clickhouse"}')).toThrow()
  expect(() => checkedLabels('max(convograph_engine_up')).toThrow('An unmatched (')
  expect(() => checkedLabels('median(convograph_engine_up)')).toThrow()
  expect(
    checkedLabels('sum by (code) (rate(convograph_errors_total{job="x"}[5m])) > 1 or vector(0)'),
  ).toEqual(['code'])
})

describe('the rules of Prometheus', () => {
  test('have different names', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length)
  })

  test.each(rules.map(rule => [rule.alert, rule] as const))('%s', (_, rule) => {
    expect(Object.keys(rule)).toEqual(
      ['alert', 'expr', 'for', 'labels', 'annotations'].filter(key => key !== 'for' || rule.for),
    )
    expect(rule.alert).toMatch(/^Convograph[A-Z]/)
    expect(rule.for ?? '1m').toMatch(/^\d+[mh]$/)
    expect(['warning', 'critical']).toContain(rule.labels.severity)
    expect(rule.annotations.summary).toMatch(/\.$/)
    const labels = checkedLabels(rule.expr)
    expect(labels).toEqual(
      expect.arrayContaining(named(/\$labels\.(\w+)/g, Object.values(rule.annotations).join())),
    )
  })
})

describe('the dashboard of Grafana', () => {
  test.each(targets.map(target => [`${target.title}: ${target.legendFormat}`, target] as const))(
    '%s',
    (_, target) => {
      expect(target.expr).toContain('{job="$job",instance=~"$instance"')
      const labels = checkedLabels(target.expr)
      expect(labels).toEqual(expect.arrayContaining(named(/\{\{(\w+)\}\}/g, target.legendFormat)))
    },
  )

  test('has panels with different ids, side by side', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
    const places = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)} ${y + Math.floor(i / w)}`),
    )
    expect(new Set(places).size).toBe(places.length)
    expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true)
  })
})
