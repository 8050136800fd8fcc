/** A place on a grid of 12 columns; rows count from 0 and go on for ever. */
export interface Place {
  x: number
  y: number
  w: number
  h: number
}

const columns = 12
const mostRows = 24

/**
 * The places after one of them was moved or resized. It stays within the grid, and those that it would cover move down below
 * it, and in turn those below them.
 */
export function moved(places: readonly Place[], index: number, change: Partial<Place>): Place[] {
  const first = inside({ ...places[index]!, ...change })
  const settled = new Map([[index, first]])
  const others = [...places.keys()].filter(other => other !== index)
  for (const other of others.sort((one, two) => byPlace(places[one]!, places[two]!)))
    settled.set(other, lowered(places[other]!, [...settled.values()]))
  return places.map((_, each) => settled.get(each)!)
}

/** Every place as far up as there is room, in their order. */
export function withoutGaps(places: readonly Place[]): Place[] {
  const settled = new Map<number, Place>()
  for (const index of [...places.keys()].sort((one, two) => byPlace(places[one]!, places[two]!)))
    settled.set(index, raised(places[index]!, [...settled.values()]))
  return places.map((_, index) => settled.get(index)!)
}

/** A place for one more, below all others. */
export const below = (places: readonly Place[], size: Pick<Place, 'w' | 'h'>): Place => ({
  x: 0,
  y: Math.max(0, ...places.map(({ y, h }) => y + h)),
  ...size,
})

function inside({ x, y, w, h }: Place): Place {
  const width = between(w, 1, columns)
  return { x: between(x, 0, columns - width), y: Math.max(0, y), w: width, h: between(h, 1, mostRows) }
}

const between = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value))

const byPlace = (one: Place, other: Place) => one.y - other.y || one.x - other.x

function lowered(place: Place, taken: readonly Place[]): Place {
  const cover = taken.find(other => overlap(place, other))
  return cover ? lowered({ ...place, y: cover.y + cover.h }, taken) : place
}

function raised(place: Place, taken: readonly Place[]): Place {
  const higher = { ...place, y: place.y - 1 }
  return higher.y < 0 || taken.some(other => overlap(higher, other)) ? place : raised(higher, taken)
}

const overlap = (one: Place, other: Place) =>
  one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h
