import { Counter, Gauge, type Registry } from 'prom-client'
import type { HubStats } from './hub.ts'

/** Adds the figures of the live side; read when they are asked for. */
export const addHubMetrics = (registry: Registry, stats: () => HubStats): void => {
  new Gauge({
    name: 'yihao_live_pages',
    help: 'Pages with a live socket, by view',
    labelNames: ['view'],
    registers: [registry],
    collect() {
      const { desks, walls } = stats()
      this.set({ view: 'desk' }, desks)
      this.set({ view: 'wall' }, walls)
    },
  })
  new Counter({
    name: 'yihao_live_frames_sent_total',
    help: 'Frames sent to pages',
    registers: [registry],
    collect() {
      this.reset()
      this.inc(stats().framesSent)
    },
  })
  new Counter({
    name: 'yihao_live_sockets_ended_total',
    help: 'Live sockets that ended, by reason',
    labelNames: ['reason'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [reason, count] of Object.entries(stats().ended)) this.inc({ reason }, count)
    },
  })
}
