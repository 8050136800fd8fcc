import { type CSSProperties, useId } from 'react'
import { type Place } from './places.ts'
import { type Widget, WidgetView } from './widget-view.tsx'

interface GridProps {
  widgets: readonly Widget[]
  zone: string
  compared: string | undefined
}

/** The widgets at their places; one below the other on a phone, in the order in which they are read. */
export const Grid = ({ widgets, zone, compared }: GridProps) => (
  <div className="grid-12">
    {inReadingOrder(widgets).map(widget => (
      <WidgetCard key={widget.id} widget={widget} zone={zone} compared={compared} />
    ))}
  </div>
)

export const styleOf = ({ x, y, w, h }: Place): CSSProperties => ({
  gridColumn: `${x + 1} / span ${w}`,
  gridRow: `${y + 1} / span ${h}`,
})

const inReadingOrder = (widgets: readonly Widget[]) =>
  widgets.toSorted(({ layout: one }, { layout: other }) => one.y - other.y || one.x - other.x)

function WidgetCard({
  widget,
  zone,
  compared,
}: {
  widget: Widget
  zone: string
  compared: string | undefined
}) {
  const heading = useId()
  return (
    <section className="card widget" aria-labelledby={heading} style={styleOf(widget.layout)}>
      <h2 id={heading}>{widget.title}</h2>
      <WidgetView widget={widget} zone={zone} compared={compared} />
    </section>
  )
}
