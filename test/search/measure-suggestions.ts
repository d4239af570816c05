/**
 * Measures suggestions on the labelled set, each request left out in turn: `node test/search/measure-suggestions.ts`. The rest of the set
 * are the past cases. The set and the catalogue are of one hand, so the figures compare ways; they do not promise a rate in service.
 */
import { suggestionRates } from './leave-one-out.ts'

for (const [way, rates] of Object.entries(suggestionRates()))
  for (const [what, { top1, top3 }] of Object.entries(rates))
    console.log(`${way} | ${what} | ${(100 * top1).toFixed(1)} % | ${(100 * top3).toFixed(1)} %`)
