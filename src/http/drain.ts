/** Whether the service is about to stop. A draining service answers on, tells probes, and closes connections after answers. */
export interface Drain {
  isDraining: boolean
}
