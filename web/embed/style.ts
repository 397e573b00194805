/**
 * How the launcher and the panel look. What is important within a shadow root wins over what is important in the page around it, so
 * that no style sheet of the page reaches the host element either.
 */
export const STYLE = `
:host {
  all: initial !important;
  position: fixed !important;
  z-index: 2147483647 !important;
  inset: auto !important;
  display: block !important;
  color-scheme: light dark !important;
  direction: ltr !important;
  unicode-bidi: normal !important;
  font: 600 16px/1.3 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif !important;
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
button {
  position: fixed;
  bottom: max(20px, env(safe-area-inset-bottom));
  inset-inline: auto;
  right: max(20px, env(safe-area-inset-right));
  display: flex;
  align-items: center;
  gap: 10px;
  min-width: 60px;
  min-height: 60px;
  max-width: calc(100vw - 40px);
  padding: 0 18px;
  border: 0;
  border-radius: 30px;
  background: var(--ground);
  color: #fff;
  font: inherit;
  cursor: pointer;
  box-shadow: 0 4px 20px rgb(0 0 0 / 25%);
}
.left button { right: auto; left: max(20px, env(safe-area-inset-left)); }
button:focus-visible { outline: 3px solid #0b57d0; outline-offset: 3px; box-shadow: 0 0 0 3px #fff, 0 4px 20px rgb(0 0 0 / 25%); }
svg { flex: none; width: 24px; height: 24px; fill: none; stroke: currentcolor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.badge {
  position: absolute;
  top: -6px;
  inset-inline-end: -6px;
  min-width: 24px;
  height: 24px;
  padding: 0 7px;
  border: 2px solid #fff;
  border-radius: 12px;
  background: #b3261e;
  font-size: 13px;
  line-height: 20px;
  text-align: center;
}
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.panel {
  position: fixed;
  right: max(20px, env(safe-area-inset-right));
  bottom: calc(max(20px, env(safe-area-inset-bottom)) + 74px);
  width: 400px;
  height: min(680px, calc(100vh - 120px));
  overflow: hidden;
  border: 1px solid rgb(128 128 128 / 35%);
  border-radius: 20px;
  background: canvas;
  box-shadow: 0 12px 48px rgb(0 0 0 / 28%);
}
.left .panel { right: auto; left: max(20px, env(safe-area-inset-left)); }
iframe { display: block; width: 100%; height: 100%; border: 0; }
@media (max-width: 480px), (max-height: 480px) {
  .panel, .left .panel { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0; box-shadow: none; }
  .open button { display: none; }
}
@media (prefers-reduced-motion: no-preference) {
  .panel { animation: rise 0.18s ease-out; }
  @keyframes rise { from { opacity: 0; transform: translateY(12px); } }
}
@media (forced-colors: active) { button { border: 2px solid; } }
@media print { :host { display: none !important; } }
`;

/** When the panel takes the whole screen; the same words as above. */
export const WHOLE_SCREEN = '(max-width: 480px), (max-height: 480px)';
