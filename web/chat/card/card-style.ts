/** How cards look: like the rest of the page, whose colours follow its theme. */
const INK = { default: 'var(--ink)', subtle: 'var(--muted)' };
const ACCENT = { default: 'var(--accent)', subtle: 'var(--accent)' };
const WARN = { default: 'var(--warn)', subtle: 'var(--warn)' };
const COLOURS = { default: INK, dark: INK, light: INK, accent: ACCENT, good: ACCENT, warning: WARN, attention: WARN };

const ground = (backgroundColor: string) => ({ backgroundColor, foregroundColors: COLOURS });

/** The host config of the renderer. */
export const CARD_STYLE = {
  fontFamily: 'inherit',
  fontSizes: { small: 14, default: 16, medium: 17, large: 19, extraLarge: 22 },
  fontWeights: { lighter: 400, default: 400, bolder: 700 },
  lineHeights: { small: 20, default: 24, medium: 25, large: 27, extraLarge: 30 },
  spacing: { small: 6, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 14 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  supportsInteractivity: true,
  containerStyles: {
    default: ground('var(--raised)'),
    emphasis: ground('var(--tint)'),
    good: ground('var(--tint)'),
    accent: ground('var(--tint)'),
    attention: ground('var(--warn-tint)'),
    warning: ground('var(--warn-tint)'),
  },
  textBlock: { headingLevel: 3 },
  imageSizes: { small: 40, medium: 80, large: 160 },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 12 },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  inputs: {
    label: {
      inputSpacing: 4,
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
  },
  media: { allowInlinePlayback: false },
} as const;
