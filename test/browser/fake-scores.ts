import type { Page } from 'playwright-core'

const item = (indicator: string, counted: number, base: number, points: number | null = null) => ({
  ...{ indicator, counted, base, points },
  rate: base === 0 ? null : Math.floor((counted * 20_000 + base) / (2 * base)),
  notScored: points !== null || base === 0 ? null : 'too_few',
})

const others = [
  ...[item('satisfaction_raw', 61, 70), item('returns_asked', 4, 96), item('returns_granted', 2, 96)],
  item('redone', 3, 90),
].map(each => ({ ...each, notScored: null }))

const row = (unit: string, place: number | null, points: readonly number[]) => ({
  ...{ unit, place, kind: 'ranked', others, outOf: 10_000 },
  total: points.reduce((sum, each) => sum + each, 0),
  items: [
    item('handled_in_time', 88, 96, points[0]),
    item('satisfaction_adjusted', 63, 70, points[1]),
    item('resolved', 55, 70, points[2]),
    item('signed_in_time', 95, 97, points[3]),
    item('contacted_in_time', 80, 96, points[4]),
    item('replies_bounced', 9, 99, points[5]),
  ],
})

const water = row('water', 1, [1_667, 2_100, 1_679, 897, 417, 398])
const rows = [
  water,
  row('urban', 2, [1_500, 1_900, 1_650, 850, 400, 380]),
  row('housing', 2, [1_500, 1_900, 1_650, 850, 400, 380]),
  {
    ...row('archive', null, []),
    kind: 'small_volume',
    total: 2_500,
    outOf: 2_500,
    items: water.items.map(each => ({
      ...each,
      counted: 2,
      base: 2,
      rate: 10_000,
      points: null,
      notScored: 'too_few',
    })),
  },
  { ...row('weather', null, []), kind: 'no_orders', total: 0, outOf: 0 },
]

const names: Readonly<Record<string, string>> = {
  ...{ water: '水务局', urban: '城市管理局', housing: '住房和城乡建设局', archive: '档案馆', weather: '气象局' },
}

const objection = {
  ...{ id: 'o1', month: '2026-10', version: 1, unit: 'water', indicator: 'handled_in_time', caseNo: '20261008000421' },
  ...{ reason: '<img src=x> 当日全区停电，无法回复', by: 'water-leader', at: 1_793_900_000_000 },
  ...{ ruleBy: 4_102_444_800_000, state: 'open', ruledBy: null, ruledAt: null, ruling: null, correction: null },
  issued: null,
}

const high = true
const step = (indicator: string, weight: number, rate: number, off: number, floor: number) => ({
  ...{ indicator, weight },
  steps: [
    { step: 'full', rate, points: weight, high: indicator === 'replies_bounced' ? !high : high },
    { step: 'taken_off', points: off, high: indicator === 'replies_bounced' ? !high : high },
    { step: 'never_below', points: floor, fromRate: null },
    { step: 'too_few', below: 3 },
  ],
})

const formula = {
  ...{ month: '2026-10', sheet: 'default', sheetVersion: 0, validFrom: '2012-01-01' },
  items: [
    step('handled_in_time', 2_500, 10_000, 100, 0),
    step('satisfaction_adjusted', 2_500, 9_800, 50, 1_250),
    step('resolved', 2_500, 9_500, 50, 1_250),
    step('signed_in_time', 1_000, 10_000, 50, 0),
    step('contacted_in_time', 1_000, 9_500, 50, 0),
    step('replies_bounced', 500, 500, 25, 0),
  ],
}

const named = {
  units: [
    {
      unit: 'water',
      cases: [
        { caseNo: '20261008000421', dueAt: 1, workdays: 12, supervised: true },
        { caseNo: '20261009000431', dueAt: 1, workdays: 7, supervised: false },
      ],
    },
  ],
  more: false,
}

/** What a page of scores sent, and how its next change is answered: a code of the catalogue, null: done. */
export interface FakeScores {
  readonly sent: { readonly path: string; readonly body: Record<string, unknown> }[]
  refuse: string | null
  /** Of the month: null is not final yet. */
  version: number | null
}

/** Answers a page's requests about scores as a supervisor gets them, or the leader of the waterworks. */
export const answerScores = async (page: Page, who: 'supervisor' | 'unit_leader'): Promise<FakeScores> => {
  const fake: FakeScores = { sent: [], refuse: null, version: 1 }
  const own = who === 'unit_leader'
  const scores = () => ({
    ...{ month: '2026-10', from: 0, to: 1, version: fake.version, at: 1_793_800_000_000, sheet: 'default' },
    ...{ sheetVersion: 0, rows: own ? [water] : rows, ranked: 3 },
    issues: fake.version === null ? [] : [{ version: 1, at: 1_793_800_000_000, by: '', objectionId: null }],
    objections: fake.version === null ? [] : [objection],
    may: { freeze: !own && fake.version === null, object: own, rule: !own },
  })
  const answers: Readonly<Record<string, () => object>> = {
    '/api/session': () => ({
      ...{ name: who, displayName: '李工', role: who, alsoRoles: [], unitId: own ? 'water' : null, agentId: null },
      ...{ hearsRecordings: false, expiresAt: Date.now() + 9_999_999 },
    }),
    '/api/scores': scores,
    '/api/scores/formula': () => formula,
    '/api/scores/cases': () => ({ cases: ['20261008000421', '20261009000431'], more: false }),
    '/api/named-list': () => named,
    '/api/units': () => ({
      units: Object.entries(names).map(([id, zh]) => ({
        ...{ id, name: { zh, en: id }, tier: 1, parent: null, signsOff: false, active: true },
      })),
      topics: [],
    }),
  }
  await page.route('**/api/**', async route => {
    const request = route.request()
    const path = new URL(request.url()).pathname
    if (request.method() === 'POST') {
      fake.sent.push({ path, body: request.postDataJSON() })
      if (fake.refuse !== null)
        return route.fulfill({ status: 409, json: { error: { code: fake.refuse, zh: '', en: '' } } })
      if (path.endsWith('/freeze')) fake.version = 1
      return route.fulfill({ json: path.endsWith('/freeze') ? scores() : objection })
    }
    const answer = answers[path]
    return answer ? route.fulfill({ json: answer() }) : route.fulfill({ status: 404, json: {} })
  })
  return fake
}
