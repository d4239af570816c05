/** Texts of the desk's chat, which come with it. */
export const chatTexts = {
  chat_title: { zh: '文字咨询', en: 'Written conversation' },
  chat_waits: { zh: '有市民等候文字咨询，请按 F7 接入。', en: 'A citizen waits to write with you; take him with F7.' },
  chat_since: { zh: '等候自 {time}', en: 'Waiting since {time}' },
  chat_number: { zh: '留下的电话：{number}', en: 'Phone he left: {number}' },
  chat_no_number: { zh: '没有留下电话', en: 'He left no phone number' },
  chat_language: { zh: '市民使用英文页面', en: 'The citizen reads the page in English' },
  chat_messages: { zh: '对话', en: 'Conversation' },
  chat_from_citizen: { zh: '市民', en: 'Citizen' },
  chat_from_agent: { zh: '我', en: 'Me' },
  chat_from_house: { zh: '提示', en: 'Note' },
  chat_idle_reminder: {
    zh: '双方已有一段时间没有发言。再过五分钟没有消息，对话将自动结束。',
    en: 'Nobody has written for a while. After five more minutes without a word the conversation ends by itself.',
  },
  chat_message: { zh: '消息', en: 'Message' },
  chat_message_hint: {
    zh: '回车发送，Shift+回车换行，最多 1000 字',
    en: 'Enter sends, Shift+Enter is a new line, 1000 characters at most',
  },
  chat_send: { zh: '发送', en: 'Send' },
  chat_lost: { zh: '暂时收不到新消息，正在重新连接……', en: 'New messages do not come through; connecting again…' },
  chat_ended_by_citizen: { zh: '市民已结束对话。', en: 'The citizen has ended the conversation.' },
  chat_ended_by_agent: { zh: '您已结束对话。', en: 'You have ended the conversation.' },
  chat_ended_by_system: { zh: '长时间没有消息，对话已自动结束。', en: 'It ended by itself after a long silence.' },
} as const
