import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { givenContent } from '../../domain/knowledge/given-article.ts'
import { asking } from './given-case-talk.ts'
import { atTheEnd, type GivenServer, givenServer } from './given-server.ts'

const cleanup = atTheEnd()
const day = 86_400_000
let server: GivenServer
let ask: ReturnType<typeof asking>
let agent: string
let other: string
let editor: string
let admin: string

before(async () => {
  server = await givenServer(cleanup)
  ask = asking(server)
  agent = await server.signIn('1001')
  other = await server.signIn('1002')
  editor = await server.signIn('leader')
  admin = await server.signIn('admin')
})

let made = 0
const content = (change = {}) => givenContent({ expiresAt: Date.now() + 100 * day, ...change })
const propose = async (change = {}, cookie = agent): Promise<string> => {
  made += 1
  const id = `article-${String(made).padStart(4, '0')}`
  assert.equal((await ask(cookie, '/api/articles', { id, content: content(change) })).status, 204)
  return id
}
const does = async (cookie: string, id: string, step: string, body: object = { basedOn: 1 }) => {
  const { status, body: found } = await ask(cookie, `/api/articles/${id}/${step}`, body)
  return status === 204 ? null : found.error.code
}
const publish = async (change = {}): Promise<string> => {
  const id = await propose(change)
  assert.equal(await does(agent, id, 'submit'), null)
  assert.equal(await does(editor, id, 'publish'), null)
  return id
}
const stateOf = async (id: string) => (await ask(editor, `/api/articles/${id}`)).body.article.state
const foundBy = async (q: string, cookie = agent) => {
  const { body } = await ask(cookie, `/api/articles?q=${encodeURIComponent(q)}`)
  return body.articles.map((each: { id: string }) => each.id)
}

test('given an agent, when he proposes, then an editor reviews and publishes it, and all of it is booked with names', async () => {
  const id = await propose({ title: '老年卡在哪里办' })
  assert.deepEqual(await foundBy('老年卡'), [])
  assert.equal(await does(agent, id, 'publish'), 'not_allowed_now')
  assert.equal(await does(agent, id, 'submit'), null)
  assert.equal(await does(agent, id, 'publish'), 'forbidden')
  assert.equal(await does(admin, id, 'publish'), 'not_found')
  assert.equal(await does(editor, id, 'publish'), null)
  assert.deepEqual(await foundBy('老年卡'), [id])
  const { body } = await ask(other, `/api/articles/${id}`)
  assert.deepEqual(
    body.history.map(({ kind, by }: { kind: string; by: string }) => `${kind} ${by}`),
    ['article_drafted 1001', 'article_submitted 1001', 'article_published leader'],
  )
})

test('given a draft, then another agent does not see it, an admin cannot write one, and asking twice makes one', async () => {
  const id = await propose()
  assert.equal((await ask(other, `/api/articles/${id}`)).status, 404)
  assert.equal((await ask(agent, `/api/articles/${id}`)).status, 200)
  assert.equal((await ask(agent, '/api/articles', { id, content: content() })).status, 204)
  assert.equal((await ask(other, '/api/articles', { id, content: content() })).body.error.code, 'bad_request')
  const refused = await ask(admin, '/api/articles', { id: 'article-of-admin', content: content() })
  assert.equal(refused.body.error.code, 'forbidden')
  const listed = async (cookie: string) => (await ask(cookie, '/api/article-list?state=draft')).body.articles
  assert.deepEqual(await listed(other), [])
  assert.ok((await listed(editor)).some((each: { id: string }) => each.id === id))
})

test('given two editors of one version, then the second is told, nothing is overwritten, and every version is kept', async () => {
  const id = await publish({ title: '停水报修' })
  const edit = (title: string) =>
    ask(editor, `/api/articles/${id}`, { basedOn: 1, content: content({ title }), owner: 'leader', note: '' }, 'PUT')
  const answers = await Promise.all([edit('停水报修（一）'), edit('停水报修（二）')])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 409])
  assert.equal(answers.find(({ status }) => status === 409)?.body.error.code, 'article_changed')
  const { versions } = (await ask(agent, `/api/articles/${id}/versions`)).body
  assert.deepEqual(
    versions.map((each: { version: number }) => each.version),
    [2, 1],
  )
  assert.equal(await does(editor, id, 'withdraw', { basedOn: 1, note: '' }), 'article_changed')
  assert.equal(await stateOf(id), 'published')
})

