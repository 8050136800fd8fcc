import { at, collected } from '../checks/collect.ts'
import { badInput } from '../errors.ts'
import { type WidgetInput, type WidgetKind, type WidgetLayout } from '../schema/dashboards/dashboard-input.ts'

const columns = 12
const mostRows = 24
const lastRow = 1_000

type Size = Pick<WidgetLayout, 'w' | 'h'>
type Placed = Pick<WidgetInput, 'kind' | 'layout'>

const chart: Size = { w: 6, h: 4 }

/** The size of a widget without a place, by its kind. */
const usualSizes: Record<WidgetKind, Size> = {
  METRIC: { w: 3, h: 2 },
  LINE: chart,
  AREA: chart,
  BAR: chart,
  STACKED_BAR: chart,
  TABLE: chart,
  FUNNEL: chart,
  COHORTS: { w: 12, h: 5 },
  PATHS: { w: 12, h: 5 },
  HEAT_MAP: { w: 6, h: 5 },
  TEXT: { w: 12, h: 1 },
}

/**
 * The places of the widgets, aligned with them. A widget without one gets the first place, row by row, that is free and
 * large enough. The same widgets always get the same places.
 */
export function placesOf(widgets: readonly Placed[]): WidgetLayout[] {
  const taken = widgets.flatMap(({ layout }) => layout ?? [])
  return widgets.map(({ kind, layout }) => {
    if (layout) return layout
    const place = firstFree(usualSizes[kind], taken)
    taken.push(place)
    return place
  })
}

function firstFree(size: Size, taken: WidgetLayout[]): WidgetLayout {
  for (let y = 0; ; y++)
    for (let x = 0; x + size.w <= columns; x++) {
      const place = { x, y, ...size }
      if (!taken.some(other => overlap(place, other))) return place
    }
}

const overlap = (one: WidgetLayout, other: WidgetLayout) =>
  one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h

/** Refuses places outside of the grid, and two widgets at one place. @throws OUT_OF_RANGE, OVERLAP */
export function checkLayouts(widgets: readonly Pick<WidgetInput, 'title' | 'layout'>[]): void {
  collected(widgets, ({ layout }, i) => layout && at(['widgets', i, 'layout'], () => checkInside(layout)))
  collected(widgets, ({ layout }, i) => {
    const other = layout && widgets.slice(0, i).find(other => other.layout && overlap(layout, other.layout))
    if (other) at(['widgets', i], () => refuseOverlap(other))
  })
}

function checkInside({ x, y, w, h }: WidgetLayout): void {
  checkBetween('x', x, 0, columns - 1)
  checkBetween('y', y, 0, lastRow)
  checkBetween('w', w, 1, columns - x)
  checkBetween('h', h, 1, mostRows)
}

function checkBetween(field: keyof WidgetLayout, value: number, least: number, most: number): void {
  if (value < least || value > most)
    throw badInput('OUT_OF_RANGE', field, `${field} must be ${least} to ${most} here.`)
}

function refuseOverlap({ title }: Pick<WidgetInput, 'title'>): never {
  throw badInput('OVERLAP', 'layout', `The place overlaps that of the widget "${title}".`)
}
