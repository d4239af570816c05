import { campaignErrors } from './campaign-errors.ts'
import { campaignPageErrors } from './campaign-page-errors.ts'
import { caseErrors } from './case-errors.ts'
import { chatErrors } from './chat-errors.ts'
import { exportErrors } from './export-errors.ts'
import { forecastErrors } from './forecast-errors.ts'
import { outboundErrors } from './outbound-errors.ts'
import type { Names } from './views.ts'

type Catalogue = Record<string, { readonly status: number } & Names>

/** Those of the catalogue that every page loads; a page that meets others brings them (`addErrors`). */
export const errorsAtStart = {
  bad_request: {
    status: 400,
    zh: '请求内容有误，未作任何更改。',
    en: 'The request is malformed; nothing was changed.',
  },
  bad_frame: {
    status: 400,
    zh: '收到无法识别的消息，未作任何更改。',
    en: 'A message could not be understood; nothing was changed.',
  },
  not_signed_in: { status: 401, zh: '请先登录。', en: 'Please sign in first.' },
  unit_key_wrong: {
    status: 401,
    zh: '接口密钥无效或已停用。',
    en: 'This key is unknown or was revoked.',
  },
  idempotency_key_missing: {
    status: 400,
    zh: '缺少 Idempotency-Key 请求头（8 至 100 个字母、数字、点、横线或下划线）。',
    en: 'The header Idempotency-Key is missing (8 to 100 letters, digits, dots, dashes or underscores).',
  },
  idempotency_other: {
    status: 409,
    zh: '此 Idempotency-Key 已用于另一请求，未作任何更改。',
    en: 'This Idempotency-Key was used for another request; nothing was changed.',
  },
  webhook_address_unsound: {
    status: 400,
    zh: '推送地址须为 https 地址，不得含用户名和密码；内网地址须先由系统管理员放行。',
    en: 'The address must be one of https without user name and password; one inside the house must be allowed first.',
  },
  wrong_password: { status: 401, zh: '工号或密码不正确。', en: 'The sign-in name or the password is wrong.' },
  forbidden: { status: 403, zh: '您没有此项权限。', en: 'You are not allowed to do this.' },
  foreign_origin: {
    status: 403,
    zh: '请求来自其他网站，已拒绝。',
    en: 'The request comes from another site and was refused.',
  },
  not_found: { status: 404, zh: '没有找到。', en: 'Not found.' },
  too_many_attempts: {
    status: 429,
    zh: '尝试过于频繁，请稍后再试。',
    en: 'Too many attempts; please try again later.',
  },
  too_large: { status: 413, zh: '内容过大。', en: 'The content is too large.' },
  agent_unknown: { status: 404, zh: '没有这位话务员。', en: 'There is no such agent.' },
  phone_missing: {
    status: 409,
    zh: '话机未注册或页面未连接，暂不能接听。',
    en: 'The phone is not registered or the page is not connected; no calls can be taken yet.',
  },
  phone_elsewhere: {
    status: 409,
    zh: '您的电话已在别的窗口或电脑上使用。',
    en: 'Your phone is in use in another window or on another computer.',
  },
  demo_lines_taken: {
    status: 503,
    zh: '演示线路已占满，请稍后再试。',
    en: 'All lines of the demo are taken; please try again later.',
  },
  no_such_offer: { status: 409, zh: '该来电已结束或已转给他人。', en: 'This call is no longer offered to you.' },
  phone_must_answer: { status: 409, zh: '请在话机上接听。', en: 'Please answer on the phone.' },
  not_in_wrap_up: { status: 409, zh: '当前不在话后处理状态。', en: 'You are not in wrap-up.' },
  not_talking: { status: 409, zh: '当前没有通话。', en: 'There is no call in progress.' },
  not_your_caller: {
    status: 409,
    zh: '来电人由其他话务员负责，您只是参与通话。',
    en: 'The caller is with another agent; you only take part in the talk.',
  },
  no_such_target: { status: 409, zh: '找不到转接对象。', en: 'There is no such person, queue or number to call.' },
  target_busy: {
    status: 409,
    zh: '对方当前不是就绪状态，未转接。',
    en: 'That agent is not ready now; nothing was changed.',
  },
  own_number: {
    status: 409,
    zh: '不能转接给本机或热线自身号码。',
    en: 'You cannot call yourself or the hotline itself.',
  },
  number_not_callable: {
    status: 400,
    zh: '号码有误或不是国内号码，未保存。',
    en: 'This is no number, or none of this country; nothing was saved.',
  },
  emergency_needed: {
    status: 409,
    zh: '通讯录必须保留四个紧急电话，未作更改。',
    en: 'The directory must keep 110, 119, 120 and 122; nothing was changed.',
  },
  directory_full: {
    status: 409,
    zh: '通讯录已满，未保存。',
    en: 'The directory is full; nothing was saved.',
  },
  too_many_parties: { status: 409, zh: '通话中最多再加入三方。', en: 'No more than three others can be in one talk.' },
  nobody_joined: {
    status: 409,
    zh: '对方尚未接听，不能移交。',
    en: 'Nobody has answered yet to whom the caller could be left.',
  },
  not_recorded: { status: 409, zh: '这通电话没有录音。', en: 'This call is not recorded.' },
  no_recording: { status: 404, zh: '没有可播放的录音。', en: 'There is no recording to be played.' },
  no_such_range: { status: 416, zh: '文件没有这一段。', en: 'The file has no such part.' },
  recording_damaged: {
    status: 500,
    zh: '录音文件已损坏或密钥不符，未播放。',
    en: 'The recording is damaged or the key is another one; nothing was played.',
  },
  attachment_empty: { status: 400, zh: '文件是空的，未上传。', en: 'The file is empty; it was not taken.' },
  attachment_too_large: {
    status: 413,
    zh: '文件过大，未上传：照片不超过 10 MB，文档、录音不超过 20 MB（纯文本 2 MB），视频不超过 50 MB。',
    en: 'The file is too large and was not taken: photos up to 10 MB, documents and sound up to 20 MB (plain text 2 MB), videos up to 50 MB.',
  },
  attachment_type_unknown: {
    status: 415,
    zh: '不支持此类文件，未上传。可上传 JPG、PNG、WebP 照片，PDF、DOCX、XLSX、TXT 文档，MP4、MOV 视频，M4A、WAV、AMR 录音。',
    en: 'This type of file is not taken. Photos: JPG, PNG, WebP; documents: PDF, DOCX, XLSX, TXT; videos: MP4, MOV; sound: M4A, WAV, AMR.',
  },
  attachment_heic: {
    status: 415,
    zh: 'HEIC 照片无法上传。请在苹果手机的“设置—相机—格式”中选择“兼容性最佳”，或发送截图。',
    en: 'HEIC photos are not taken. On an iPhone choose Settings, Camera, Formats, Most Compatible, or send a screenshot.',
  },
  attachment_disguised: {
    status: 415,
    zh: '文件内容与文件名不符，或藏有其他文件，未上传。',
    en: 'The file is not what its name says, or hides another one; it was not taken.',
  },
  attachment_active: {
    status: 415,
    zh: '文件含有程序、脚本或宏，未上传。可另存为 PDF 后再试。',
    en: 'The file holds a program, a script or macros and was not taken. Try to save it as PDF first.',
  },
  attachment_damaged: {
    status: 415,
    zh: '文件已损坏、加密或不完整，未上传。',
    en: 'The file is damaged, encrypted or incomplete; it was not taken.',
  },
  attachment_too_many: {
    status: 409,
    zh: '附件过多：一次最多 9 个，每件工单最多 20 个。',
    en: 'Too many attachments: 9 at a time, 20 for a case.',
  },
  attachment_gone: {
    status: 404,
    zh: '附件不存在，或上传后超过 24 小时未使用，请重新上传。',
    en: 'There is no such attachment, or it waited for more than 24 hours; please upload it again.',
  },
  attachment_unreadable: {
    status: 500,
    zh: '附件已损坏或密钥不符，未打开。',
    en: 'The attachment is damaged or the key is another one; it was not opened.',
  },
  attachment_no_room: {
    status: 507,
    zh: '服务器存储空间不足，文件未保存；可以先提交，不带附件。',
    en: 'The server has no room left; the file was not kept. What you wrote can be sent without it.',
  },
  photo_only: {
    status: 415,
    zh: '这里只能传照片（JPG、PNG、WebP），未上传。',
    en: 'Only photos can be sent here (JPG, PNG, WebP); it was not taken.',
  },
  photo_too_large: {
    status: 413,
    zh: '照片超过 10 MB，未上传。请换一张或发送截图。',
    en: 'The photo is larger than 10 MB and was not taken. Choose another one, or a screenshot of it.',
  },
  photos_too_many: {
    status: 409,
    zh: '照片过多：一次最多 4 张，每件诉求的附件最多 20 个。',
    en: 'Too many photos: 4 at a time, and 20 files for a request.',
  },
  photo_gone: {
    status: 404,
    zh: '照片已过期或不属于这次提交，请重新选择。',
    en: 'The photo has waited too long or belongs to something else; please choose it again.',
  },
  photos_too_often: {
    status: 429,
    zh: '今天从您的网络上传的照片过多，请明天再传，或不带照片提交。',
    en: 'Too many photos came from your network today. Send them tomorrow, or send your request without them.',
  },
  uploads_busy: {
    status: 503,
    zh: '同时上传的文件过多，请稍后再试。',
    en: 'Too many files are being uploaded at once; please try again in a moment.',
  },
  upload_too_slow: {
    status: 408,
    zh: '上传中断或过慢，请检查网络后重试。',
    en: 'The upload stopped or was too slow; check the network and try again.',
  },
  not_allowed_now: { status: 409, zh: '当前状态下不能执行此操作。', en: 'This is not possible in the present state.' },
  too_late: {
    status: 409,
    zh: '网络延迟，操作到达过晚，未执行。请看当前状态后再操作。',
    en: 'The command came too late and was not carried out; look at the present state before you try again.',
  },
  draft_changed: {
    status: 409,
    zh: '草稿已在别处更改，未覆盖。',
    en: 'The draft was changed elsewhere; nothing was overwritten.',
  },
  article_changed: {
    status: 409,
    zh: '条目已被他人修改，未覆盖。',
    en: 'The article was changed by somebody else; nothing was overwritten.',
  },
  article_incomplete: {
    status: 400,
    zh: '条目不完整：标题、正文、发布机构、责任单位、有效期或复核日期缺一不可。',
    en: 'The article needs a title, a text, an issuer, a unit, and an expiry or a date of review.',
  },
  article_address: {
    status: 400,
    zh: '条目中只能引用政府网站（gov.cn）的网址，未保存。',
    en: 'Only addresses of government sites (gov.cn) may stand in an article; nothing was saved.',
  },
  article_dates: {
    status: 400,
    zh: '有效期已过或早于生效日期，未作更改。',
    en: 'The expiry has passed or comes before the article is valid; nothing was changed.',
  },
  article_owner_unknown: {
    status: 400,
    zh: '该账号不存在、已停用或不能编辑知识库，未移交。',
    en: 'Nobody of this name can edit the knowledge base; nothing was handed over.',
  },
  feedback_settled: { status: 409, zh: '该反馈已处理。', en: 'This feedback was resolved already.' },
  case_incomplete: {
    status: 400,
    zh: '工单内容不完整，未登记。',
    en: 'Something is missing in the form; the case was not registered.',
  },
  ...caseErrors,
  ...campaignErrors,
  ...chatErrors,
  ...outboundErrors,
  case_unknown: { status: 404, zh: '没有这个工单号。', en: 'There is no case with this number.' },
  outcome_settled: {
    status: 409,
    zh: '此通话的结果已记录，话后结束后不能更改。',
    en: 'What this call came to is recorded; it can be changed only until the end of its wrap-up.',
  },
  outcome_is_case: {
    status: 409,
    zh: '此通话已登记工单，不能改为其他结果。',
    en: 'A case was registered from this call; it cannot come to something else.',
  },
  number_missing: { status: 409, zh: '此来电没有号码。', en: 'This call has no number.' },
  number_is_shared: {
    status: 409,
    zh: '此号码为总机或公用电话，不对应个人。',
    en: 'This number is a switchboard or a public phone; it belongs to nobody in particular.',
  },
  request_incomplete: {
    status: 400,
    zh: '请写明诉求内容、地点和联系电话，尚未提交。',
    en: 'Please say what it is about, where, and how to reach you; nothing was sent yet.',
  },
  phone_wrong: {
    status: 400,
    zh: '电话号码有误，请填写手机号或带区号的固定电话。',
    en: 'This is no number that can be called: please give a mobile number, or a fixed one with its area code.',
  },
  text_too_long: {
    status: 400,
    zh: '文字过长，未提交。诉求内容最多 5000 字，补充最多 2000 字，地点最多 200 字，评价说明最多 500 字。',
    en: 'This is too long and was not sent: at most 5,000 characters for a request, 2,000 for what is added, 200 for the place, 500 with a rating.',
  },
  challenge_over: {
    status: 409,
    zh: '页面停留过久，请再次提交；您填写的内容还在。',
    en: 'The page was open for too long; please send again. What you typed is still there.',
  },
  challenge_unsolved: {
    status: 400,
    zh: '提交前的校验未通过，请再次提交。',
    en: 'The check before sending did not succeed; please send again.',
  },
  case_code_unknown: {
    status: 404,
    zh: '没有查到：请核对诉求编号和查询码。',
    en: 'Nothing was found: please check the number and the query code.',
  },
  rating_link_unknown: {
    status: 404,
    zh: '评价链接无效，请从短信中重新打开。',
    en: 'This rating link is not valid: please open it from the message again.',
  },
  rating_link_over: {
    status: 409,
    zh: '评价链接已经使用过或已过期。',
    en: 'This rating link was used already or is over.',
  },
  citizen_add_not_now: {
    status: 409,
    zh: '该诉求已办结，不能再补充；如有新情况请重新提交或拨打 12345。',
    en: 'This case is closed and takes no more; please send a new one or call 12345.',
  },
  citizen_urge_not_now: {
    status: 409,
    zh: '今天已经催办过，或诉求已办结；每天可催办一次。',
    en: 'It was urged today already, or it is closed; it can be urged once a day.',
  },
  citizen_rate_not_now: {
    status: 409,
    zh: '现在不能评价：尚未答复，或评价期已过。',
    en: 'It cannot be rated now: there is no result yet, or the time for rating is over.',
  },
  citizen_withdraw_not_now: {
    status: 409,
    zh: '该诉求已经办结，不能撤回。',
    en: 'This case is closed already and cannot be withdrawn.',
  },
  wechat_refused: {
    status: 403,
    zh: '未通过微信校验，已拒绝。',
    en: 'This was not found to come from WeChat and was refused.',
  },
  wechat_sign_in_refused: {
    status: 403,
    zh: '微信登录已失效，请从公众号重新打开。',
    en: 'The WeChat sign-in holds no more; please open the page from the account again.',
  },
  wechat_away: {
    status: 503,
    zh: '微信暂时没有响应，请稍后再试；不登录也可以提交诉求。',
    en: 'WeChat does not answer now; please try again later, or file the request without signing in.',
  },
  telephony_down: {
    status: 503,
    zh: '电话系统暂时中断，正在恢复。',
    en: 'Telephony is interrupted and is being restored.',
  },
  store_down: { status: 503, zh: '数据库暂时不可用，通话不受影响。', en: 'The store is not available; calls go on.' },
  ledger_broken: {
    status: 409,
    zh: '账本校验未通过，数据不予签署，通话不受影响。',
    en: 'The ledger does not verify: figures are not signed, calls go on.',
  },
  unexpected: { status: 500, zh: '系统出现意外错误，已记录。', en: 'An unexpected error happened and was logged.' },
} as const satisfies Catalogue

// by a call without effects, so that pages which use only `errorsAtStart` leave the others out
const joined = () =>
  ({ ...errorsAtStart, ...campaignPageErrors, ...exportErrors, ...forecastErrors }) satisfies Catalogue

/** The catalogue: a stable code, the HTTP status, and one sentence a user understands, in Chinese and English. */
export const errors = /* @__PURE__ */ joined()

export type ErrorCode = keyof typeof errors
