import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import { styleOf } from './grid.tsx'
import { type Place } from './places.ts'

interface DraggableProps {
  title: string
  place: Place
  move: (change: Partial<Place>) => void
  change: () => void
  remove: () => void
  children: ReactNode
}

const rowHeight = 100

/** A widget that is moved and resized by mouse and by keyboard. */
export function Draggable({ title, place, move, change, remove, children }: DraggableProps) {
  const box = useRef<HTMLElement>(null)
  const { x, y, w, h } = place
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, Partial<Place>> = event.shiftKey
      ? { ArrowLeft: { w: w - 1 }, ArrowRight: { w: w + 1 }, ArrowUp: { h: h - 1 }, ArrowDown: { h: h + 1 } }
      : { ArrowLeft: { x: x - 1 }, ArrowRight: { x: x + 1 }, ArrowUp: { y: y - 1 }, ArrowDown: { y: y + 1 } }
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    event.stopPropagation()
    move(step)
  }
  /** Follows the pointer by whole columns and rows until it is let go. */
  const drag = (
    event: PointerEvent<HTMLElement>,
    changeOf: (columns: number, rows: number) => Partial<Place>,
  ) => {
    const grid = box.current!.parentElement!
    const columnWidth = grid.clientWidth / 12
    const { clientX, clientY, currentTarget, pointerId } = event
    currentTarget.setPointerCapture(pointerId)
    const onMove = (now: globalThis.PointerEvent) =>
      move(
        changeOf(
          Math.round((now.clientX - clientX) / columnWidth),
          Math.round((now.clientY - clientY) / rowHeight),
        ),
      )
    currentTarget.addEventListener('pointermove', onMove)
    currentTarget.addEventListener(
      'lostpointercapture',
      () => currentTarget.removeEventListener('pointermove', onMove),
      {
        once: true,
      },
    )
  }
  return (
    <section ref={box} className="card widget edited" style={styleOf(place)} aria-label={title}>
      <header className="card-head">
        <button
          type="button"
          className="handle"
          aria-label={`${title}: column ${x + 1}, row ${y + 1}, ${w} wide, ${h} high. Arrow keys move it, with Shift they resize it.`}
          onKeyDown={onKeyDown}
          onPointerDown={event => drag(event, (columns, rows) => ({ x: x + columns, y: y + rows }))}
        >
          ⠿ {title}
        </button>
        <div className="card-aside">
          <button type="button" className="button quiet" aria-label={`Change “${title}”`} onClick={change}>
            ✎
          </button>
          <button type="button" className="button quiet" aria-label={`Remove “${title}”`} onClick={remove}>
            ✕
          </button>
        </div>
      </header>
      {children}
      <span
        className="corner"
        aria-hidden="true"
        onPointerDown={event => drag(event, (columns, rows) => ({ w: w + columns, h: h + rows }))}
      />
    </section>
  )
}
