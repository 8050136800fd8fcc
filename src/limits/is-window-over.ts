/**
 * Whether the window of the row `known` is over, in an `on conflict do update` whose new row begins a window of the same
 * length. One that ends later than that was begun before the clock went back, and would hold for as long as it did. The
 * slack is for statements that begin windows at the same time, of which the earlier one waits for the later one.
 */
export const isWindowOver =
  "(known.resets_at <= now() or known.resets_at > excluded.resets_at + interval '10 seconds')"
