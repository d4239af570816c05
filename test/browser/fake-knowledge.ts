import type { IncomingMessage, ServerResponse } from 'node:http'

const day = 86_400_000

const article = (id: string, title: string, body: string, change: object = {}) => ({
  id,
  state: 'published',
  version: 1,
  content: {
    module: 'general',
    title,
    questions: [],
    body,
    source: { number: '（虚构）江房金〔2026〕8号', issuer: '江海区住房公积金管理部', url: '' },
    unit: '江海区住房公积金管理部',
    topics: [],
    validFrom: null,
    expiresAt: Date.now() + 120 * day,
    reviewAt: null,
  },
  author: '1001',
  owner: 'leader',
  caseNo: null,
  changedAt: Date.now() - 12 * day,
  changedBy: 'leader',
  submittedAt: null,
  publishedAt: Date.now() - 12 * day,
  ...change,
})

export const fakeArticles = [
  article(
    'fund',
    '租房提取住房公积金',
    '连续缴存满三个月即可申请。\n\n1. 登录办事大厅；\n2. 选择“租房提取”；\n3. 三个工作日内到账。',
  ),
  article('fund-buy', '购房提取住房公积金', '凭购房合同和首付款发票申请，每年一次。'),
  article('fund-old', '公积金年度结息公告（2025）', '2025 年度已结息。', { state: 'expired' }),
]

/** An article that was written on twice. */
const often = article(
  'often',
  '老年人免费乘车',
  '年满六十五周岁的老人凭老年卡免费乘车。\n\n- 本市户籍；\n- 每年年审一次，可在手机上办理。',
  { version: 3 },
)
const versions = [
  { version: 3, content: often.content, by: 'leader', at: Date.now() - 12 * day, note: '改为年审一次' },
  {
    version: 2,
    content: {
      ...often.content,
      body: '年满七十周岁的老人凭老年卡免费乘车。\n\n- 本市户籍；\n- 每年年审两次，到窗口办理。',
      source: { ...often.content.source, number: '（虚构）江交〔2024〕3号' },
    },
    by: '2001',
    at: Date.now() - 200 * day,
    note: '',
  },
  {
    version: 1,
    content: { ...often.content, title: '老人乘车', body: '老人凭老年卡免费乘车。' },
    by: '1001',
    at: Date.now() - 400 * day,
    note: '',
  },
]
const history = [
  { kind: 'article_drafted', at: Date.now() - 400 * day, by: '1001', note: null },
  { kind: 'article_published', at: Date.now() - 399 * day, by: 'leader', note: null },
  { kind: 'article_handed_over', at: Date.now() - 13 * day, by: 'leader', note: '调岗' },
  { kind: 'article_edited', at: Date.now() - 12 * day, by: 'leader', note: '改为年审一次' },
]
const owners = [
  { name: '2001', displayName: '陈静' },
  { name: 'leader', displayName: '周敏' },
]

const proposed = article('proposed', '孤寡老人怎么申请助餐', '到社区申请。', { state: 'in_review' })
const complaint = {
  id: 'feedback-1',
  articleId: 'fund',
  version: 1,
  kind: 'outdated',
  note: '额度已调整',
  by: '1003',
  at: Date.now(),
  resolution: null,
  resolvedBy: null,
  resolvedAt: null,
  resolvedNote: null,
  title: '租房提取住房公积金',
  owner: 'leader',
}

/** The knowledge base behind the pages of a test. */
export const createFakeKnowledge = () => {
  const asked: string[] = []
  /** What somebody else makes of an article while it is edited: the first edit of each is refused. */
  const changed = new Map<string, object>()
  const sent: { readonly path: string; readonly body: Record<string, unknown> }[] = []
  const answer = async (path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    if (!path.startsWith('/api/article') && path !== '/api/my-contact') return false
    const json = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const id = /^\/api\/articles\/([^/]+)$/.exec(path)?.[1]
    if (request.method === 'GET' && path === '/api/article-list') {
      const { searchParams } = new URL(request.url ?? '', 'http://x')
      const isNext = searchParams.get('cursor') === 'page-2'
      if (isNext) json(200, { articles: [often], next: null })
      else json(200, { articles: [...fakeArticles, proposed], next: 'page-2' })
      return true
    }
    if (request.method === 'GET' && path === '/api/article-feedback') {
      json(200, { feedback: [complaint], next: null })
      return true
    }
    if (request.method === 'GET' && path === '/api/article-owners') {
      json(200, { owners })
      return true
    }
    if (request.method === 'GET' && path === '/api/my-contact') {
      json(200, { mobile: '13912345678', email: '', version: 1 })
      return true
    }
    if (request.method === 'GET' && path.endsWith('/versions')) {
      const isNext = (request.url ?? '').includes('before=2')
      json(200, { versions: isNext ? versions.slice(2) : versions.slice(0, 2), next: isNext ? null : 2 })
      return true
    }
    if (request.method === 'GET' && id !== undefined) {
      const found = changed.get(id) ?? [...fakeArticles, often, proposed].find(each => each.id === id)
      json(200, { article: found, useful: 0, feedback: [], history })
      return true
    }
    if (request.method === 'GET') {
      asked.push(new URL(request.url ?? '', 'http://x').searchParams.get('q') ?? '')
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ articles: fakeArticles }))
      return true
    }
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    sent.push({ path, body: JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown> })
    if (path === '/api/my-contact') {
      const { mobile, email } = sent.at(-1)?.body ?? {}
      if (email === 'nobody') json(400, { error: { code: 'contact_unsound', zh: '', en: '' } })
      else json(200, { mobile, email, version: 2 })
    } else if (path.endsWith('/hand-over')) {
      changed.set('often', { ...often, owner: sent.at(-1)?.body['owner'] })
      response.writeHead(204).end()
    } else if (request.method === 'PUT' && id !== undefined && id !== 'often' && !changed.has(id)) {
      const before = fakeArticles.find(each => each.id === id) ?? proposed
      const content = { ...before.content, title: '他人的标题', body: '他人的正文' }
      changed.set(id, { ...before, version: 2, content })
      json(409, { error: { code: 'article_changed', zh: '', en: '' } })
    } else response.writeHead(204).end()
    return true
  }
  return { knowledge: { asked, sent }, answer }
}
