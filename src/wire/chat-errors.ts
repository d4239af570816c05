/** Of the catalogue: what may be refused to those who write. */
export const chatErrors = {
  chat_over: {
    status: 409,
    zh: '文字咨询已结束，这条消息没有发出。',
    en: 'This conversation is over; the message was not sent.',
  },
  chat_closed: {
    status: 409,
    zh: '现在没有网络座席在线，您可以填写诉求，我们会尽快办理。',
    en: 'Nobody is there to write with just now; you can leave a case instead.',
  },
  chat_full: {
    status: 409,
    zh: '现在等候文字咨询的人较多，您可以稍后再试，或先填写诉求。',
    en: 'Many people are waiting to write just now; please try again later, or leave a case instead.',
  },
  chat_unknown: { status: 404, zh: '没有这次文字咨询。', en: 'There is no such conversation.' },
  chat_too_fast: {
    status: 429,
    zh: '消息发送过于频繁，请稍后再发。',
    en: 'Too many messages in a short time; please wait a moment.',
  },
} as const