test('given an answer, then it becomes a draft that knows its case', async () => {
  const answer = {
    title: '',
    question: '孤寡老人怎么申请助餐',
    answer: '到社区申请。',
    unit: '民政局',
    enterprise: false,
  }
  const body = { id: 'answer-0001', ...answer, caseNo: null }
  assert.equal((await ask(agent, '/api/articles/from-answer', body)).status, 204)
  const { article } = (await ask(agent, '/api/articles/answer-0001')).body
  assert.deepEqual([article.state, article.content.title, article.caseNo], ['draft', '孤寡老人怎么申请助餐', null])
  assert.equal(await does(agent, 'answer-0001', 'submit'), 'article_incomplete')
})

test('given bad input, then it is refused with its code and nothing is changed', async () => {
  const send = async (change: object, id = 'article-bad-1') =>
    (await ask(agent, '/api/articles', { id, content: content(change) })).body?.error.code
  assert.equal(await send({ body: '见 https://example.com' }), 'article_address')
  assert.equal(await send({ expiresAt: null }), 'article_incomplete')
  assert.equal(await send({ validFrom: Date.now() + 999 * day }), 'article_dates')
  for (const change of [{ title: 'x\ny' }, { module: 'secret' }, { body: 'x'.repeat(20_001) }, { extra: 1 }])
    assert.equal(await send(change), 'bad_request')
  assert.equal(await send({}, '../x'), 'bad_request')
  assert.equal((await ask(editor, '/api/articles/article-bad-1')).status, 404)
  assert.equal((await ask(editor, '/api/article-list?cursor=zzz')).body.error.code, 'bad_request')
})

test('given a complaint of a reader, then the editor sees it until he resolves it, and others see only their own', async () => {
  const id = await publish({ title: '噪声投诉' })
  const say = (cookie: string, feedbackId: string, feedback: string, note = '') =>
    ask(cookie, `/api/articles/${id}/feedback`, { feedbackId, feedback, note }, 'PUT')
  assert.equal((await say(agent, 'feedback-1', 'outdated')).status, 204)
  assert.equal((await say(agent, 'feedback-1', 'outdated', '电话变了')).status, 204)
  assert.equal((await say(other, 'feedback-1', 'wrong')).body.error.code, 'forbidden')
  assert.equal((await say(other, 'feedback-2', 'useful')).status, 204)
  const open = async () =>
    (await ask(editor, '/api/article-feedback')).body.feedback.map((each: { note: string }) => each.note)
  assert.deepEqual(await open(), ['电话变了'])
  assert.equal((await ask(agent, '/api/article-feedback')).status, 403)
  assert.deepEqual((await ask(other, `/api/articles/${id}`)).body.feedback, [])
  assert.equal((await ask(other, `/api/articles/${id}`)).body.useful, 1)
  const resolve = (cookie: string) =>
    ask(cookie, '/api/article-feedback/feedback-1', { resolution: 'changed', note: '' }, 'PUT')
  assert.equal((await resolve(other)).body.error.code, 'forbidden')
  assert.equal((await resolve(editor)).status, 204)
  assert.equal((await resolve(editor)).body.error.code, 'feedback_settled')
  assert.deepEqual(await open(), [])
})

test('given nobody who is signed in, then he reads what is published for the public and no name of anybody here', async () => {
  const secret = await publish({ title: '内部口径：落户积分' })
  const notice = await publish({ title: '落户积分公告', module: 'public' })
  const policy = await publish({ title: '落户积分惠企', module: 'enterprise' })
  await propose({ title: '落户积分草稿', module: 'public' })
  const open = async (url: string) => {
    const reply = await server.app.inject({ url })
    return { status: reply.statusCode, text: reply.body }
  }
  const { text } = await open(`/api/public/articles?q=${encodeURIComponent('落户积分')}`)
  const ids = JSON.parse(text).articles.map((each: { id: string }) => each.id)
  assert.deepEqual(ids.sort(), [notice, policy].sort())
  assert.doesNotMatch(text, /1001|leader|"owner"|"author"/)
  assert.equal((await open(`/api/public/articles/${notice}`)).status, 200)
  assert.equal((await open(`/api/public/articles/${secret}`)).status, 404)
  assert.equal((await open('/api/articles')).status, 401)
  server.clock.forward(101 * day)
  assert.equal((await open(`/api/public/articles/${notice}`)).status, 404)
  assert.deepEqual(JSON.parse((await open('/api/public/articles')).text).articles, [])
  let status = 200
  for (let n = 0; n < 200 && status !== 429; n += 1) status = (await open('/api/public/articles')).status
  assert.equal(status, 429)
})
