const BOT = { id: 'keepsake', name: 'Keepsake', role: 'bot' };

/** Each puts a payload where somebody else's words may come to stand. */
export const WAYS: Readonly<Record<string, (payload: string) => object>> = {
  'knowledge text': (text) => ({
    from: BOT,
    text,
    textFormat: 'plain',
    channelData: { keepsake: { text, steps: [text, text], close: text, choices: [{ label: text, pick: text }] } },
  }),
  'knowledge text in Markdown': (text) => ({
    from: BOT,
    text,
    textFormat: 'markdown',
    channelData: { keepsake: { text, steps: [text], close: text } },
  }),
  'what a person who helps writes': (text) => ({
    from: { ...BOT, id: 'agent-1', name: text },
    text,
    textFormat: 'markdown',
    locale: text,
    channelData: { agent: { id: text, name: text, avatarUrl: text } },
  }),
  notices: (text) => ({ from: { ...BOT, name: text }, text, channelData: { system: true, notice: 'joined', agent: { name: text } } }),
  'names and addresses of files': (text) => ({
    from: BOT,
    text: '',
    attachments: ['image/png', 'image/svg+xml', 'text/html', text].map((contentType) => ({ contentType, name: text, contentUrl: text })),
  }),
  'suggested actions': (text) => ({ from: BOT, text: 'x', suggestedActions: { actions: [{ type: 'imBack', title: text, value: text }] } }),
  cards: (text) => ({ from: BOT, attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: cardOf(text) }] }),
  'what the person wrote': (text) => ({
    from: { id: 'dl_me', role: 'user' },
    text,
    textFormat: 'markdown',
    attachments: [{ name: text, contentType: 'text/plain' }],
  }),
};

function cardOf(text: string): object {
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    fallbackText: text,
    speak: text,
    backgroundImage: text,
    selectAction: { type: 'Action.OpenUrl', url: text, title: text },
    body: [
      { type: 'TextBlock', text, wrap: true },
      { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, selectAction: { type: 'Action.OpenUrl', url: text } }] },
      { type: 'Image', url: text, altText: text, backgroundColor: text, selectAction: { type: 'Action.OpenUrl', url: text } },
      { type: 'Image', url: 'https://tracker.example/x.png' },
      { type: 'Media', poster: text, sources: [{ mimeType: 'video/mp4', url: text }] },
      { type: 'FactSet', facts: [{ title: text, value: text }] },
      { type: 'Input.Text', id: text, label: text, placeholder: text, value: text, regex: text },
      { type: 'Input.ChoiceSet', id: `c${text}`, label: text, choices: [{ title: text, value: text }], style: 'expanded' },
      { type: 'Input.Toggle', id: `t${text}`, title: text },
      { type: 'Container', style: text, backgroundImage: { url: text }, items: [{ type: 'TextBlock', text }] },
    ],
    actions: [
      { type: 'Action.OpenUrl', title: text, url: text, iconUrl: text },
      { type: 'Action.Submit', title: text, data: { text } },
      { type: 'Action.ShowCard', title: text, card: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text }] } },
    ],
  };
}
