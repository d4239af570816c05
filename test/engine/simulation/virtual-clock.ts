export { type VirtualClock, virtualClock } from '../../../src/engine/replay/virtual-clock.ts'
